package dev.crosstalk.report.console;

import dev.crosstalk.report.text.Columns;
import dev.crosstalk.report.text.Ink;
import dev.crosstalk.report.text.Ink.Style;
import dev.crosstalk.report.text.Visible;
import java.io.IOException;
import java.util.List;

/// The terminal as a sheet of a given width. Everything that comes from a report passes through
/// [#clean(String)].
public final class Paper {
  private static final int LABEL = 10;

  private final Appendable out;
  private final Ink ink;
  private final boolean unicode;
  private final int width;
  private final StringBuilder line = new StringBuilder();
  private int column;
  private int pendingSpaces;

  public Paper(Appendable out, int width, boolean color, boolean unicode) {
    this.out = out;
    this.width = width;
    this.unicode = unicode;
    this.ink = new Ink(color);
  }

  int width() {
    return width;
  }

  /// The text without anything that could steer the terminal.
  String clean(String text) {
    return unicode ? Visible.line(text) : Visible.ascii(text);
  }

  /// One of our own signs: the first where UTF-8 works, else the second.
  String sign(String utf8, String ascii) {
    return unicode ? utf8 : ascii;
  }

  /// Appends clean text to the current line.
  Paper put(String text, Style style) {
    if (text.isBlank()) {
      pendingSpaces += text.length();
    } else {
      line.repeat(' ', pendingSpaces).append(ink.paint(text, style));
      pendingSpaces = 0;
    }
    column += Columns.width(text);
    return this;
  }

  Paper put(String text) {
    return put(text, Style.PLAIN);
  }

  /// Goes to a column from 0, or stays when it is already behind it.
  Paper to(int target) {
    if (target > column) {
      pendingSpaces += target - column;
      column = target;
    }
    return this;
  }

  int column() {
    return column;
  }

  /// Ends the current line; spaces at its end are dropped.
  void end() throws IOException {
    out.append(line).append('\n');
    line.setLength(0);
    column = 0;
    pendingSpaces = 0;
  }

  /// Wrapped text from column `indent` on.
  void paragraph(int indent, String text, Style style) throws IOException {
    for (String part : Columns.wrap(text, width - indent)) {
      to(indent).put(part, style).end();
    }
  }

  /// A word on the left and wrapped text beside it.
  void labelled(String label, String text) throws IOException {
    to(2).put(label, Style.DIM);
    int indent = 2 + LABEL;
    List<String> parts = Columns.wrap(text, width - indent);
    for (String part : parts) {
      to(indent).put(part).end();
    }
  }

  /// A rule across the sheet with `left` at its beginning and `right` near its end.
  void heading(String left, Style style, String right) throws IOException {
    String dash = sign("─", "-");
    put(dash + dash + " ", Style.DIM).put(Columns.cut(left, width - 8, "..."), style).put(" ");
    int tail = right.isEmpty() ? 0 : Columns.width(right) + 4;
    int dashes = width - column - tail;
    if (dashes < 1 && tail > 0) {
      put(dash.repeat(Math.max(0, width - column)), Style.DIM).end();
      to(2).put(right, Style.DIM).end();
      return;
    }
    put(dash.repeat(Math.max(0, dashes)), Style.DIM);
    if (tail > 0) {
      put(" ").put(right, Style.DIM).put(" " + dash + dash, Style.DIM);
    }
    end();
  }
}
