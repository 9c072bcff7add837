package dev.crosstalk.report.console;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.report.text.Figures;
import dev.crosstalk.report.text.Ink.Style;
import java.io.IOException;

/// The lines of the concise report, in the shape that editors and other tools know how to jump to.
public final class ConciseLines {
  private final Paper paper;

  public ConciseLines(Paper paper) {
    this.paper = paper;
  }

  public void write(Report report) throws IOException {
    for (Finding finding : report.findings()) {
      paper
          .put(paper.clean(Words.place(finding.place())), Style.BOLD)
          .put(": " + finding.rule().code() + " ")
          .put("[" + finding.severity().label() + "]", Words.style(finding.severity()))
          .put(" " + paper.clean(finding.message()))
          .end();
    }
    for (Gap gap : report.gaps()) {
      String place = Words.place(gap);
      paper
          .put(place.isEmpty() ? "" : paper.clean(place) + ": ")
          .put("gap [" + gap.kind().label() + "]", Style.WARNING)
          .put(" " + gap.rule().map(id -> id.code() + " ").orElse("") + paper.clean(gap.message()))
          .end();
    }
    end(report);
  }

  /// The last line, with a warning before it when nothing could be judged.
  void end(Report report) throws IOException {
    boolean told = report.gaps().stream().anyMatch(gap -> gap.kind() == Gap.Kind.NO_ENTRY_POINT);
    if (Figures.blind(report) && !told) {
      paper.put("warning:", Style.WARNING).put(" " + Words.BLIND).end();
    }
    paper.put(summary(report), Style.DIM).end();
  }

  /// What was found, read and not judged, in one line.
  public static String summary(Report report) {
    Summary summary = report.summary();
    int found = report.findings().size();
    StringBuilder text = new StringBuilder(96).append(Figures.count(found, "finding"));
    if (found > 0) {
      text.append(" (").append(Words.bySeverity(report.findings())).append(')');
    }
    if (summary.files() > 0) {
      text.append(" in ").append(Figures.count(summary.files(), "file"));
      text.append(", ").append(Figures.count(summary.lines(), "line"));
      text.append("; ").append(Figures.count(summary.entryPoints(), "entry point"));
      text.append("; ").append(Figures.percent(summary)).append(" % of call sites resolved");
    }
    if (!report.gaps().isEmpty()) {
      text.append("; ").append(Figures.count(report.gaps().size(), "gap"));
    }
    if (summary.suppressed() > 0) {
      text.append("; ").append(Figures.grouped(summary.suppressed())).append(" suppressed");
    }
    if (!summary.leftOut().isEmpty()) {
      text.append("; left out: ").append(Figures.leftOut(summary));
    }
    return text.toString();
  }
}
