package dev.crosstalk.report.html;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The lines of source that a finding speaks of, each file once, with the steps marked at them.
final class Excerpts {
  private static final int AROUND = 2;
  private static final int MOST_FILES = 6;
  private static final int MOST_LINES = 80;
  private static final int LONGEST_LINE = 400;

  private final String id;
  private final Markup page;
  private final Place place;
  private final UnaryOperator<String> mask;

  /// What is said about lines, by path and line.
  private final Map<String, TreeMap<Integer, List<Tag>>> tags = new LinkedHashMap<>();

  private final Map<String, SourceText> texts = new LinkedHashMap<>();

  /// A word beside a line.
  private record Tag(String text, String color) {}

  Excerpts(
      Finding finding, String id, Report.Sources sources, UnaryOperator<String> mask, Markup page) {
    this.mask = mask;
    this.id = id;
    this.page = page;
    this.place = finding.place();
    if (place instanceof Place.Source source) {
      tag(source.path(), source.line(), new Tag("finding", "c-alarm"));
    }
    switch (finding.evidence()) {
      case Evidence.Race race -> {
        race.location().definition().ifPresent(this::define);
        steps(race.interleaving());
      }
      case Evidence.CallChain chain -> {
        chain.location().flatMap(Evidence.SharedLocation::definition).ifPresent(this::define);
        int number = 1;
        for (Evidence.Hop hop : chain.hops()) {
          tag(hop.path(), hop.line(), new Tag("call " + number++, "c-0"));
        }
      }
      default -> {}
    }
    for (String path : tags.keySet()) {
      Optional<SourceText> text =
          texts.size() < MOST_FILES ? sources.apply(path) : Optional.empty();
      text.ifPresent(found -> texts.put(path, found));
    }
  }

  private void define(Place.Source definition) {
    tag(definition.path(), definition.line(), new Tag("defined here", "c-none"));
  }

  private void steps(Interleaving interleaving) {
    List<String> lanes = interleaving.lanes().stream().map(Interleaving.Lane::id).toList();
    int t = 0;
    for (Step step : interleaving.steps()) {
      t++;
      if (step.path().isPresent() && step.line().isPresent()) {
        String color = TimelineHtml.color(lanes.indexOf(step.lane()));
        tag(step.path().get(), step.line().getAsInt(), new Tag("t" + t + " " + step.lane(), color));
      }
    }
  }

  private void tag(String path, int line, Tag tag) {
    tags.computeIfAbsent(path, _ -> new TreeMap<>())
        .computeIfAbsent(line, _ -> new ArrayList<>())
        .add(tag);
  }

  /// The id of a shown line, empty when it is not shown.
  String anchor(String path, int line) {
    SourceText text = texts.get(path);
    boolean shown = text != null && line >= 1 && line <= text.lineCount();
    return shown ? id + "-s" + List.copyOf(texts.keySet()).indexOf(path) + "-" + line : "";
  }

  void write() {
    if (texts.isEmpty()) {
      return;
    }
    page.raw("<section class=\"sources\"><h3>The source</h3>\n<div class=\"files\">\n");
    texts.forEach(this::file);
    page.raw("</div>\n</section>\n");
  }

  private void file(String path, SourceText text) {
    TreeMap<Integer, List<Tag>> marked = tags.getOrDefault(path, new TreeMap<>());
    page.raw("<figure class=\"source\"><figcaption><code>").text(path);
    page.raw("</code></figcaption>\n<div class=\"code\" tabindex=\"0\" role=\"region\"");
    page.raw(" aria-label=\"").text(path).raw("\">");
    int shown = 0;
    int previous = 0;
    for (int line : marked.keySet()) {
      int from = Math.max(previous + 1, line - AROUND);
      int to = Math.min(text.lineCount(), line + AROUND);
      if (from > previous + 1 && previous > 0 && from <= to) {
        page.raw("<div class=\"cut\" aria-hidden=\"true\">⋯</div>");
      }
      while (from < line && text.lineText(from).isBlank()) {
        from++;
      }
      for (int i = from; i <= to && shown < MOST_LINES; i++) {
        line(path, text, i, marked.getOrDefault(i, List.of()));
        shown++;
        previous = i;
      }
    }
    page.raw("</div></figure>\n");
  }

  private void line(String path, SourceText text, int line, List<Tag> tags) {
    boolean found = tags.stream().anyMatch(tag -> tag.color().equals("c-alarm"));
    page.raw("<div class=\"l").raw(tags.isEmpty() ? "" : " marked").raw(found ? " found" : "");
    page.raw("\" id=\"").raw(anchor(path, line)).raw("\"><span class=\"n\">").number(line);
    page.raw("</span><code>");
    code(path, text.lineText(line), line);
    page.raw("</code>");
    if (!tags.isEmpty()) {
      page.raw("<span class=\"tags\">");
      for (Tag tag : tags) {
        page.raw("<span class=\"tag ").raw(tag.color()).raw("\">").text(tag.text()).raw("</span>");
      }
      page.raw("</span>");
    }
    page.raw("</div>");
  }

  private void code(String path, String whole, int line) {
    String text = whole.length() > LONGEST_LINE ? whole.substring(0, LONGEST_LINE) + " …" : whole;
    if (place instanceof Place.Source source
        && source.path().equals(path)
        && source.line() == line) {
      int from = Math.clamp(source.column() - 1, 0, text.length());
      int end = source.endLine() == line ? source.endColumn() - 1 : text.length();
      int to = Math.clamp(end, from, text.length());
      part(text.substring(0, from));
      page.raw("<mark>");
      part(text.substring(from, to));
      page.raw("</mark>");
      part(text.substring(to));
    } else {
      part(text);
    }
  }

  private void part(String text) {
    page.text(mask.apply(text).replace("\t", "    "));
  }
}
