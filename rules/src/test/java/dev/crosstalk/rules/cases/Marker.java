package dev.crosstalk.rules.cases;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a comment says about the line it stands on.
///
/// The forms: `# error: [rule-name] words of the message`; `# either: [rule-name]` on several lines
/// of which at least one has to be reported; `# also: [rule-name]` for a second place of the same
/// root cause that may be reported but need not; `# missed: [rule-name]` for what is known not to
/// be found; `# ok` where silence matters. Inside the brackets `confidence=low` or `severity=low`
/// may follow the name after a comma, and `one-rule|other-rule` allows either.
///
/// @param line 1-based
record Marker(
    String path,
    int line,
    Kind kind,
    String rule,
    Optional<Confidence> confidence,
    Optional<Severity> severity,
    String words) {

  enum Kind {
    ERROR,
    EITHER,
    ALSO,
    MISSED,
    OK
  }

  private static final Pattern FORM =
      Pattern.compile(
          "#\\s*(?:(?<kind>error|either|also|missed):\\s*\\[(?<inside>[^\\]]*)\\](?<words>[^#]*)|ok\\b)");

  private static final Pattern SPOILT = Pattern.compile("#\\s*(error|either|also|missed)\\b");

  /// All markers of a file.
  static List<Marker> in(String path, String text) {
    List<Marker> markers = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher form = FORM.matcher(lines.get(i));
      int found = 0;
      while (form.find()) {
        found++;
        markers.add(marker(path, i + 1, form));
      }
      if (found == 0 && SPOILT.matcher(lines.get(i)).find()) {
        throw new IllegalArgumentException(
            "%s:%d: not a marker: %s".formatted(path, i + 1, lines.get(i).strip()));
      }
    }
    return markers;
  }

  private static Marker marker(String path, int line, Matcher form) {
    if (form.group("kind") == null) {
      return new Marker(path, line, Kind.OK, "", Optional.empty(), Optional.empty(), "");
    }
    String[] inside = form.group("inside").split("\\s*,\\s*", -1);
    Optional<Confidence> confidence = Optional.empty();
    Optional<Severity> severity = Optional.empty();
    for (int i = 1; i < inside.length; i++) {
      String[] option = inside[i].split("=", 2);
      String value = option[1].toUpperCase(Locale.ROOT);
      switch (option[0]) {
        case "confidence" -> confidence = Optional.of(Confidence.valueOf(value));
        case "severity" -> severity = Optional.of(Severity.valueOf(value));
        default -> throw new IllegalArgumentException(path + ":" + line + ": " + inside[i]);
      }
    }
    return new Marker(
        path,
        line,
        Kind.valueOf(form.group("kind").toUpperCase(Locale.ROOT)),
        inside[0].strip(),
        confidence,
        severity,
        form.group("words").strip());
  }

  boolean names(Finding finding) {
    return List.of(rule.split("\\|", -1)).contains(finding.rule().name())
        && finding.place() instanceof Place.Source source
        && source.path().equals(path)
        && source.line() == line;
  }

  /// True when the finding is what this marker asks for.
  boolean matches(Finding finding) {
    return names(finding)
        && confidence.map(wanted -> wanted == finding.confidence()).orElse(true)
        && severity.map(wanted -> wanted == finding.severity()).orElse(true)
        && finding.message().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return "%s:%d [%s]%s%s %s"
        .formatted(
            path,
            line,
            rule,
            confidence.map(value -> " confidence=" + value.label()).orElse(""),
            severity.map(value -> " severity=" + value.label()).orElse(""),
            words)
        .strip();
  }
}
