package dev.crosstalk.report.html;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Puts the page together. Style and script are the two resource files beside this class; the
/// content security policy names them by their hashes, so nothing else on the page can run.
public final class Page {
  private final Report report;
  private final List<RuleInfo> rules;
  private final Report.Sources sources;
  private final UnaryOperator<String> mask;

  /// @param mask applied to source text that is quoted
  public Page(
      Report report, List<RuleInfo> rules, Report.Sources sources, UnaryOperator<String> mask) {
    this.mask = mask;
    this.report = report;
    this.rules = List.copyOf(rules);
    this.sources = sources;
  }

  /// Writes the page.
  ///
  /// @throws IOException when `out` refuses
  public void write(Appendable out) throws IOException {
    String template = resource("timeline.html");
    String style = resource("timeline.css");
    String script = resource("timeline.js");
    try {
      Markup page = new Markup(out);
      int from = 0;
      while (true) {
        int open = template.indexOf("{{", from);
        if (open < 0) {
          page.raw(template.substring(from));
          return;
        }
        int close = template.indexOf("}}", open);
        page.raw(template.substring(from, open));
        switch (template.substring(open + 2, close)) {
          case "policy" -> page.raw(policy(style, script));
          case "title" -> page.text("Crosstalk: " + report.root());
          case "style" -> page.raw(style);
          case "script" -> page.raw(script);
          case "masthead" -> new Overview(report, page).masthead();
          case "navigation" -> new Navigation(report, page).write();
          case "overview" -> new Overview(report, page).write();
          case "findings" -> findings(page);
          case "sections" -> report.sections().forEach(section -> SectionHtml.write(section, page));
          case "rules" -> rulePages(page);
          case String other -> throw new IllegalStateException("unknown slot " + other);
        }
        from = close + 2;
      }
    } catch (UncheckedIOException refused) {
      throw refused.getCause();
    }
  }

  private void findings(Markup page) {
    int number = 0;
    for (Finding finding : report.findings()) {
      number++;
      Excerpts excerpts = new Excerpts(finding, "f" + number, sources, mask, page);
      new FindingArticle(finding, number, excerpts, page).write(rule(finding));
    }
  }

  private Optional<RuleInfo> rule(Finding finding) {
    return rules.stream().filter(rule -> rule.id().equals(finding.rule())).findFirst();
  }

  private void rulePages(Markup page) {
    TreeMap<String, RuleInfo> used = new TreeMap<>();
    for (Finding finding : report.findings()) {
      rule(finding)
          .filter(rule -> !rule.page().isBlank())
          .ifPresent(rule -> used.put(rule.id().code(), rule));
    }
    if (used.isEmpty()) {
      return;
    }
    page.raw("<section class=\"rules\" aria-labelledby=\"rules-title\">\n");
    page.raw("<h2 id=\"rules-title\">The rules behind these findings</h2>\n");
    for (RuleInfo rule : used.values()) {
      page.raw("<details class=\"rule\" id=\"rule-").text(rule.id().code()).raw("\"><summary>");
      page.raw("<strong>").text(rule.id().code()).raw("</strong> ").text(rule.id().name());
      page.raw("</summary>\n<div class=\"prose\">\n");
      Markdown.write(rule.page(), page);
      page.raw("</div></details>\n");
    }
    page.raw("</section>\n");
  }

  private static String policy(String style, String script) {
    return "default-src 'none'; style-src '"
        + hash(style)
        + "'; script-src '"
        + hash(script)
        + "'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
