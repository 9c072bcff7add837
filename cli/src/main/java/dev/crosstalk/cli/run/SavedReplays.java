package dev.crosstalk.cli.run;

import dev.crosstalk.cli.store.FailureFolder.Failure;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.explore.Claim;
import dev.crosstalk.drive.explore.Credentials;
import dev.crosstalk.drive.explore.Deadline;
import dev.crosstalk.drive.explore.Exploration;
import dev.crosstalk.drive.explore.Explorer;
import dev.crosstalk.drive.explore.Focus;
import dev.crosstalk.drive.explore.Preparer;
import dev.crosstalk.drive.explore.Proof;
import dev.crosstalk.drive.explore.ProofToken;
import dev.crosstalk.drive.explore.Scenario;
import dev.crosstalk.model.Finding;
import dev.crosstalk.openapi.document.DocumentException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What earlier runs proved comes first in the next one: each saved failure is replayed, and when
/// that does not show it any more, its scenario is searched again. Only a scenario that was
/// exhausted makes a failure a fixed one.
final class SavedReplays {
  private static final Duration MOST_FOR_ONE = Duration.ofSeconds(20);

  /// What has become of a saved failure.
  enum State {
    /// Its schedule, or another one, shows it again.
    STILL_THERE("still there"),
    /// Its scenario was exhausted, and nothing was found.
    FIXED("fixed"),
    /// It was not shown, which proves nothing.
    NOT_SHOWN("not shown"),
    /// It could not be run.
    NOT_RUN("not run");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /// As reports write it.
    String words() {
      return words;
    }
  }

  /// @param findings what was shown again
  /// @param search what was searched because the schedule alone showed nothing
  record Result(
      Failure failure,
      State state,
      String note,
      List<Finding> findings,
      Optional<Exploration> search) {}

  private final Explorer explorer;
  private final Preparer preparer;

  SavedReplays(Explorer explorer, Preparer preparer) {
    this.explorer = explorer;
    this.preparer = preparer;
  }

  /// @throws AgentException when the agent goes away
  Result again(Failure failure, Deadline deadline) throws AgentException {
    Proof proof;
    Credentials credentials = Credentials.NONE;
    try {
      proof = ProofToken.read(failure.token());
      Set<String> needed = Credentials.needed(proof.scenario());
      if (!needed.isEmpty()) {
        credentials = preparer.credentials(needed);
      }
    } catch (DocumentException | Preparer.Unprepared impossible) {
      return notRun(failure, String.valueOf(impossible.getMessage()));
    }
    if (deadline.over()) {
      return notRun(failure, "the budget is spent; give more --budget");
    }
    Scenario scenario = credentials.reveal(proof.scenario());
    Explorer.Replay replay = explorer.replay(proof.with(scenario), failure.token());
    if (replay.same()) {
      return new Result(
          failure,
          State.STILL_THERE,
          replay.changed() ? "although the source has changed" : "",
          replay.findings().stream().limit(1).toList(),
          Optional.empty());
    }
    Deadline share = deadline.atMost(least(deadline.left().dividedBy(3), MOST_FOR_ONE));
    Exploration search = explorer.explore(scenario, credentials, share, Focus.NONE);
    Claim claim = search.entry().claim();
    return switch (claim.kind()) {
      case FOUND ->
          new Result(
              failure,
              State.STILL_THERE,
              "by another schedule; its own %s".formatted(ended(replay)),
              search.findings(),
              Optional.of(search));
      case EXHAUSTED ->
          new Result(failure, State.FIXED, claim.text(), List.of(), Optional.of(search));
      case INCONCLUSIVE, FAILED ->
          new Result(
              failure,
              State.NOT_SHOWN,
              "its schedule %s; %s".formatted(ended(replay), claim),
              List.of(),
              Optional.of(search));
    };
  }

  private static Result notRun(Failure failure, String why) {
    return new Result(failure, State.NOT_RUN, why, List.of(), Optional.empty());
  }

  private static String ended(Explorer.Replay replay) {
    return replay.status().equals("ok") ? "ends well" : "ended with `" + replay.status() + "`";
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
