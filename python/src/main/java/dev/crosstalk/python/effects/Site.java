package dev.crosstalk.python.effects;

import dev.crosstalk.model.Place;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;

/// A node of the source with the function it stands in.
///
/// @param symbol dotted name of the function, or of the module
public record Site(SourceModule module, PyTree node, String symbol) implements Comparable<Site> {
  private static final int EXCERPT = 120;
  private static final String ZEROS = "000000000";

  /// 1-based line of the first character.
  public int line() {
    return module.source().line(node.start());
  }

  /// The source text on one line.
  public String text() {
    return module.text(node, EXCERPT);
  }

  /// The whole line without indentation.
  public String lineText() {
    String line = module.source().lineText(line()).strip();
    return line.length() > EXCERPT ? line.substring(0, EXCERPT - 1) + "…" : line;
  }

  /// The range as a place of a report.
  public Place.Source place() {
    SourceText source = module.source();
    int end = Math.max(node.end(), node.start());
    return new Place.Source(
        module.path(),
        source.line(node.start()),
        source.column(node.start()),
        source.line(end),
        source.column(end),
        symbol);
  }

  /// Identity for sorting and for telling sites apart.
  public String key() {
    String start = Integer.toString(node.start());
    return module.path() + ":" + ZEROS.substring(Math.min(start.length(), ZEROS.length())) + start;
  }

  /// By file, then by place in it: the order of {@link #key}.
  @Override
  public int compareTo(Site other) {
    int order = module.path().compareTo(other.module.path());
    return order != 0 ? order : Integer.compare(node.start(), other.node.start());
  }
}
