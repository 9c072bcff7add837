package dev.crosstalk.report.console;

import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.report.text.Columns;
import dev.crosstalk.report.text.Ink.Style;
import dev.crosstalk.report.timeline.Crossing;
import dev.crosstalk.report.timeline.Timeline;
import dev.crosstalk.report.timeline.Timeline.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Draws an interleaving as people do on a whiteboard: time runs down, each request has a column,
/// what the shared location holds stands on the right.
final class LaneDrawing {
  private static final int MARGIN = 2;
  private static final int GUTTER = 2;
  private static final int NARROWEST_LANE = 18;
  private static final int WIDEST_LANE = 44;
  private static final int MOST_LINES = 4;

  private final Paper paper;
  private final Timeline timeline;
  private final String location;
  private final int timeWidth;
  private final int valueWidth;
  private final int laneWidth;

  private LaneDrawing(Paper paper, Timeline timeline, String location) {
    this.paper = paper;
    this.timeline = timeline;
    this.location = location;
    timeWidth = Integer.toString(timeline.rows().size()).length() + 2;
    int free = paper.width() - MARGIN - timeWidth;
    valueWidth = Math.clamp(free / 4, 14, 30);
    laneWidth = Math.min(WIDEST_LANE, (free - valueWidth) / timeline.lanes().size());
  }

  static void draw(Paper paper, Timeline timeline, String location) throws IOException {
    LaneDrawing drawing = new LaneDrawing(paper, timeline, location);
    if (drawing.laneWidth < NARROWEST_LANE) {
      LaneList.draw(paper, timeline, location);
    } else {
      drawing.header();
      for (Row row : timeline.rows()) {
        drawing.row(row);
      }
    }
  }

  private int laneColumn(int lane) {
    return MARGIN + timeWidth + lane * laneWidth;
  }

  private int valueColumn() {
    return laneColumn(timeline.lanes().size());
  }

  private void header() throws IOException {
    List<List<Part>> cells = new ArrayList<>();
    for (int i = 0; i < timeline.lanes().size(); i++) {
      Lane lane = timeline.lanes().get(i);
      List<Part> cell = new ArrayList<>();
      add(cell, timeline.label(i), laneWidth - 1, Style.lane(i));
      add(cell, lane.origin(), laneWidth - 1, Style.PLAIN);
      lane.identity().ifPresent(who -> add(cell, "as " + who, laneWidth - 1, Style.DIM));
      cells.add(cell);
    }
    List<Part> value = new ArrayList<>();
    add(value, timeline.onlyLocation().orElse(location), valueWidth, Style.BOLD);
    cells.add(value);
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < height; i++) {
      for (int cell = 0; cell < cells.size(); cell++) {
        paper.to(laneColumn(cell));
        put(cells.get(cell), i);
      }
      paper.end();
    }
    paper.to(MARGIN).put(paper.sign("─", "-").repeat(paper.width() - MARGIN), Style.DIM).end();
  }

  private void row(Row row) throws IOException {
    List<Part> text = stepText(row);
    List<Part> value = value(row);
    int height = Math.max(text.size(), value.size());
    for (int i = 0; i < height; i++) {
      if (i == 0) {
        paper.to(MARGIN).put("t" + row.t(), Style.DIM);
      }
      for (int lane = 0; lane < row.states().size(); lane++) {
        paper.to(laneColumn(lane)).put(lifeline(row, lane, i), Style.lane(lane));
        if (lane == row.lane()) {
          paper.to(laneColumn(lane) + GUTTER);
          put(text, i);
        }
      }
      paper.to(valueColumn());
      put(value, i);
      paper.end();
    }
  }

  private String lifeline(Row row, int lane, int line) {
    return switch (row.states().get(lane)) {
      case BEFORE, DONE -> " ";
      case WAITING -> paper.sign("┊", ":");
      case PAUSED -> paper.sign("│", "|");
      case ACTING -> line == 0 ? dot(row.step().kind()) : below(row);
    };
  }

  private String dot(Kind kind) {
    return switch (kind) {
      case READ, CHECK -> paper.sign("○", "o");
      case WRITE -> paper.sign("●", "*");
      case START -> paper.sign("┌", "+");
      case RESPOND -> paper.sign("└", "+");
      case SUSPEND -> paper.sign("┴", "+");
      case RESUME -> paper.sign("┬", "+");
      default -> paper.sign("├", "+");
    };
  }

  private String below(Row row) {
    boolean last =
        row.t() == timeline.rows().size()
            || timeline.rows().subList(row.t(), timeline.rows().size()).stream()
                .noneMatch(later -> later.lane() == row.lane());
    if (row.step().kind() == Kind.SUSPEND) {
      return paper.sign("┊", ":");
    }
    return last ? " " : paper.sign("│", "|");
  }

  private List<Part> stepText(Row row) {
    Step step = row.step();
    int width = laneWidth - GUTTER - 1;
    List<Part> parts = new ArrayList<>();
    boolean alarm = row.crossing().isPresent();
    add(parts, step.text(), width, alarm ? Style.ALARM : Style.PLAIN);
    String place =
        step.path().orElse("") + (step.line().isPresent() ? ":" + step.line().getAsInt() : "");
    if (step.kind() == Kind.SUSPEND) {
      add(parts, paper.sign("⇢", "->") + " yields", width, Style.PLAIN);
      add(parts, place, width, Style.DIM);
    } else {
      String both = place.isEmpty() ? step.kind().label() : step.kind().label() + " " + place;
      if (Columns.width(both) > width) {
        add(parts, step.kind().label(), width, Style.DIM);
        add(parts, place, width, Style.DIM);
      } else {
        add(parts, both, width, Style.DIM);
      }
    }
    return parts;
  }

  private List<Part> value(Row row) {
    Step step = row.step();
    List<Part> parts = new ArrayList<>();
    String held = step.value().orElse("");
    if (timeline.onlyLocation().isEmpty() && step.location().isPresent()) {
      held = step.location().get() + (held.isEmpty() ? "" : " = " + held);
    }
    int owner = row.crossing().map(Crossing::writer).orElse(row.lane());
    if (row.crossing().map(Crossing::kind).orElse(null) == Crossing.Kind.STALE_ACT) {
      owner = row.lane();
    }
    boolean touches = step.location().isPresent() || step.value().isPresent();
    if (touches && !held.isEmpty()) {
      add(parts, held, valueWidth, Style.lane(owner));
    }
    if (row.crossing().isPresent()) {
      mark(row.crossing().get(), parts);
    } else if (step.kind() == Kind.WRITE) {
      add(parts, "written by " + step.lane(), valueWidth, Style.DIM);
    }
    return parts;
  }

  private void mark(Crossing crossing, List<Part> parts) {
    String writer = timeline.lanes().get(crossing.writer()).id();
    String cross = paper.sign("✗", "X");
    String when = crossing.from().isPresent() ? "at t" + crossing.from().getAsInt() : "";
    switch (crossing.kind()) {
      case FOREIGN_READ -> {
        String arrow = paper.sign("←", "<-");
        add(parts, cross + " " + arrow + " written by " + writer, valueWidth, Style.ALARM);
        add(parts, when, valueWidth, Style.DIM);
      }
      case STALE_ACT -> {
        String seen = crossing.seen().isPresent() ? "t" + crossing.seen().getAsInt() : "earlier";
        add(parts, cross + " based on " + seen + ";", valueWidth, Style.ALARM);
        add(parts, (writer + " wrote " + when).strip(), valueWidth, Style.DIM);
      }
    }
  }

  private record Part(String text, Style style) {}

  private void add(List<Part> parts, String text, int width, Style style) {
    if (text.isBlank()) {
      return;
    }
    List<String> lines = Columns.wrap(paper.clean(text).strip(), width);
    for (int i = 0; i < lines.size() && i < MOST_LINES; i++) {
      boolean more = i == MOST_LINES - 1 && lines.size() > MOST_LINES;
      String line = more ? Columns.cut(lines.get(i), width - 4, "").strip() + " ..." : lines.get(i);
      parts.add(new Part(line, style));
    }
  }

  private void put(List<Part> parts, int index) {
    if (index < parts.size()) {
      paper.put(parts.get(index).text(), parts.get(index).style());
    }
  }
}
