package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Paths;
import dev.crosstalk.cli.run.DocumentFile;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.silence.IgnoreComments;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.python.parse.SourceDecoder;
import dev.crosstalk.rules.rule.UnusedComment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `--add-ignore REASON` does: each finding that would be reported gets a comment.
final class AddedIgnores {
  private final ScanJob.Outcome outcome;
  private final Discovery discovery;
  private final Shell shell;
  private final String reason;
  private final Set<Finding> silenced = new HashSet<>();
  private int files;
  private boolean complete = true;

  private AddedIgnores(ScanJob.Outcome outcome, Discovery discovery, Shell shell, String reason) {
    this.outcome = outcome;
    this.discovery = discovery;
    this.shell = shell;
    this.reason = reason;
  }

  /// What is left to report.
  ///
  /// @param complete whether every finding got its comment
  record Left(ScanJob.Outcome outcome, boolean complete) {}

  /// The reason that was given.
  ///
  /// @throws UsageException when it cannot stand in a comment, or nothing can be written to
  static Optional<String> reason(Arguments arguments, boolean stdin) {
    Optional<String> reason = arguments.value(ScanOptions.ADD_IGNORE).map(String::strip);
    if (reason.isPresent() && stdin) {
      throw new UsageException("--add-ignore writes to files; it cannot be used with the PATH -");
    }
    if (reason.isPresent()
        && (reason.get().isEmpty() || reason.get().chars().anyMatch(Character::isISOControl))) {
      throw new UsageException(
          "--add-ignore needs a reason of one line, for example --add-ignore 'known, see issue"
              + " 12'");
    }
    return reason;
  }

  static Left write(ScanJob.Outcome outcome, Discovery discovery, Shell shell, String reason) {
    return new AddedIgnores(outcome, discovery, shell, reason).write();
  }

  private Left write() {
    Map<String, List<Finding>> byPath = new HashMap<>();
    for (Finding finding : outcome.report().findings()) {
      if (finding.place() instanceof Place.Source place
          && !finding.rule().equals(UnusedComment.ID)) {
        byPath.computeIfAbsent(place.path(), _ -> new ArrayList<>()).add(finding);
      }
    }
    for (Path file : discovery.program()) {
      String path = Paths.relative(discovery.root(), file);
      List<Finding> findings = byPath.getOrDefault(path, List.of());
      if (!findings.isEmpty()) {
        write(path, file, findings);
      }
    }
    shell.say(
        "added a suppression for %d %s to %d %s"
            .formatted(
                silenced.size(),
                silenced.size() == 1 ? "finding" : "findings",
                files,
                files == 1 ? "file" : "files"));
    return new Left(outcome.with(report()), complete);
  }

  private void write(String path, Path file, List<Finding> findings) {
    try {
      byte[] content = Files.readAllBytes(file);
      String now = SourceDecoder.decode(content).text();
      if (outcome.sources().apply(path).filter(text -> text.text().equals(now)).isEmpty()) {
        trouble("%s changed since it was read; scan again".formatted(path));
        return;
      }
      IgnoreComments comments = new IgnoreComments(discovery.root(), file, content, reason);
      comments.add(findings);
      if (!comments.silenced().isEmpty()) {
        DocumentFile.write(file, comments.content());
        silenced.addAll(comments.silenced());
        files++;
      }
      for (Finding finding : findings) {
        if (!comments.silenced().contains(finding)) {
          trouble(
              "%s:%d: no place found for a suppression of %s"
                  .formatted(path, ((Place.Source) finding.place()).line(), finding.rule().code()));
        }
      }
    } catch (IOException failure) {
      trouble("cannot write %s (%s)".formatted(path, Printing.reason(failure)));
    }
  }

  private void trouble(String line) {
    shell.say(line);
    complete = false;
  }

  private Report report() {
    Report report = outcome.report();
    Summary summary = report.summary();
    return new Report(
        report.command(),
        report.version(),
        report.root(),
        report.findings().stream().filter(finding -> !silenced.contains(finding)).toList(),
        report.gaps(),
        new Summary(
            summary.files(),
            summary.lines(),
            summary.entryPoints(),
            summary.callSites(),
            summary.resolvedCallSites(),
            summary.filesNotParsed(),
            summary.suppressed() + silenced.size(),
            summary.leftOut()),
        report.sections());
  }
}
