package dev.crosstalk.rules.rule;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.rules.rule.Suppression.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a comment asks for.
///
/// @param form which spelling was used
/// @param selectors codes, beginnings of codes or names; empty for everything
/// @param reason what follows, empty when nothing does
record Directive(Form form, List<String> selectors, String reason) {
  private static final Pattern OURS =
      Pattern.compile(
          "#\\s*crosstalk\\s*:\\s*([A-Za-z-]+)\\s*(?:\\[([^\\]]*)\\])?\\s*(.*)",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern NOQA =
      Pattern.compile("#\\s*noqa\\b(\\s*:\\s*([^#]*))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CODE = Pattern.compile("[A-Za-z]+[0-9]+");

  Directive {
    selectors = List.copyOf(selectors);
  }

  /// The directives of a comment, `#` and all; none when it only talks about the tool. One of ours
  /// may stand beside a `noqa`.
  static List<Directive> parse(String comment) {
    List<Directive> found = new ArrayList<>(2);
    Matcher ours = OURS.matcher(comment);
    if (ours.find()) {
      String word = ours.group(1).toLowerCase(Locale.ROOT);
      String list = ours.group(2);
      List<String> selectors = list == null ? List.of() : split(list, "[,\\s]+");
      String reason = ours.group(3).strip();
      found.add(
          switch (word) {
            case "ignore" -> new Directive(Form.IGNORE, selectors, reason);
            case "ignore-file" -> new Directive(Form.IGNORE_FILE, selectors, reason);
            default -> new Directive(Form.UNKNOWN, List.of(word), reason);
          });
    }
    Matcher noqa = NOQA.matcher(comment);
    if (noqa.find()) {
      noqa(noqa).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Directive> noqa(Matcher noqa) {
    if (noqa.group(1) == null) {
      return Optional.of(new Directive(Form.NOQA, List.of(), ""));
    }
    List<String> codes = new ArrayList<>();
    for (String word : split(noqa.group(2), "[,\\s]+")) {
      if (!CODE.matcher(word).matches()) {
        break; // what follows the codes is prose
      }
      codes.add(word);
    }
    // `# noqa: because` names no code: other tools read it as a bare one, but it may be meant for
    // any of them, so it silences nothing here.
    return codes.isEmpty() ? Optional.empty() : Optional.of(new Directive(Form.NOQA, codes, ""));
  }

  private static List<String> split(String list, String separator) {
    List<String> words = new ArrayList<>();
    for (String word : list.split(separator, -1)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }

  /// Whether a finding of the rule is meant.
  boolean covers(RuleId rule) {
    return selectors.isEmpty() || selectors.stream().anyMatch(selector -> names(selector, rule));
  }

  /// Whether a selector stands for a rule: its code, the beginning of it, or its name.
  static boolean names(String selector, RuleId rule) {
    String upper = selector.toUpperCase(Locale.ROOT);
    return (upper.startsWith("CT") && rule.code().startsWith(upper))
        || selector.equalsIgnoreCase(rule.name());
  }
}
