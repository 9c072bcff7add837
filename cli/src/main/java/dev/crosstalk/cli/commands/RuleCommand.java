package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Nearest;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.contract.ContractRule;
import dev.crosstalk.rules.contract.ContractRules;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.rule.RulePages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// `crosstalk rule`: the page of a rule, or the list of all.
public final class RuleCommand implements Command {
  private static final Option ALL = Option.flag("--all", "List every rule.");
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk rule [--all | RULE...]",
          "Print the page of a rule: what it finds, why it matters, what to write instead, what it"
              + " misses and where it is wrong. RULE is a code or a name.",
          List.of(ALL),
          "");

  private record Entry(RuleId id, Severity severity, String summary, boolean onByDefault) {}

  /// The rules of `scan` and those of `contract`, by code.
  private static List<Entry> catalog() {
    List<Entry> all = new ArrayList<>();
    for (Rule rule : RuleCatalog.all()) {
      all.add(new Entry(rule.id(), rule.severity(), rule.summary(), rule.onByDefault()));
    }
    for (ContractRule rule : ContractRules.all()) {
      all.add(new Entry(rule.id(), rule.severity(), rule.summary(), true));
    }
    all.sort(Comparator.comparing(Entry::id));
    return all;
  }

  @Override
  public String name() {
    return "rule";
  }

  @Override
  public String summary() {
    return "print the page of a rule, or list all rules";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    List<Entry> catalog = catalog();
    if (arguments.has(ALL)) {
      for (Entry rule : catalog) {
        shell
            .out()
            .append(
                "%s  %-8s  %s%s%n      %s%n"
                    .formatted(
                        rule.id().code(),
                        rule.severity().label(),
                        rule.id().name(),
                        rule.onByDefault() ? "" : "  (off by default)",
                        rule.summary()));
      }
      return ExitCode.CLEAN;
    }
    if (arguments.operands().isEmpty()) {
      throw new UsageException("which rule? Name a code such as CT101, or --all for the list");
    }
    int code = ExitCode.CLEAN;
    for (String asked : arguments.operands()) {
      Optional<Entry> rule = find(catalog, asked);
      if (rule.isPresent()) {
        shell.out().append(RulePages.text(rule.get().id()));
      } else {
        shell.say(
            "unknown rule '%s'%s (crosstalk rule --all lists them)"
                .formatted(asked, Nearest.hint(asked, words(catalog))));
        code = ExitCode.TROUBLE;
      }
    }
    return code;
  }

  private static Optional<Entry> find(List<Entry> catalog, String asked) {
    return catalog.stream()
        .filter(rule ->
            rule.id().code().equalsIgnoreCase(asked) || rule.id().name().equalsIgnoreCase(asked))
        .findFirst();
  }

  private static List<String> words(List<Entry> catalog) {
    List<String> words = new ArrayList<>();
    for (Entry rule : catalog) {
      words.add(rule.id().code());
      words.add(rule.id().name());
    }
    return words;
  }
}
