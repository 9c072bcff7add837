package dev.crosstalk.report.sarif;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.ContextAct;
import dev.crosstalk.model.Evidence.ContextNode;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.report.timeline.Timeline;
import dev.crosstalk.report.timeline.Timeline.Row;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes evidence as code flows: one thread flow for each lane, steps numbered across lanes by
/// `executionOrder`.
final class SarifFlows {
  private static final int DEEPEST = 64;
  private final JsonGenerator json;

  SarifFlows(JsonGenerator json) {
    this.json = json;
  }

  void write(Evidence evidence) {
    switch (evidence) {
      case Evidence.Race race -> lanes(Timeline.of(race.interleaving()));
      case Evidence.CallChain chain -> {
        if (!chain.hops().isEmpty()) {
          start("Calls from the entry point to the place.");
          json.writeStartObject();
          json.writeArrayPropertyStart("locations");
          hops(chain.hops(), 0);
          json.writeEndArray();
          json.writeEndObject();
          end();
        }
      }
      case Evidence.ContextTree tree -> {
        if (tree.roots().stream().anyMatch(SarifFlows::acts)) {
          start("Tasks and threads that touch " + tree.variable() + ".");
          for (ContextNode root : tree.roots()) {
            if (acts(root)) {
              json.writeStartObject();
              text("message", root.label());
              json.writeArrayPropertyStart("locations");
              node(root, 0);
              json.writeEndArray();
              json.writeEndObject();
            }
          }
          end();
        }
      }
      case Evidence.Contract _, Evidence.Counts _ -> {}
    }
  }

  private void lanes(Timeline timeline) {
    start("Two requests meet at a shared location.");
    for (int lane = 0; lane < timeline.lanes().size(); lane++) {
      int index = lane;
      List<Row> rows = timeline.rows().stream().filter(row -> row.lane() == index).toList();
      if (rows.isEmpty()) {
        continue;
      }
      json.writeStartObject();
      json.writeStringProperty("id", timeline.lanes().get(lane).id());
      text("message", timeline.label(lane) + ": " + timeline.lanes().get(lane).origin());
      json.writeArrayPropertyStart("locations");
      for (Row row : rows) {
        step(timeline, row);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    end();
  }

  private void step(Timeline timeline, Row row) {
    var step = row.step();
    json.writeStartObject();
    json.writeObjectPropertyStart("location");
    step.path()
        .ifPresent(path -> SarifResult.physical(path, Math.max(0, step.line().orElse(0)), json));
    StringBuilder message = new StringBuilder();
    message.append('t').append(row.t()).append(' ').append(step.lane()).append(' ');
    message.append(step.kind().label()).append(": ").append(step.text());
    row.crossing().ifPresent(crossing -> message.append(" | ").append(crossing.sentence(timeline)));
    text("message", message.toString());
    json.writeEndObject();
    if (step.value().isPresent()) {
      json.writeObjectPropertyStart("state");
      text(step.location().orElse("value"), step.value().get());
      json.writeEndObject();
    }
    json.writeArrayPropertyStart("kinds");
    json.writeString(step.kind().label());
    json.writeEndArray();
    json.writeNumberProperty("executionOrder", row.t());
    json.writeStringProperty("importance", row.crossing().isPresent() ? "essential" : "important");
    json.writeEndObject();
  }

  private static boolean acts(ContextNode node) {
    return !node.actions().isEmpty() || node.children().stream().anyMatch(SarifFlows::acts);
  }

  private void node(ContextNode node, int depth) {
    for (ContextAct act : node.actions()) {
      json.writeStartObject();
      json.writeObjectPropertyStart("location");
      SarifResult.physical(act.hop().path(), act.hop().line(), json);
      text(
          "message",
          "t%s %s %s: %s%s"
              .formatted(
                  act.time(),
                  node.label(),
                  act.kind().verb(),
                  act.hop().text(),
                  act.remark().isEmpty() ? "" : " | " + act.remark()));
      json.writeEndObject();
      json.writeNumberProperty("nestingLevel", depth);
      json.writeNumberProperty("executionOrder", act.time());
      json.writeStringProperty("importance", act.missing() ? "essential" : "important");
      json.writeEndObject();
    }
    for (ContextNode child : node.children()) {
      node(child, Math.min(depth + 1, DEEPEST));
    }
  }

  private void hops(List<Hop> hops, int depth) {
    for (Hop hop : hops) {
      json.writeStartObject();
      json.writeObjectPropertyStart("location");
      SarifResult.physical(hop.path(), hop.line(), json);
      text("message", hop.text());
      json.writeEndObject();
      json.writeNumberProperty("nestingLevel", depth);
      json.writeEndObject();
    }
  }

  private void start(String message) {
    json.writeArrayPropertyStart("codeFlows");
    json.writeStartObject();
    text("message", message);
    json.writeArrayPropertyStart("threadFlows");
  }

  private void end() {
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void text(String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }
}
