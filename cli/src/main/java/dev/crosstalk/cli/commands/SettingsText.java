package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The settings of a scan as TOML that can be pasted into `crosstalk.toml`.
final class SettingsText {
  private final StringBuilder text = new StringBuilder();

  private SettingsText() {}

  static String of(ScanPlan plan) {
    SettingsText settings = new SettingsText();
    settings.write(plan);
    return settings.text.toString();
  }

  private void write(ScanPlan plan) {
    text.append("# settings from ").append(escaped(plan.settings().rules().source()));
    text.append(" and the arguments\n");
    strings("select", plan.rules().stream().map(rule -> rule.id().code()).toList());
    FileRules files = plan.files();
    strings("exclude", files.exclude().orElse(FileRules.DEFAULT_EXCLUDE));
    strings("extend-exclude", files.extendExclude());
    line("include-tests", String.valueOf(files.includeTests()));
    line("force-exclude", String.valueOf(files.forced()));
    line("respect-gitignore", String.valueOf(files.gitignore()));
    List<String> failOn = new ArrayList<>(List.of(plan.failOn().severity().label()));
    if (plan.failOn().gaps()) {
      failOn.add("gaps");
    }
    strings("fail-on", failOn);
    plan.minimumSeverity().ifPresent(least -> line("minimum-severity", quoted(least.label())));
    plan.minimumConfidence().ifPresent(least -> line("minimum-confidence", quoted(least.label())));
    plan.settings().outputFormat().ifPresent(name -> line("output-format", quoted(name)));
    plan.settings().vocabulary().names().forEach((word, names) -> strings(word.key(), names));
    table("severity", labels(plan.settings().severities().byRule()));
    plan.settings()
        .severities()
        .byPath()
        .forEach((pattern, severities) ->
            table("per-file-severity." + quoted(pattern), labels(severities)));
    table("per-file-ignores", lists(plan.perFileIgnores().rules()));
    table("paths", lists(plan.settings().paths()));
  }

  private static Map<String, String> labels(Map<String, Severity> severities) {
    Map<String, String> labels = new LinkedHashMap<>();
    severities.forEach((selector, severity) -> labels.put(selector, quoted(severity.label())));
    return labels;
  }

  private static Map<String, String> lists(Map<String, List<String>> lists) {
    Map<String, String> written = new LinkedHashMap<>();
    lists.forEach((key, items) -> written.put(key, list(items)));
    return written;
  }

  private void table(String name, Map<String, String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    text.append("\n[").append(name).append("]\n");
    entries.forEach((key, value) -> line(quoted(key), value));
  }

  private void strings(String key, List<String> items) {
    line(key, list(items));
  }

  private static String list(List<String> items) {
    return "[" + String.join(", ", items.stream().map(SettingsText::quoted).toList()) + "]";
  }

  private void line(String key, String value) {
    text.append(key).append(" = ").append(value).append('\n');
  }

  private static String quoted(String value) {
    return '"' + escaped(value) + '"';
  }

  private static String escaped(String value) {
    StringBuilder out = new StringBuilder();
    value
        .chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
          } else if (c < 0x20 || c == 0x7f || Character.getType(c) == Character.FORMAT) {
            out.append("\\u%04x".formatted(c));
          } else {
            out.append((char) c);
          }
        });
    return out.toString();
  }
}
