package dev.crosstalk.report.json;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.ContextAct;
import dev.crosstalk.model.Evidence.ContextNode;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.model.Evidence.SharedLocation;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes places and evidence.
public final class EvidenceJson {
  private EvidenceJson() {}

  /// The value of `evidence`.
  public static void write(Evidence evidence, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", evidence.kind());
    switch (evidence) {
      case Evidence.Race race -> {
        location(race.location(), json);
        interleaving(race.interleaving(), json);
      }
      case Evidence.CallChain chain -> {
        chain.location().ifPresent(location -> location(location, json));
        json.writeName("hops");
        hops(chain.hops(), json);
      }
      case Evidence.ContextTree tree -> {
        json.writeStringProperty("variable", tree.variable());
        json.writeName("roots");
        nodes(tree.roots(), json);
      }
      case Evidence.Contract contract -> {
        json.writeStringProperty("pointer", contract.pointer());
        json.writeStringProperty("excerpt", contract.excerpt());
      }
      case Evidence.Counts counts -> {
        json.writeObjectPropertyStart("figures");
        for (Map.Entry<String, Long> figure : counts.figures().entrySet()) {
          json.writeNumberProperty(figure.getKey(), figure.getValue());
        }
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void location(SharedLocation location, JsonGenerator json) {
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("name", location.name());
    json.writeStringProperty("kind", location.kind());
    location
        .definition()
        .ifPresent(definition -> {
          json.writeObjectPropertyStart("definition");
          source(definition, json);
          json.writeEndObject();
        });
    json.writeEndObject();
  }

  /// The six properties of a range of source.
  public static void source(Place.Source source, JsonGenerator json) {
    json.writeStringProperty("path", source.path());
    json.writeNumberProperty("line", source.line());
    json.writeNumberProperty("column", source.column());
    json.writeNumberProperty("endLine", source.endLine());
    json.writeNumberProperty("endColumn", source.endColumn());
    json.writeStringProperty("symbol", source.symbol());
  }

  private static void interleaving(Interleaving interleaving, JsonGenerator json) {
    json.writeObjectPropertyStart("interleaving");
    json.writeArrayPropertyStart("lanes");
    for (Lane lane : interleaving.lanes()) {
      json.writeStartObject();
      json.writeStringProperty("id", lane.id());
      json.writeStringProperty("label", lane.label());
      json.writeStringProperty("origin", lane.origin());
      lane.identity().ifPresent(identity -> json.writeStringProperty("identity", identity));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("steps");
    for (Step step : interleaving.steps()) {
      step(step, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void step(Step step, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("lane", step.lane());
    json.writeStringProperty("kind", step.kind().label());
    json.writeStringProperty("text", step.text());
    step.path().ifPresent(path -> json.writeStringProperty("path", path));
    step.line().ifPresent(line -> json.writeNumberProperty("line", line));
    step.location().ifPresent(location -> json.writeStringProperty("location", location));
    step.value().ifPresent(value -> json.writeStringProperty("value", value));
    step.writtenBy().ifPresent(lane -> json.writeStringProperty("writtenBy", lane));
    json.writeEndObject();
  }

  private static void hops(List<Hop> hops, JsonGenerator json) {
    json.writeStartArray();
    for (Hop hop : hops) {
      json.writeStartObject();
      hop(hop, json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void hop(Hop hop, JsonGenerator json) {
    json.writeStringProperty("symbol", hop.symbol());
    json.writeStringProperty("text", hop.text());
    json.writeStringProperty("path", hop.path());
    json.writeNumberProperty("line", hop.line());
  }

  private static void nodes(List<ContextNode> nodes, JsonGenerator json) {
    json.writeStartArray();
    for (ContextNode node : nodes) {
      json.writeStartObject();
      json.writeStringProperty("label", node.label());
      json.writeArrayPropertyStart("actions");
      for (ContextAct act : node.actions()) {
        json.writeStartObject();
        json.writeNumberProperty("t", act.time());
        json.writeStringProperty("kind", act.kind().name().toLowerCase(Locale.ROOT));
        hop(act.hop(), json);
        json.writeStringProperty("remark", act.remark());
        json.writeBooleanProperty("missing", act.missing());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeName("children");
      nodes(node.children(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
