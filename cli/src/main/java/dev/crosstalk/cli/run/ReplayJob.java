package dev.crosstalk.cli.run;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.explore.Credentials;
import dev.crosstalk.drive.explore.Explorer;
import dev.crosstalk.drive.explore.Preparer;
import dev.crosstalk.drive.explore.Proof;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.oracles.OracleCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Runs a proof again.
public final class ReplayJob {

  /// @param same true when the run showed again what the token says
  public record Replayed(ScanJob.Outcome report, boolean same) {}

  private ReplayJob() {}

  /// Runs a proof again.
  ///
  /// @param token of the proof
  /// @param variable part of the name of a shared place whose values are to be told
  /// @throws AgentException when the application cannot be loaded, or an identity is missing
  /// @throws DocumentException when users must be made and the application tells not how
  public static Replayed run(
      ExploreJob.Request request, Proof proof, String token, Optional<String> variable)
      throws AgentException, DocumentException {
    try (AgentLink link = AgentLink.start(request.target())) {
      Set<String> needed = Credentials.needed(proof.scenario());
      List<Identity> identities = request.identities();
      if (identities.isEmpty() && !needed.isEmpty()) {
        identities =
            ExploreJob.ownUsers(
                link, Spec.of(ExploreJob.document(link)), new SampleData(ExploreJob.SEED));
      }
      Preparer preparer = new Preparer(link, identities, false);
      Proof revealed = proof;
      if (!needed.isEmpty()) {
        try {
          revealed = proof.with(preparer.credentials(needed).reveal(proof.scenario()));
        } catch (Preparer.Unprepared missing) {
          throw new AgentException(
              AgentException.Kind.TARGET, String.valueOf(missing.getMessage()));
        }
      }
      Explorer.Replay replay =
          new Explorer(link, request.target(), OracleCatalog::judge).replay(revealed, token);
      List<Gap> gaps = new ArrayList<>();
      if (replay.changed()) {
        gaps.add(
            note("the source has changed since the token was made, so it may show something else"));
      }
      if (!replay.same()) {
        gaps.add(
            note("the run ended with `%s` and does not show it again".formatted(replay.status())));
      }
      List<Report.Section> values =
          variable.stream().map(name -> ValueTrail.of(name, replay.events())).toList();
      if (values.stream().anyMatch(section -> section.rows().isEmpty())) {
        gaps.add(
            note(
                "no request touched a place called `%s`; there are: %s"
                    .formatted(
                        variable.orElse(""),
                        String.join(", ", ValueTrail.names(replay.events())))));
      }
      Report report =
          new Report(
              "replay",
              request.version(),
              request.shownRoot(),
              replay.findings().stream().limit(1).toList(),
              gaps,
              new Summary(0, 0, 0, 0, 0, 0, 0),
              values);
      return new Replayed(
          new ScanJob.Outcome(report, new FolderSources(request.target().folder())), replay.same());
    }
  }

  private static Gap note(String message) {
    return new Gap(
        Gap.Kind.LIMIT, Optional.empty(), OptionalInt.empty(), Optional.empty(), message);
  }
}
