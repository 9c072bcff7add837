package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.store.RunFile;
import dev.crosstalk.cli.store.RunFolder;
import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.ProbeRecord;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Where a probe is written down, and the one that it goes on with.
final class ProbeHistory {
  private static final DateTimeFormatter STARTED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /// A probe that was cut short.
  record Earlier(Path file, ProbeRecord record) {}

  private ProbeHistory() {}

  /// The newest probe of this service, when the user wants to go on with it.
  ///
  /// @throws DocumentException with one line when there is none, or nothing is left of it to do
  static Optional<Earlier> earlier(Arguments arguments, Shell shell, HttpTarget target)
      throws DocumentException {
    if (!arguments.has(ProbeOptions.RESUME)) {
      return Optional.empty();
    }
    RunFolder folder =
        RunFolder.of(shell)
            .orElseThrow(() ->
                new DocumentException("nothing to resume: neither XDG_STATE_HOME nor HOME is set"));
    List<Path> runs;
    try {
      runs = folder.runs();
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read " + folder.path(), unreadable);
    }
    for (Path file : runs) {
      if (!RunFolder.name(file).startsWith("probe-")) {
        continue;
      }
      ProbeRecord record;
      try {
        record = ProbeRecord.read(RunFolder.lines(file));
      } catch (DocumentException damaged) {
        continue;
      }
      if (record.target().equals(target.url())) {
        if (record.isComplete()) {
          throw new DocumentException(
              "the last probe of %s was finished; crosstalk report %s prints it"
                  .formatted(target.url(), RunFolder.name(file)));
        }
        return Optional.of(new Earlier(file, record));
      }
    }
    throw new DocumentException(
        "no probe of %s is kept that could be resumed; crosstalk report lists those that are"
            .formatted(target.url()));
  }

  /// @throws DocumentException when the scenarios are not those of the earlier probe
  static void check(Earlier earlier, List<ScenarioPlan> plans) throws DocumentException {
    if (!earlier.record().isOf(plans)) {
      throw new DocumentException(
          "cannot resume %s: the document, the identities or the options changed, so other requests would be sent; probe without --resume"
              .formatted(RunFolder.name(earlier.file())));
    }
  }

  /// The record to write to; empty when none is wanted.
  static Optional<RunFile> open(
      Arguments arguments,
      Shell shell,
      HttpTarget target,
      Optional<Earlier> earlier,
      OptionalLong seed,
      ProbeSettings settings,
      Optional<Spec> spec,
      List<ScenarioPlan> plans,
      List<Invariant> invariants) {
    if (arguments.has(ProbeOptions.NO_HISTORY)) {
      return Optional.empty();
    }
    boolean quiet = arguments.has(OutputOptions.QUIET);
    return Optional.of(
        earlier
            .map(before -> RunFile.goOn(shell, quiet, before.file()))
            .orElseGet(() ->
                RunFile.begin(
                    shell,
                    quiet,
                    "probe",
                    ProbeRecord.header(
                        Version.text(),
                        target.url(),
                        STARTED.format(ZonedDateTime.now(ZoneId.systemDefault())),
                        seed,
                        settings,
                        spec,
                        plans,
                        invariants))));
  }
}
