package dev.crosstalk.report.console;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.ContextAct;
import dev.crosstalk.model.Evidence.ContextActKind;
import dev.crosstalk.model.Evidence.ContextNode;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.report.text.Columns;
import dev.crosstalk.report.text.Figures;
import dev.crosstalk.report.text.Ink.Style;
import dev.crosstalk.report.timeline.Timeline;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The evidence of a finding, drawn.
final class EvidenceText {
  private static final int DEEPEST = 24;

  private final Paper paper;

  EvidenceText(Paper paper) {
    this.paper = paper;
  }

  void draw(Evidence evidence) throws IOException {
    switch (evidence) {
      case Evidence.Race race ->
          LaneDrawing.draw(paper, Timeline.of(race.interleaving()), race.location().name());
      case Evidence.CallChain chain -> chain(chain.hops());
      case Evidence.ContextTree tree -> {
        paper.paragraph(2, "context variable " + paper.clean(tree.variable()), Style.BOLD);
        nodes(tree.roots(), 0);
      }
      case Evidence.Contract contract -> {
        paper.paragraph(2, paper.clean(contract.pointer()), Style.DIM);
        for (String line : contract.excerpt().lines().toList()) {
          paper.to(4).put(Columns.cut(paper.clean(line), paper.width() - 4, "...")).end();
        }
      }
      case Evidence.Counts counts -> figures(counts.figures());
    }
  }

  private void chain(List<Hop> hops) throws IOException {
    int depth = 0;
    for (Hop hop : hops) {
      hop(hop, 2 + 2 * Math.min(depth, DEEPEST / 2), depth == 0);
      depth++;
    }
  }

  private void hop(Hop hop, int indent, boolean first) throws IOException {
    String arrow = first ? "" : paper.sign("└─ ", "`- ");
    paper.to(indent).put(arrow, Style.DIM);
    int column = indent + arrow.length();
    paper.paragraph(column, paper.clean(hop.text()), Style.PLAIN);
    String place = hop.path() + ":" + hop.line();
    String symbol = hop.symbol().isEmpty() ? "" : " in " + hop.symbol();
    paper.paragraph(column, paper.clean(place + symbol), Style.DIM);
  }

  private void nodes(List<ContextNode> nodes, int depth) throws IOException {
    int indent = 2 + 2 * Math.min(depth, DEEPEST / 2);
    for (ContextNode node : nodes) {
      String arrow = depth == 0 ? "" : paper.sign("└─ ", "`- ");
      paper.to(indent).put(arrow, Style.DIM);
      paper.paragraph(indent + arrow.length(), paper.clean(node.label()), Style.BOLD);
      for (ContextAct act : node.actions()) {
        act(act, indent + arrow.length() + 1);
      }
      nodes(node.children(), depth + 1);
    }
  }

  private void act(ContextAct act, int indent) throws IOException {
    Style style =
        act.missing() ? Style.ALARM : act.kind() == ContextActKind.SET ? Style.FIRST : Style.PLAIN;
    String mark =
        switch (act.kind()) {
          case SET -> paper.sign("●", "*");
          case GET -> paper.sign("○", "o");
          case RESET -> paper.sign("◌", "-");
        };
    String head = "t" + act.time() + " ";
    paper.to(indent).put(head, Style.DIM).put(mark + " ", style);
    int column = indent + head.length() + 2;
    String verb = act.kind().verb() + " ".repeat(7 - act.kind().verb().length());
    paper.put(verb, style);
    paper.paragraph(column + 7, paper.clean(act.hop().text()), Style.PLAIN);
    String place = act.hop().path() + ":" + act.hop().line();
    String symbol = act.hop().symbol().isEmpty() ? "" : " in " + act.hop().symbol();
    paper.paragraph(column + 7, paper.clean(place + symbol), Style.DIM);
    if (!act.remark().isEmpty()) {
      String sign = act.missing() ? paper.sign("✗ ", "x ") : "";
      paper.paragraph(
          column + 7, sign + paper.clean(act.remark()), act.missing() ? Style.ALARM : Style.DIM);
    }
  }

  private void figures(Map<String, Long> figures) throws IOException {
    int widest = 0;
    for (String name : figures.keySet()) {
      widest = Math.max(widest, Columns.width(paper.clean(name)));
    }
    int column = Math.min(widest, paper.width() / 2);
    for (Map.Entry<String, Long> figure : figures.entrySet()) {
      String name = Columns.cut(paper.clean(figure.getKey()), column, "...");
      String number = Figures.grouped(figure.getValue());
      paper.to(2).put(name).to(2 + column + Math.max(2, 14 - number.length())).put(number).end();
    }
  }
}
