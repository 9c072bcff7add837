package dev.crosstalk.report.html;

import dev.crosstalk.model.Evidence.SharedLocation;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.report.timeline.Crossing;
import dev.crosstalk.report.timeline.Narration;
import dev.crosstalk.report.timeline.Timeline;
import dev.crosstalk.report.timeline.Timeline.Row;
import dev.crosstalk.report.timeline.Timeline.State;
import java.util.Locale;

/// The picture: a table of steps, one column for each lane, the shared location's value on the
/// right. The script draws the arrows over it from `data-from` and `data-next`; without the script
/// the marks in words remain.
final class TimelineHtml {
  private final Timeline timeline;
  private final SharedLocation location;
  private final String id;
  private final Excerpts excerpts;
  private final Markup page;

  /// Index of the lane whose write the location holds, -1 while nobody wrote.
  private int owner = -1;

  private boolean known;

  TimelineHtml(
      Timeline timeline, SharedLocation location, String id, Excerpts excerpts, Markup page) {
    this.timeline = timeline;
    this.location = location;
    this.id = id;
    this.excerpts = excerpts;
    this.page = page;
  }

  void write() {
    int lanes = timeline.lanes().size();
    page.raw("<figure class=\"picture\" data-steps=\"").number(timeline.rows().size());
    page.raw("\">\n<figcaption>Time runs down. Each column is one request, the last one is what ");
    page.raw("they share. ");
    if (!timeline.crossings().isEmpty()) {
      page.raw("<span class=\"cross\">Red</span> is where one request hears the other.");
    }
    page.raw("</figcaption>\n");
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Interleaving\">");
    page.raw("<div class=\"timeline lanes-").raw(lanes <= 4 ? Integer.toString(lanes) : "many");
    page.raw("\" role=\"table\" aria-label=\"Steps in time order\">\n");
    header();
    page.raw("<div role=\"rowgroup\" class=\"rows\">\n");
    for (Row row : timeline.rows()) {
      row(row);
    }
    page.raw("</div>\n</div></div>\n");
    stepper();
    page.raw("</figure>\n");
  }

  private void header() {
    page.raw("<div role=\"rowgroup\"><div class=\"row head\" role=\"row\">");
    page.raw("<div class=\"t\" role=\"columnheader\"><span class=\"hidden-label\">Time</span>");
    page.raw("</div>");
    for (int i = 0; i < timeline.lanes().size(); i++) {
      Lane lane = timeline.lanes().get(i);
      page.raw("<div class=\"lane ").raw(color(i)).raw("\" role=\"columnheader\"><b>");
      page.text(timeline.label(i)).raw("</b><span class=\"origin\">").code(lane.origin());
      page.raw("</span>");
      lane.identity()
          .ifPresent(who -> page.raw("<span class=\"who\">as ").text(who).raw("</span>"));
      page.raw("</div>");
    }
    page.raw("<div class=\"value\" role=\"columnheader\"><b><code>");
    page.code(timeline.onlyLocation().orElse(location.name())).raw("</code></b><span>");
    page.text(location.kind()).raw("</span></div></div></div>\n");
  }

  private void row(Row row) {
    Step step = row.step();
    page.raw("<div class=\"row at-").number(row.lane());
    page.raw(" k-").raw(step.kind().label());
    page.raw(row.crossing().isPresent() ? " crossed" : "").raw("\" role=\"row\" id=\"").raw(id);
    page.raw("-t").number(row.t()).raw("\" data-t=\"").number(row.t()).raw("\" data-say=\"");
    page.text(Narration.of(timeline, row)).raw("\"");
    row.crossing()
        .ifPresent(crossing ->
            crossing.from().ifPresent(from -> page.raw(" data-from=\"").number(from).raw("\"")));
    if (step.kind() == Kind.SUSPEND && handsOver(row)) {
      page.raw(" data-next=\"").number(row.t() + 1).raw("\"");
    }
    page.raw("><div class=\"t\" role=\"rowheader\">t").number(row.t()).raw("</div>");
    for (int lane = 0; lane < row.states().size(); lane++) {
      State state = row.states().get(lane);
      page.raw("<div class=\"lane ").raw(color(lane)).raw(" ");
      page.raw(state.name().toLowerCase(Locale.ROOT)).raw(lastOf(row, lane) ? " last" : "");
      page.raw(firstOf(row, lane) ? " first" : "");
      page.raw("\" role=\"cell\">");
      if (state == State.ACTING) {
        step(row);
      }
      page.raw("</div>");
    }
    value(row);
    page.raw("</div>\n");
  }

  private boolean handsOver(Row row) {
    return row.t() < timeline.rows().size() && timeline.rows().get(row.t()).lane() != row.lane();
  }

  private boolean firstOf(Row row, int lane) {
    return row.lane() == lane
        && timeline.rows().subList(0, row.t() - 1).stream()
            .noneMatch(prior -> prior.lane() == lane);
  }

  private boolean lastOf(Row row, int lane) {
    return row.lane() == lane
        && timeline.rows().subList(row.t(), timeline.rows().size()).stream()
            .noneMatch(later -> later.lane() == lane);
  }

  private void step(Row row) {
    Step step = row.step();
    page.raw("<span class=\"dot\" aria-hidden=\"true\"></span><div class=\"card\"><code>");
    page.code(step.text()).raw("</code><span class=\"meta\"><span class=\"kind\">");
    page.raw(verb(step.kind())).raw("</span>");
    step.path()
        .ifPresent(path -> {
          String place = step.line().isPresent() ? path + ":" + step.line().getAsInt() : path;
          String anchor = excerpts.anchor(path, step.line().orElse(0));
          if (anchor.isEmpty()) {
            page.raw(" <span class=\"at\">").code(place).raw("</span>");
          } else {
            page.raw(" <a class=\"at\" href=\"#").raw(anchor).raw("\">").code(place);
            page.raw("</a>");
          }
        });
    page.raw("</span></div>");
  }

  private static String verb(Kind kind) {
    return kind == Kind.SUSPEND ? "yields" : kind.label();
  }

  private void value(Row row) {
    Step step = row.step();
    boolean main =
        step.location().isPresent()
            && step.location().get().equals(timeline.onlyLocation().orElse(location.name()));
    boolean writes = main && step.kind() == Kind.WRITE;
    if (writes) {
      owner = row.lane();
    } else if (main && row.crossing().isPresent()) {
      owner = row.crossing().get().writer();
    }
    known = known || main;
    page.raw("<div class=\"value").raw(known ? " held " + color(owner) : "");
    page.raw(writes ? " written" : "").raw(main && !writes ? " looked" : "");
    page.raw("\" role=\"cell\">");
    if (step.location().isPresent() || step.value().isPresent()) {
      if (!main && step.location().isPresent()) {
        page.raw("<code class=\"other\">").text(step.location().get()).raw("</code> ");
      }
      step.value().ifPresent(value -> page.raw("<code class=\"pill\">").code(value).raw("</code>"));
    }
    if (row.crossing().isPresent()) {
      mark(row.crossing().get());
    } else if (writes) {
      page.raw("<span class=\"by\">written by ").text(step.lane()).raw("</span>");
    }
    page.raw("</div>");
  }

  private void mark(Crossing crossing) {
    String writer = timeline.lanes().get(crossing.writer()).id();
    String when = crossing.from().isPresent() ? " at t" + crossing.from().getAsInt() : "";
    page.raw("<span class=\"cross\">");
    switch (crossing.kind()) {
      case FOREIGN_READ -> page.raw("✗ written by ").text(writer).raw(when);
      case STALE_ACT -> {
        page.raw("✗ ").text(writer).raw(" changed it").raw(when);
        if (crossing.seen().isPresent()) {
          page.raw(", after t").number(crossing.seen().getAsInt());
        }
      }
    }
    page.raw("</span>");
  }

  private void stepper() {
    page.raw("<div class=\"stepper needs-script\" hidden>");
    page.raw("<button type=\"button\" class=\"back\" aria-label=\"Previous step\">←</button>");
    page.raw("<button type=\"button\" class=\"ahead\" aria-label=\"Next step\">→</button>");
    page.raw("<p class=\"say\" aria-live=\"polite\">Step through it with ← and →.</p></div>\n");
  }

  static String color(int lane) {
    return lane < 0 ? "c-none" : "c-" + Math.min(lane, 3);
  }
}
