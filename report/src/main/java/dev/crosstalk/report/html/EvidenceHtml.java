package dev.crosstalk.report.html;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.ContextAct;
import dev.crosstalk.model.Evidence.ContextNode;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.report.text.Figures;
import java.util.List;
import java.util.Locale;

/// Evidence that is not an interleaving.
final class EvidenceHtml {
  private static final int DEEPEST = 100;
  private final Markup page;

  EvidenceHtml(Markup page) {
    this.page = page;
  }

  void write(Evidence evidence) {
    switch (evidence) {
      case Evidence.Race _ -> throw new IllegalArgumentException("drawn as a timeline");
      case Evidence.CallChain chain -> {
        open("How it is reached: each call leads to the next.");
        page.raw("<ol class=\"chain\">");
        hops(chain.hops());
        page.raw("</ol>");
      }
      case Evidence.ContextTree tree -> {
        open("Who touches the context variable: tasks and threads, each below its parent.");
        page.raw("<p><code>").text(tree.variable()).raw("</code></p>");
        nodes(tree.roots(), 0);
      }
      case Evidence.Contract contract -> {
        open("What the interface document says.");
        page.raw("<p><code>").text(contract.pointer()).raw("</code></p><pre>");
        contract.excerpt().lines().forEach(line -> page.text(line).raw("\n"));
        page.raw("</pre>");
      }
      case Evidence.Counts counts -> {
        open("What was counted.");
        page.raw("<dl class=\"counts\">");
        counts
            .figures()
            .forEach((name, number) -> {
              page.raw("<div><dt>").text(name).raw("</dt><dd>");
              page.raw(Figures.grouped(number)).raw("</dd></div>");
            });
        page.raw("</dl>");
      }
    }
    page.raw("</figure>\n");
  }

  private void open(String caption) {
    page.raw("<figure class=\"picture\"><figcaption>").raw(caption).raw("</figcaption>\n");
  }

  private void hops(List<Hop> hops) {
    for (Hop hop : hops) {
      page.raw("<li><code>").text(hop.text()).raw("</code> <span class=\"meta\">");
      page.text(hop.path()).raw(":").number(hop.line());
      if (!hop.symbol().isEmpty()) {
        page.raw(" in ").text(hop.symbol());
      }
      page.raw("</span></li>\n");
    }
  }

  private void act(ContextAct act) {
    String style = act.missing() ? "missing" : act.kind().name().toLowerCase(Locale.ROOT);
    page.raw("<li class=\"" + style + "\"><span class=\"t\">t").number(act.time());
    page.raw("</span> ").text(act.kind().verb()).raw(" <code>").text(act.hop().text());
    page.raw("</code> <span class=\"meta\">").text(act.hop().path()).raw(":");
    page.number(act.hop().line());
    if (!act.hop().symbol().isEmpty()) {
      page.raw(" in ").text(act.hop().symbol());
    }
    page.raw("</span>");
    if (!act.remark().isEmpty()) {
      page.raw("<span class=\"remark\">").text(act.remark()).raw("</span>");
    }
    page.raw("</li>\n");
  }

  private void nodes(List<ContextNode> nodes, int depth) {
    if (nodes.isEmpty() || depth > DEEPEST) {
      return;
    }
    page.raw("<ul class=\"tree\">");
    for (ContextNode node : nodes) {
      page.raw("<li><b>").text(node.label()).raw("</b>");
      if (!node.actions().isEmpty()) {
        page.raw("<ol class=\"acts\">");
        node.actions().forEach(this::act);
        page.raw("</ol>");
      }
      nodes(node.children(), depth + 1);
      page.raw("</li>");
    }
    page.raw("</ul>");
  }
}
