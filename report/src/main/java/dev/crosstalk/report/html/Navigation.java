package dev.crosstalk.report.html;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;

/// The filter and the list of findings. The filter shows only once the script runs.
final class Navigation {
  private final Report report;
  private final Markup page;

  Navigation(Report report, Markup page) {
    this.report = report;
    this.page = page;
  }

  void write() {
    if (report.findings().isEmpty()) {
      page.raw("<p class=\"quiet\">Nothing to list.</p>\n");
      return;
    }
    page.raw("<form class=\"filter needs-script\" role=\"search\" hidden>\n");
    page.raw("<label class=\"hidden-label\" for=\"filter-text\">Filter findings</label>");
    page.raw("<input id=\"filter-text\" type=\"search\" placeholder=\"Filter   /\"");
    page.raw(" autocomplete=\"off\" spellcheck=\"false\">\n");
    severities();
    rules();
    page.raw("<p class=\"quiet\" id=\"filter-count\" role=\"status\"></p>\n</form>\n");
    page.raw("<ol class=\"index\">\n");
    int number = 0;
    for (Finding finding : report.findings()) {
      number++;
      entry(finding, number);
    }
    page.raw("</ol>\n");
  }

  private void severities() {
    Set<Severity> present = EnumSet.noneOf(Severity.class);
    report.findings().forEach(finding -> present.add(finding.severity()));
    if (present.size() < 2) {
      return;
    }
    page.raw("<div class=\"chips\" role=\"group\" aria-label=\"Severities shown\">");
    for (Severity severity : present) {
      page.raw("<button type=\"button\" class=\"chip sev-").raw(severity.label());
      page.raw("\" aria-pressed=\"true\" data-severity=\"").raw(severity.label()).raw("\">");
      page.raw(severity.label()).raw("</button>");
    }
    page.raw("</div>\n");
  }

  private void rules() {
    TreeMap<String, String> names = new TreeMap<>();
    report.findings().forEach(finding -> names.put(finding.rule().code(), finding.rule().name()));
    if (names.size() < 2) {
      return;
    }
    page.raw("<label class=\"hidden-label\" for=\"filter-rule\">Rule</label>");
    page.raw("<select id=\"filter-rule\"><option value=\"\">All rules</option>");
    names.forEach((code, name) -> {
      page.raw("<option value=\"").text(code).raw("\">");
      page.text(code + " " + name).raw("</option>");
    });
    page.raw("</select>\n");
  }

  private void entry(Finding finding, int number) {
    page.raw("<li data-for=\"f").number(number).raw("\"><a href=\"#f").number(number);
    page.raw("\"><span class=\"mark sev-").raw(finding.severity().label());
    page.raw("\" aria-hidden=\"true\"></span><span class=\"what\"><b>");
    page.text(finding.rule().code()).raw("</b> <span class=\"quiet\">");
    page.raw(finding.severity().label()).raw("</span><br><span class=\"where\">");
    page.text(place(finding.place())).raw("</span></span></a></li>\n");
  }

  static String place(Place place) {
    return switch (place) {
      case Place.Source source -> source.path() + ":" + source.line();
      case Place.Operation operation -> operation.method() + " " + operation.pathTemplate();
      case Place.Log log -> log.path() + ":" + log.line();
    };
  }
}
