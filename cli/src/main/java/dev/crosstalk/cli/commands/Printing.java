package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.run.DocumentFile;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.report.ReportContext;
import dev.crosstalk.report.ReportFormat;
import dev.crosstalk.rules.rule.Rule;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Puts a report where the user wants it.
final class Printing {
  private static final int NARROWEST = 40;
  private static final int WIDEST = 1_000;

  private final Arguments arguments;
  private final Shell shell;
  private final Function<ReportFormat, List<RuleInfo>> rules;

  Printing(Arguments arguments, Shell shell, List<Rule> rules) {
    this(
        arguments,
        shell,
        format -> rules.stream().map(rule -> info(rule, format.carriesPages())).toList());
  }

  /// @param rules what is known of the rules, for a format
  Printing(Arguments arguments, Shell shell, Function<ReportFormat, List<RuleInfo>> rules) {
    this.arguments = arguments;
    this.shell = shell;
    this.rules = rules;
  }

  /// Prints, or writes the files that were asked for. When a file cannot be written, one line says
  /// so and the findings are printed in the concise form, so that nothing found is lost.
  ///
  /// @return whether every document is where it was asked to be
  boolean print(ScanJob.Outcome outcome, List<Outputs.Output> outputs) throws IOException {
    boolean printed = outputs.stream().anyMatch(Outputs.Output::isPrinted);
    String otherwise = printed ? "" : "; the findings are printed instead";
    boolean complete = true;
    for (Outputs.Output output : outputs) {
      if (output.isPrinted()) {
        show(outcome, output.format());
      } else {
        complete &= write(outcome, output.format(), output.file().get(), otherwise);
      }
    }
    if (!complete && !printed) {
      show(outcome, ReportFormat.CONCISE);
    }
    return complete;
  }

  /// Prints to standard output.
  void show(ScanJob.Outcome outcome, ReportFormat format) throws IOException {
    if (arguments.has(ScanOptions.STATISTICS) && format.isForTerminals()) {
      Statistics.print(outcome.report(), shell.out());
      return;
    }
    format.write(report(outcome), context(outcome, format, true), shell.out());
    if (format == ReportFormat.CONCISE || format == ReportFormat.GROUPED) {
      UnresolvedCalls.print(outcome, shell.out());
    }
  }

  /// Writes to a file and says so, or says why it cannot be written.
  ///
  /// @param otherwise what happens instead, the end of that sentence
  boolean write(ScanJob.Outcome outcome, ReportFormat format, String file, String otherwise) {
    try {
      DocumentFile.write(
          shell.resolve(file),
          out -> format.write(report(outcome), context(outcome, format, false), out));
    } catch (IOException failure) {
      shell.say("cannot write %s (%s)%s".formatted(file, reason(failure), otherwise));
      return false;
    }
    if (!arguments.has(OutputOptions.QUIET)) {
      int findings = outcome.report().findings().size();
      shell.say(
          "wrote %s: %d %s".formatted(file, findings, findings == 1 ? "finding" : "findings"));
    }
    return true;
  }

  private Report report(ScanJob.Outcome outcome) {
    Report report =
        arguments.has(ScanOptions.SHOW_UNRESOLVED)
            ? UnresolvedCalls.added(outcome)
            : outcome.report();
    return arguments.has(ScanOptions.STATISTICS) ? Statistics.added(report) : report;
  }

  /// Why a file cannot be written, in a few words.
  static String reason(IOException failure) {
    String message = failure.getMessage();
    if (failure instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof java.nio.file.FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private ReportContext context(ScanJob.Outcome outcome, ReportFormat format, boolean printed) {
    boolean terminal = printed && shell.outIsTerminal();
    return new ReportContext(
        outcome.sources(),
        rules.apply(format),
        width(terminal),
        color(terminal),
        !terminal || speaksUnicode(),
        false);
  }

  private static RuleInfo info(Rule rule, boolean page) {
    return new RuleInfo(rule.id(), rule.severity(), rule.summary(), page ? rule.page() : "");
  }

  private int width(boolean terminal) {
    Optional<Integer> asked = arguments.number(OutputOptions.WIDTH, NARROWEST, WIDEST);
    if (asked.isPresent()) {
      return asked.get();
    }
    return terminal
        ? shell.variable("COLUMNS").flatMap(Printing::columns).orElse(ReportContext.PIPED_WIDTH)
        : ReportContext.PIPED_WIDTH;
  }

  private static Optional<Integer> columns(String text) {
    try {
      return Optional.of(Math.clamp(Integer.parseInt(text), NARROWEST, WIDEST));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private boolean color(boolean terminal) {
    return switch (arguments.value(OutputOptions.COLOR).orElse("auto")) {
      case "always" -> true;
      case "never" -> false;
      default ->
          terminal
              && shell.variable("NO_COLOR").isEmpty()
              && !shell.variable("TERM").equals(Optional.of("dumb"));
    };
  }

  private boolean speaksUnicode() {
    Optional<String> locale =
        shell
            .variable("LC_ALL")
            .or(() -> shell.variable("LC_CTYPE"))
            .or(() -> shell.variable("LANG"));
    String name = locale.orElse("UTF-8").toLowerCase(Locale.ROOT);
    return name.contains("utf-8") || name.contains("utf8");
  }
}
