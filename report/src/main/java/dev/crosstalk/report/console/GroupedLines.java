package dev.crosstalk.report.console;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.text.Columns;
import dev.crosstalk.report.text.Ink.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Findings and gaps of each file under its name; what belongs to no file stands last.
public final class GroupedLines {
  private static final int INDENT = 2;

  private final Paper paper;

  public GroupedLines(Paper paper) {
    this.paper = paper;
  }

  /// One line below a file.
  private record Entry(String where, String label, Style style, String code, String message) {}

  public void write(Report report) throws IOException {
    Map<String, List<Entry>> groups = new TreeMap<>();
    List<Entry> elsewhere = new ArrayList<>();
    for (Finding finding : report.findings()) {
      Entry entry = entry(finding);
      groups.computeIfAbsent(group(finding.place()), _ -> new ArrayList<>()).add(entry);
    }
    for (Gap gap : report.gaps()) {
      String line = gap.line().isPresent() ? String.valueOf(gap.line().getAsInt()) : "";
      String rule = gap.rule().map(id -> id.code() + " ").orElse("");
      Entry entry = new Entry(line, "gap", Style.WARNING, gap.kind().label(), rule + gap.message());
      gap.path()
          .map(path -> groups.computeIfAbsent(path, _ -> new ArrayList<>()))
          .orElse(elsewhere)
          .add(entry);
    }
    for (Map.Entry<String, List<Entry>> group : groups.entrySet()) {
      group(group.getKey(), group.getValue());
    }
    if (!elsewhere.isEmpty()) {
      group("the whole run", elsewhere);
    }
    new ConciseLines(paper).end(report);
  }

  private void group(String name, List<Entry> entries) throws IOException {
    paper.put(paper.clean(name), Style.BOLD).end();
    int where = entries.stream().mapToInt(entry -> entry.where().length()).max().orElse(0);
    int label = entries.stream().mapToInt(entry -> entry.label().length()).max().orElse(0);
    for (Entry entry : entries) {
      paper.to(INDENT + where - entry.where().length()).put(entry.where(), Style.DIM);
      paper.to(INDENT + where + 2).put(entry.label(), entry.style());
      paper.to(INDENT + where + 2 + label + 2).put(entry.code());
      int column = paper.column() + 1;
      paper.to(column);
      String message = paper.clean(entry.message());
      if (Columns.width(message) <= paper.width() - column) {
        paper.put(message).end();
      } else {
        paper.paragraph(Math.min(column, paper.width() / 2), message, Style.PLAIN);
      }
    }
    paper.end();
  }

  private static Entry entry(Finding finding) {
    String where =
        switch (finding.place()) {
          case Place.Source source -> source.line() + ":" + source.column();
          case Place.Operation operation -> operation.method();
          case Place.Log log -> String.valueOf(log.line());
        };
    return new Entry(
        where,
        finding.severity().label(),
        Words.style(finding.severity()),
        finding.rule().code(),
        finding.message());
  }

  private static String group(Place place) {
    return switch (place) {
      case Place.Source source -> source.path();
      case Place.Operation operation -> operation.pathTemplate();
      case Place.Log log -> log.path();
    };
  }
}
