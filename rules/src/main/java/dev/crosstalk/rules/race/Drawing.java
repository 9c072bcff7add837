package dev.crosstalk.rules.race;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.rule.Fingerprint;
import dev.crosstalk.rules.rule.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Draws an episode step by step and makes the finding of it.
public final class Drawing {
  private final Episode episode;
  private final List<Step> steps = new ArrayList<>();

  private Drawing(Episode episode) {
    this.episode = episode;
  }

  /// Starts with an empty sheet.
  public static Drawing of(Episode episode) {
    return new Drawing(episode);
  }

  /// One step at an access; the remark stands behind the source text.
  public Drawing step(String lane, Kind kind, Access access, String remark) {
    String text = access.site().lineText();
    boolean touches = kind == Kind.READ || kind == Kind.WRITE || kind == Kind.CHECK;
    return add(
        lane, kind, remark.isEmpty() ? text : text + "  (" + remark + ")", access.site(), touches);
  }

  /// Where the other request gets in.
  public Drawing pause(String lane) {
    Pause pause = episode.pause().orElseThrow();
    return add(lane, Kind.SUSPEND, Timeline.pauseText(pause), pause.site(), false);
  }

  /// A sentence.
  public Drawing note(String lane, String text, Site site) {
    return add(lane, Kind.NOTE, text, site, false);
  }

  private Drawing add(String lane, Kind kind, String text, Site site, boolean touches) {
    steps.add(
        new Step(
            lane,
            kind,
            text,
            Optional.of(site.module().path()),
            OptionalInt.of(site.line()),
            touches ? Optional.of(episode.subject()) : Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    return this;
  }

  /// The match, reported at `site`.
  ///
  /// @param rootCause see {@link Match}
  public Match match(RuleId rule, Site site, RaceFinding.Words words, String rootCause) {
    String first = episode.origins().isEmpty() ? "" : episode.origins().getFirst();
    Interleaving interleaving =
        new Interleaving(
            List.of(
                new Lane("A", "Request A", first, Optional.empty()),
                new Lane("B", "Request B", episode.otherOrigin(), Optional.empty())),
            steps);
    Evidence.SharedLocation location =
        new Evidence.SharedLocation(
            episode.subject(),
            episode.place().map(SharedPlace::kind).orElse("lock"),
            episode.place().flatMap(SharedPlace::definition).map(RaceFinding::firstLine));
    return new Match(
        rootCause,
        new Finding(
            rule,
            words.severity(),
            episode
                .pause()
                .map(RaceFinding::confidence)
                .orElse(dev.crosstalk.model.Confidence.HIGH),
            Verdict.SUSPECTED,
            words.message(),
            site.place(),
            Fingerprint.of(
                rule.code(), site.module().path(), site.symbol(), episode.subject(), site.text()),
            new Evidence.Race(location, interleaving),
            episode.origins(),
            words.help(),
            List.of(),
            Optional.empty()));
  }
}
