package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Severity;
import dev.crosstalk.report.ReportFormat;
import java.util.Arrays;
import java.util.List;

/// The options of `scan`.
final class ScanOptions {
  static final Option FORMAT =
      Option.choice(
          "--output-format",
          "NAME",
          ReportFormat.labels(),
          "%s. Without it the ending of --output-file decides, else full. May be repeated, each"
                  .formatted(String.join(", ", ReportFormat.labels()))
              + " with the --output-file after it.");
  static final Option SELECT =
      Option.list("--select", "RULES", "Run these rules only: code, CT1, name or ALL.");
  static final Option EXTEND_SELECT =
      Option.list("--extend-select", "RULES", "Run these rules in addition.");
  static final Option IGNORE = Option.list("--ignore", "RULES", "Do not run these rules.");
  static final Option EXCLUDE =
      Option.list(
          "--exclude",
          "PATTERNS",
          "Leave these out instead of the built-in list (vendored code, build output, migrations);"
              + " patterns as in .gitignore.");
  static final Option EXTEND_EXCLUDE =
      Option.list("--extend-exclude", "PATTERNS", "Leave these out, too.");
  static final Option TESTS = Option.flag("--include-tests", "Judge tests, too.");
  static final Option FORCE =
      Option.flag("--force-exclude", "Leave out excluded files even when they are named.");
  static final Option NO_GITIGNORE =
      Option.flag("--no-respect-gitignore", "Judge files that .gitignore leaves out.");
  static final Option FAIL_ON =
      Option.list(
          "--fail-on",
          "WHAT",
          "Exit with 1 for findings of this severity or worse (default: low); gaps: for a gap,"
              + " too.");
  static final Option SEVERITY =
      Option.choice(
          "--severity",
          "SEVERITY",
          Arrays.stream(Severity.values()).map(Severity::label).toList(),
          "Leave out findings below this severity; the summary counts them.");
  static final Option CONFIDENCE =
      Option.choice(
          "--confidence",
          "CONFIDENCE",
          Arrays.stream(Confidence.values()).map(Confidence::label).toList(),
          "Leave out findings below this confidence; the summary counts them.");
  static final Option PER_FILE_IGNORES =
      Option.list(
          "--per-file-ignores",
          "PATTERN:RULE",
          "Do not report these rules in these files; the summary counts them.");
  static final Option BASELINE =
      Option.value(
          "--baseline", "FILE", "Leave out the findings that FILE holds; the summary counts them.");
  static final Option WRITE_BASELINE =
      Option.flag(
          "--write-baseline",
          "Write what is found to the baseline (default: crosstalk-baseline.json).");
  static final Option PRUNE_BASELINE =
      Option.flag("--prune-baseline", "Take out of the baseline what no longer occurs.");
  static final Option BASELINE_COMMIT =
      Option.value(
          "--baseline-commit", "REV", "Leave out what the same scan finds in this commit of git.");
  static final Option DIFF =
      Option.value(
          "--diff",
          "REV",
          "Leave out findings that touch no line changed since this commit; REV... for the last"
              + " one in common.");
  static final Option ADD_IGNORE =
      Option.value(
          "--add-ignore",
          "REASON",
          "Write a suppression with this reason into the source for each finding that would be"
              + " reported.");
  static final Option WATCH =
      Option.flag("--watch", "Scan again whenever a source or a setting changes, until Ctrl+C.");
  static final Option STATISTICS =
      Option.flag("--statistics", "Print the number of findings of each rule, not the findings.");
  static final Option SHOW_UNRESOLVED =
      Option.flag("--show-unresolved", "Also list the calls that lead nowhere that is known.");
  static final Option STDIN_FILENAME =
      Option.value(
          "--stdin-filename", "FILE", "Name of the source on standard input, for the PATH -.");
  static final Option SHOW_FILES =
      Option.flag("--show-files", "Print the files that would be judged and exit.");
  static final Option SHOW_SETTINGS =
      Option.flag("--show-settings", "Print the settings of this scan as TOML and exit.");
  static final Option EXIT_ZERO =
      Option.flag("--exit-zero", "Exit with 0 even when there are findings.");
  static final Option CONFIG =
      Option.value(
          "--config",
          "FILE|KEY=VALUE",
          "Read settings from FILE, not from the nearest crosstalk.toml or pyproject.toml; or set"
              + " one. May be repeated.");
  static final Option ISOLATED = Option.flag("--isolated", "Read no configuration file.");
  static final Option NO_CACHE =
      Option.flag("--no-cache", "Accepted; nothing is cached between runs.");

  static final Option CONFIRM =
      Option.value(
          "--confirm",
          "MODULE:APP",
          "Execute this application and take each finding to it: it comes back confirmed, refuted"
              + " within a bound, or undecided (docs/explore.md).");

  static final OptionTable TABLE =
      new OptionTable(
          "crosstalk scan [OPTION]... [PATH]...",
          "Read Python source and report where one request can hear another. Nothing of it is"
              + " executed unless --confirm asks for it. PATH is a file or folder (default: the"
              + " current folder).",
          List.of(
              FORMAT,
              OutputOptions.FILE,
              SELECT,
              EXTEND_SELECT,
              IGNORE,
              EXCLUDE,
              EXTEND_EXCLUDE,
              TESTS,
              FORCE,
              NO_GITIGNORE,
              PER_FILE_IGNORES,
              SEVERITY,
              CONFIDENCE,
              FAIL_ON,
              EXIT_ZERO,
              BASELINE,
              WRITE_BASELINE,
              PRUNE_BASELINE,
              BASELINE_COMMIT,
              DIFF,
              ADD_IGNORE,
              WATCH,
              STATISTICS,
              SHOW_UNRESOLVED,
              STDIN_FILENAME,
              SHOW_FILES,
              SHOW_SETTINGS,
              CONFIG,
              ISOLATED,
              CONFIRM,
              ExploreOptions.APP_DIR,
              ExploreOptions.PYTHON,
              ExploreOptions.IDENTITIES,
              ExploreOptions.SCENARIO,
              ExploreOptions.BUDGET,
              ExploreOptions.ALLOW_HOST,
              ExploreOptions.ALLOW_DATABASE,
              ExploreOptions.MEMORY,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET,
              NO_CACHE),
          """
          exit codes:
            0   nothing found at or above --fail-on
            1   findings at or above --fail-on
            2   wrong usage, or a path or setting that cannot be used; the rest is
                judged and printed all the same
            3   a defect of Crosstalk
          """);

  private ScanOptions() {}
}
