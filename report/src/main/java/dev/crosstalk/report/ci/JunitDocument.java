package dev.crosstalk.report.ci;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.report.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// JUnit XML: a suite for each file, a test case for each finding and each gap.
///
/// A finding that can make the run fail is a failure; one that never can (a note, REFUTED,
/// UNDECIDED) is a passed case that says so. A gap is a skipped case, a rule that failed an error.
/// A report without any of these holds one passed case, because an empty file is often taken for a
/// broken one.
public final class JunitDocument {
  private final Report report;
  private final Appendable out;

  public JunitDocument(Report report, Appendable out) {
    this.report = report;
    this.out = out;
  }

  private enum Outcome {
    PASSED,
    FAILURE,
    ERROR,
    SKIPPED
  }

  private record Case(
      String name,
      String suite,
      String line,
      Outcome outcome,
      String type,
      String message,
      String body) {}

  /// Writes the document.
  ///
  /// @param drawn a finding as text of several lines
  public void write(Function<Finding, String> drawn) throws IOException {
    Map<String, List<Case>> suites = new TreeMap<>();
    for (Finding finding : report.findings()) {
      add(suites, of(finding, drawn.apply(finding)));
    }
    for (Gap gap : report.gaps()) {
      add(suites, of(gap));
    }
    if (suites.isEmpty()) {
      add(suites, new Case("crosstalk", report.root(), "", Outcome.PASSED, "", "", ""));
    }
    List<Case> all = suites.values().stream().flatMap(List::stream).toList();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"crosstalk\"");
    figures(all);
    out.append(">\n");
    for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
      out.append("  <testsuite");
      attribute("name", suite.getKey());
      figures(suite.getValue());
      out.append(">\n");
      for (Case each : suite.getValue()) {
        testcase(each);
      }
      out.append("  </testsuite>\n");
    }
    out.append("</testsuites>\n");
  }

  private static void add(Map<String, List<Case>> suites, Case added) {
    suites.computeIfAbsent(added.suite(), _ -> new ArrayList<>()).add(added);
  }

  private Case of(Finding finding, String body) {
    String suite = report.root();
    String line = "";
    String where = "";
    switch (finding.place()) {
      case Place.Source source -> {
        suite = RepositoryPath.of(report, source.path());
        line = String.valueOf(source.line());
        where = source.line() + ":" + source.column();
      }
      case Place.Operation operation -> where = operation.method() + " " + operation.pathTemplate();
      case Place.Log log -> {
        suite = RepositoryPath.of(report, log.path());
        line = String.valueOf(log.line());
        where = line;
      }
    }
    boolean counts =
        finding.severity() != Severity.NOTE
            && (finding.verdict() == Verdict.CONFIRMED || finding.verdict() == Verdict.SUSPECTED);
    return new Case(
        "%s %s (%s)".formatted(finding.rule().code(), finding.rule().name(), where),
        suite,
        line,
        counts ? Outcome.FAILURE : Outcome.PASSED,
        finding.severity().label(),
        finding.message(),
        body);
  }

  private Case of(Gap gap) {
    String line = gap.line().isPresent() ? String.valueOf(gap.line().getAsInt()) : "";
    return new Case(
        "gap %s%s".formatted(gap.kind().label(), line.isEmpty() ? "" : " (" + line + ")"),
        gap.path().map(path -> RepositoryPath.of(report, path)).orElse(report.root()),
        line,
        gap.kind() == Gap.Kind.FAILURE ? Outcome.ERROR : Outcome.SKIPPED,
        gap.kind().label(),
        gap.rule().map(id -> id.code() + " ").orElse("") + gap.message(),
        "");
  }

  private void figures(List<Case> cases) throws IOException {
    attribute("tests", String.valueOf(cases.size()));
    attribute("failures", count(cases, Outcome.FAILURE));
    attribute("errors", count(cases, Outcome.ERROR));
    attribute("skipped", count(cases, Outcome.SKIPPED));
    attribute("time", "0");
  }

  private static String count(List<Case> cases, Outcome outcome) {
    return String.valueOf(cases.stream().filter(each -> each.outcome() == outcome).count());
  }

  private void testcase(Case each) throws IOException {
    out.append("    <testcase");
    attribute("name", each.name());
    attribute("classname", each.suite());
    attribute("file", each.suite());
    if (!each.line().isEmpty()) {
      attribute("line", each.line());
    }
    attribute("time", "0");
    switch (each.outcome()) {
      case PASSED -> passed(each);
      case FAILURE -> element("failure", each);
      case ERROR -> element("error", each);
      case SKIPPED -> {
        out.append(">\n      <skipped");
        attribute("message", each.message());
        out.append("/>\n    </testcase>\n");
      }
    }
  }

  private void passed(Case each) throws IOException {
    if (each.body().isEmpty()) {
      out.append("/>\n");
      return;
    }
    out.append(">\n      <system-out>");
    text(each.body());
    out.append("</system-out>\n    </testcase>\n");
  }

  private void element(String name, Case each) throws IOException {
    out.append(">\n      <").append(name);
    attribute("message", each.message());
    attribute("type", each.type());
    out.append('>');
    text(each.body());
    out.append("</").append(name).append(">\n    </testcase>\n");
  }

  private void attribute(String name, String value) throws IOException {
    out.append(' ').append(name).append("=\"").append(escaped(Visible.line(value))).append('"');
  }

  private void text(String lines) throws IOException {
    for (String line : lines.lines().toList()) {
      out.append(escaped(Visible.line(line))).append('\n');
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
