package dev.crosstalk.report.console;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.text.Ink.Style;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A section of a verb: the first cell of each row stands out, the others follow by name.
public final class SectionBlock {
  private final Paper paper;

  public SectionBlock(Paper paper) {
    this.paper = paper;
  }

  public void draw(Report.Section section) throws IOException {
    paper.heading(paper.clean(section.title()), Style.BOLD, "");
    for (SequencedMap<String, Object> row : section.rows()) {
      if (row.isEmpty()) {
        continue;
      }
      paper.to(2);
      paper.paragraph(2, paper.clean(text(row.firstEntry().getValue())), Style.BOLD);
      String rest =
          row.sequencedEntrySet().stream()
              .skip(1)
              .map(cell -> spaced(cell.getKey()) + ": " + text(cell.getValue()))
              .collect(Collectors.joining("; "));
      if (!rest.isEmpty()) {
        paper.paragraph(4, paper.clean(rest), Style.PLAIN);
      }
    }
    paper.end();
  }

  /// `roundsRun` as `rounds run`.
  private static String spaced(String key) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isUpperCase(c)) {
        words.append(' ').append(Character.toLowerCase(c));
      } else {
        words.append(c);
      }
    }
    return words.toString();
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(SectionBlock::text).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + " " + text(entry.getValue()))
              .collect(Collectors.joining(", "));
      case Boolean flag -> flag ? "yes" : "no";
      default -> value.toString();
    };
  }
}
