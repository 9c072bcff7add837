package dev.crosstalk.report;

import dev.crosstalk.model.Redactor;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.html.Page;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// One page that needs nothing but a browser: no network, no server, no other file.
final class HtmlReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    UnaryOperator<String> mask = context.showValues() ? UnaryOperator.identity() : Redactor::redact;
    new Page(report, context.rules(), context.sources(), mask).write(out);
  }
}
