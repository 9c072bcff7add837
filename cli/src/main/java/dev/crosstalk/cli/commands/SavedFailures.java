package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.run.ExploreJob;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.store.FailureFolder;
import dev.crosstalk.cli.store.FailureFolder.Failure;
import dev.crosstalk.drive.explore.ProofToken;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.document.DocumentException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Keeps what was proved beside the application. When that is not possible, one line says so and
/// the report has the tokens all the same.
final class SavedFailures {
  static final Option NO_HISTORY =
      Option.flag(
          "--no-history",
          "Replay no failure that was saved in %s of the application's folder, and save none."
              .formatted(FailureFolder.PLACE));

  private final Shell shell;
  private final String app;
  private final FailureFolder folder;
  private final boolean used;

  SavedFailures(Arguments arguments, Shell shell, String app) {
    this.shell = shell;
    this.app = app;
    folder = new FailureFolder(shell.resolve(arguments.value(ExploreOptions.APP_DIR).orElse(".")));
    used = !arguments.has(NO_HISTORY);
  }

  /// What earlier runs proved about this application.
  List<Failure> earlier() {
    if (!used) {
      return List.of();
    }
    try {
      return folder.of(app);
    } catch (IOException unreadable) {
      shell.say(
          "cannot read the failures in %s (%s)"
              .formatted(FailureFolder.PLACE, unreadable.getMessage()));
      return List.of();
    }
  }

  /// Saves what is new, takes out what is fixed, and adds to the report what has become of each.
  ScanJob.Outcome settle(ScanJob.Outcome outcome, List<ExploreJob.Settled> settled) {
    if (!used) {
      return outcome;
    }
    Map<String, SequencedMap<String, Object>> rows = new LinkedHashMap<>();
    for (ExploreJob.Settled one : settled) {
      Failure failure = one.failure();
      rows.put(failure.id(), row(failure, one.state(), one.note()));
    }
    Set<String> troubles = new LinkedHashSet<>();
    for (ExploreJob.Settled one : settled) {
      if (one.fixed()) {
        try {
          folder.remove(one.failure().id());
        } catch (IOException stays) {
          troubles.add("%s: %s".formatted(one.failure().id(), reason(stays)));
        }
      }
    }
    for (Finding finding : outcome.report().findings()) {
      if (finding.verdict() == Verdict.CONFIRMED && finding.replay().isPresent()) {
        Failure failure = failure(finding, finding.replay().get());
        try {
          folder.save(failure);
          rows.putIfAbsent(failure.id(), row(failure, "new", ""));
        } catch (IOException unwritable) {
          troubles.add(reason(unwritable));
        }
      }
    }
    if (!troubles.isEmpty()) {
      shell.say(
          "cannot keep the failures in %s (%s); the report has their tokens"
              .formatted(FailureFolder.PLACE, String.join("; ", troubles)));
    }
    return rows.isEmpty() ? outcome : with(outcome, new ArrayList<>(rows.values()));
  }

  private Failure failure(Finding finding, String token) {
    String scenario;
    try {
      scenario = ProofToken.read(token).scenario().name();
    } catch (DocumentException notOurs) {
      throw new IllegalStateException("a finding has a broken token", notOurs);
    }
    return Failure.of(app, finding.rule().code(), finding.fingerprint(), scenario, token);
  }

  private static SequencedMap<String, Object> row(Failure failure, String state, String note) {
    SequencedMap<String, Object> row = new LinkedHashMap<>();
    row.put("id", failure.id());
    row.put("code", failure.code());
    row.put("scenario", failure.scenario());
    row.put("state", state);
    row.put("note", note);
    return row;
  }

  private static ScanJob.Outcome with(
      ScanJob.Outcome outcome, List<SequencedMap<String, Object>> rows) {
    Report report = outcome.report();
    List<Report.Section> sections = new ArrayList<>(report.sections());
    sections.add(
        new Report.Section(
            "saved", "Saved in %s; crosstalk replay ID".formatted(FailureFolder.PLACE), rows));
    return new ScanJob.Outcome(
        new Report(
            report.command(),
            report.version(),
            report.root(),
            report.findings(),
            report.gaps(),
            report.summary(),
            sections),
        outcome.sources());
  }

  private static String reason(IOException failure) {
    return failure instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : String.valueOf(failure.getMessage());
  }
}
