package dev.crosstalk.report.console;

import dev.crosstalk.report.text.Ink.Style;
import dev.crosstalk.report.timeline.Timeline;
import dev.crosstalk.report.timeline.Timeline.Row;
import java.io.IOException;

/// The interleaving as a list, for terminals too narrow, or pictures with too many lanes, for
/// columns.
final class LaneList {
  private LaneList() {}

  static void draw(Paper paper, Timeline timeline, String location) throws IOException {
    for (int i = 0; i < timeline.lanes().size(); i++) {
      var lane = timeline.lanes().get(i);
      String who = lane.identity().map(identity -> " as " + identity).orElse("");
      paper.to(2).put(paper.clean(lane.id()), Style.lane(i));
      paper.paragraph(6, paper.clean(timeline.label(i) + " " + lane.origin() + who), Style.PLAIN);
    }
    paper.paragraph(2, "shared: " + paper.clean(location), Style.BOLD);
    for (Row row : timeline.rows()) {
      var step = row.step();
      paper.to(2).put("t" + row.t(), Style.DIM);
      paper.to(6).put(paper.clean(step.lane()) + " ", Style.lane(row.lane()));
      paper.paragraph(
          Math.max(8, paper.column()),
          paper.clean(step.kind().label() + " " + step.text()),
          row.crossing().isPresent() ? Style.ALARM : Style.PLAIN);
      if (step.path().isPresent()) {
        String line = step.line().isPresent() ? ":" + step.line().getAsInt() : "";
        paper.paragraph(8, paper.clean(step.path().get() + line), Style.DIM);
      }
      if (step.value().isPresent()) {
        String name = step.location().orElse(location);
        paper.paragraph(8, paper.clean(name + " = " + step.value().get()), Style.PLAIN);
      }
      if (row.crossing().isPresent()) {
        String cross = paper.sign("✗ ", "X ");
        paper.paragraph(
            8, cross + paper.clean(row.crossing().get().sentence(timeline)), Style.ALARM);
      }
    }
  }
}
