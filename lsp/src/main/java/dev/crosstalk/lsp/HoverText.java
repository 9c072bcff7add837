package dev.crosstalk.lsp;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.ReportContext;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.util.List;

/// A finding as the terminal shows it, in Markdown.
final class HoverText {
  private static final int WIDTH = 100;
  private static final String FENCE = "````";

  private HoverText() {}

  static String of(Finding finding, Report report, Report.Sources sources) {
    StringBuilder block = new StringBuilder();
    Report alone =
        new Report(
            report.command(),
            report.version(),
            report.root(),
            List.of(finding),
            List.of(),
            report.summary());
    try {
      ReportFormat.FULL.write(
          alone, new ReportContext(sources, List.of(), WIDTH, false, true, false), block);
    } catch (IOException never) {
      throw new java.io.UncheckedIOException(never); // a StringBuilder takes everything
    }
    int summary = block.lastIndexOf("\n── Summary");
    String text = summary < 0 ? block.toString() : block.substring(0, summary);
    return "**%s** %s · %s, %s confidence\n\n%stext\n%s\n%s\n"
        .formatted(
            finding.rule().code(),
            finding.rule().name(),
            finding.severity().label(),
            finding.confidence().label(),
            FENCE,
            text.strip().replace(FENCE, "` ` ` `"),
            FENCE);
  }
}
