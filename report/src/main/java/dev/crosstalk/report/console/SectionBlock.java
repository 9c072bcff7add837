package dev.crosstalk.report.console;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.text.Cells;
import dev.crosstalk.report.text.Ink.Style;
import java.io.IOException;
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
      paper.paragraph(2, paper.clean(Cells.text(row.firstEntry().getValue())), Style.BOLD);
      String rest =
          row.sequencedEntrySet().stream()
              .skip(1)
              .map(cell -> Cells.name(cell.getKey()) + ": " + Cells.text(cell.getValue()))
              .collect(Collectors.joining("; "));
      if (!rest.isEmpty()) {
        paper.paragraph(4, paper.clean(rest), Style.PLAIN);
      }
    }
    paper.end();
  }
}
