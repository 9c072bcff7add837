package dev.crosstalk.report.html;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.text.Cells;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;

/// A table that a verb adds beside the findings.
final class SectionHtml {
  private SectionHtml() {}

  static void write(Report.Section section, Markup page) {
    if (section.rows().isEmpty()) {
      return;
    }
    Set<String> keys = new LinkedHashSet<>();
    section.rows().forEach(row -> keys.addAll(row.keySet()));
    page.raw("<section class=\"section\"><h2>").text(section.title()).raw("</h2>\n");
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    page.text(section.title()).raw("\"><table>\n<thead><tr>");
    for (String key : keys) {
      page.raw("<th scope=\"col\">").text(Cells.name(key)).raw("</th>");
    }
    page.raw("</tr></thead>\n<tbody>\n");
    for (SequencedMap<String, Object> row : section.rows()) {
      page.raw("<tr>");
      for (String key : keys) {
        page.raw("<td>").text(Cells.text(row.getOrDefault(key, ""))).raw("</td>");
      }
      page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div></section>\n");
  }
}
