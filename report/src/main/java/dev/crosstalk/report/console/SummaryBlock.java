package dev.crosstalk.report.console;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.report.text.Figures;
import dev.crosstalk.report.text.Ink.Style;
import java.io.IOException;

/// The end of a full report: what was found, what was understood and what was not judged.
public final class SummaryBlock {
  private final Paper paper;

  public SummaryBlock(Paper paper) {
    this.paper = paper;
  }

  public void draw(Report report) throws IOException {
    Summary summary = report.summary();
    paper.heading("Summary", Style.BOLD, "");
    String severities = Words.bySeverity(report.findings());
    paper.labelled(
        "findings",
        report.findings().isEmpty()
            ? "none"
            : Figures.grouped(report.findings().size()) + ": " + severities);
    if (summary.suppressed() > 0) {
      paper.labelled("", Figures.grouped(summary.suppressed()) + " suppressed");
    }
    if (!summary.leftOut().isEmpty()) {
      paper.labelled("", "left out: " + Figures.leftOut(summary));
    }
    if (summary.files() > 0) {
      paper.labelled(
          "read",
          Figures.count(summary.files(), "file") + ", " + Figures.count(summary.lines(), "line"));
      if (summary.filesNotParsed() > 0) {
        paper.labelled("", Figures.count(summary.filesNotParsed(), "file") + " not parsed in full");
      }
      paper.labelled("entered", "through " + Figures.count(summary.entryPoints(), "entry point"));
      if (summary.callSites() > 0) {
        paper.labelled(
            "calls",
            Figures.grouped(summary.resolvedCallSites())
                + " of "
                + Figures.count(summary.callSites(), "call site")
                + " resolved ("
                + Figures.percent(summary)
                + " %)");
      }
    }
    gaps(report);
    boolean told = report.gaps().stream().anyMatch(gap -> gap.kind() == Gap.Kind.NO_ENTRY_POINT);
    if (Figures.blind(report) && !told) {
      paper.to(2).put("warning", Style.WARNING);
      paper.paragraph(12, Words.BLIND, Style.PLAIN);
    }
  }

  private void gaps(Report report) throws IOException {
    if (report.gaps().isEmpty()) {
      return;
    }
    paper.labelled(
        "gaps",
        Figures.grouped(report.gaps().size()) + " not judged; silence there proves nothing:");
    for (Gap gap : report.gaps()) {
      boolean warning = gap.kind() == Gap.Kind.NO_ENTRY_POINT;
      String place = Words.place(gap);
      String rule = gap.rule().map(id -> id.code() + " ").orElse("");
      paper.to(4).put(warning ? "warning" : gap.kind().label(), Style.WARNING).put(" ");
      paper.paragraph(
          Math.max(12, paper.column()),
          paper.clean((place.isEmpty() ? "" : place + ": ") + rule + gap.message()),
          Style.PLAIN);
    }
  }
}
