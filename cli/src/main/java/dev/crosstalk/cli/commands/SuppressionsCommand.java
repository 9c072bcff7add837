package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.Sieve;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Redactor;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.report.ReportFormat;
import dev.crosstalk.rules.rule.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// `crosstalk suppressions`: every comment that silences, its reason, and whether it still does.
public final class SuppressionsCommand implements Command {
  private static final List<String> FAULTS = List.of("unused", "no-reason", "no-rule", "wrong");

  private static final Option FORMAT =
      Option.choice(
          "--output-format",
          "NAME",
          List.of("full", "json"),
          "full (default) for people, json for programs.");
  private static final Option FAIL_ON =
      Option.list(
          "--fail-on",
          "WHAT",
          "Exit with 1 for a suppression like this: unused, no-reason, no-rule, wrong.");

  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk suppressions [OPTION]... [PATH]...",
          "List the comments that silence findings, with their reasons and what they silence. Every"
              + " rule is run for it, also those that are off. PATH is a file or folder (default:"
              + " the current folder).",
          List.of(
              FORMAT,
              FAIL_ON,
              ScanOptions.EXCLUDE,
              ScanOptions.EXTEND_EXCLUDE,
              ScanOptions.TESTS,
              ScanOptions.NO_GITIGNORE,
              ScanOptions.CONFIG,
              ScanOptions.ISOLATED),
          """
          exit codes:
            0   listed
            1   a suppression is as --fail-on says
            2   wrong usage, or a path or setting that cannot be used; the rest is
                listed all the same
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "suppressions";
  }

  @Override
  public String summary() {
    return "list the comments that silence findings, and whether they still do";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    List<String> failOn = failOn(arguments);
    ScanPlan plan = ScanPlan.of(arguments, shell);
    Discovery discovery = Finder.find(plan.targets(), shell.directory(), plan.files());
    List<String> troubles = new ArrayList<>(plan.troubles());
    troubles.addAll(discovery.troubles());
    troubles.forEach(shell::say);
    ScanJob.Outcome outcome =
        ScanJob.run(plan.request(name(), discovery, plan.catalog(), Sieve.open()), _ -> {});
    List<Suppression> comments =
        outcome.comments().stream().filter(SuppressionsCommand::isForUs).toList();
    if (arguments.value(FORMAT).orElse("full").equals("json")) {
      new Printing(arguments, shell, List.of())
          .show(outcome.with(document(outcome.report(), comments)), ReportFormat.JSON);
    } else {
      print(comments, shell.out());
    }
    if (!troubles.isEmpty()) {
      return ExitCode.TROUBLE;
    }
    boolean failed =
        comments.stream()
            .anyMatch(comment -> failOn.stream().anyMatch(word -> isFaulty(word, comment)));
    return failed ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }

  private static List<String> failOn(Arguments arguments) {
    List<String> failOn =
        arguments.list(FAIL_ON).orElse(List.of()).stream()
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    for (String word : failOn) {
      if (!FAULTS.contains(word)) {
        throw new UsageException(
            "--fail-on does not know '%s'; it takes %s".formatted(word, String.join(", ", FAULTS)));
      }
    }
    return failOn;
  }

  private static boolean isFaulty(String fault, Suppression comment) {
    return switch (fault) {
      case "unused" -> !comment.idle().isEmpty();
      case "no-reason" -> comment.reason().isEmpty();
      case "no-rule" -> comment.rules().isEmpty();
      default -> comment.state() == Suppression.State.WRONG;
    };
  }

  /// A comment for all tools is ours when it names a rule of ours or silences a finding.
  private static boolean isForUs(Suppression comment) {
    return comment.form() != Suppression.Form.NOQA
        || !comment.silenced().isEmpty()
        || (!comment.rules().isEmpty() && !comment.idle().isEmpty());
  }

  private static void print(List<Suppression> comments, Appendable out) throws IOException {
    for (Suppression comment : comments) {
      out.append(
          OneLine.of(
              "%s:%d  %s  %s"
                  .formatted(comment.path(), comment.line(), spelling(comment), state(comment))));
      String reason = comment.reason().isEmpty() ? "no reason given" : comment.reason();
      out.append("\n    ").append(OneLine.of(Redactor.redact(reason))).append('\n');
    }
    out.append(count(comments.size(), "suppression"));
    for (Suppression.State state : Suppression.State.values()) {
      long number = comments.stream().filter(comment -> comment.state() == state).count();
      if (number > 0) {
        out.append("; %d %s".formatted(number, state.label()));
      }
    }
    long bare = comments.stream().filter(comment -> comment.reason().isEmpty()).count();
    if (bare > 0) {
      out.append("; %d without a reason".formatted(bare));
    }
    out.append('\n');
    for (Map.Entry<RuleId, Integer> each : byRule(comments).entrySet()) {
      RuleId rule = each.getKey();
      out.append("%5d  %s  %s\n".formatted(each.getValue(), rule.code(), rule.name()));
    }
  }

  private static String spelling(Suppression comment) {
    String label = comment.form().label();
    return comment.rules().isEmpty()
        ? label
        : "%s[%s]".formatted(label, String.join(", ", comment.rules()));
  }

  private static String state(Suppression comment) {
    return switch (comment.state()) {
      case USED -> "silences " + count(comment.silenced().size(), "finding");
      case PARTLY_USED ->
          "silences %s; nothing by %s"
              .formatted(
                  count(comment.silenced().size(), "finding"), String.join(", ", comment.idle()));
      case UNUSED -> "silences nothing";
      case NOT_JUDGED -> "silences nothing; not everything could be judged";
      case WRONG -> "names no rule there is";
    };
  }

  /// How many findings of each rule are silenced. One that two comments silence counts once.
  private static Map<RuleId, Integer> byRule(List<Suppression> comments) {
    Map<RuleId, Integer> numbers = new TreeMap<>();
    comments.stream()
        .flatMap(comment -> comment.silenced().stream())
        .distinct()
        .map(Finding::rule)
        .forEach(rule -> numbers.merge(rule, 1, Integer::sum));
    return numbers;
  }

  private static Report document(Report report, List<Suppression> comments) {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (Suppression comment : comments) {
      SequencedMap<String, Object> row = new LinkedHashMap<>();
      row.put("path", comment.path());
      row.put("line", comment.line());
      row.put("form", comment.form().label());
      row.put("rules", comment.rules());
      row.put("reason", comment.reason());
      row.put("state", comment.state().label());
      row.put("unusedRules", comment.idle());
      row.put(
          "silenced",
          comment.silenced().stream()
              .map(finding -> finding.rule().code() + " " + finding.fingerprint())
              .toList());
      rows.add(row);
    }
    return new Report(
        report.command(),
        report.version(),
        report.root(),
        List.of(),
        report.gaps(),
        report.summary(),
        List.of(new Report.Section("suppressions", "Suppressions", rows)));
  }

  private static String count(int number, String what) {
    return "%d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }
}
