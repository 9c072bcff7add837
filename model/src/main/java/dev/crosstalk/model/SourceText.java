package dev.crosstalk.model;

import java.util.Arrays;

/// The decoded text of one file with its line table. Offsets count UTF-16 units from 0; a line ends
/// at `\n`, `\r\n` or a lone `\r`, as Python has it.
public final class SourceText {
  private final String text;
  private final int[] lineStarts;

  public SourceText(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[Math.max(16, text.length() / 24)];
    int count = 1;
    if (text.indexOf('\r') < 0) {
      // The usual case, by a search that the virtual machine does many characters at a time.
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
      return Arrays.copyOf(starts, count);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  /// The whole text.
  public String text() {
    return text;
  }

  /// Number of physical lines; a last line without a terminator counts, an empty one does not.
  public int lineCount() {
    boolean openEnd = lineStarts[lineStarts.length - 1] < text.length();
    return lineStarts.length - (openEnd ? 0 : 1);
  }

  /// 1-based line of an offset in [0, length].
  public int line(int offset) {
    int index = Arrays.binarySearch(lineStarts, offset);
    return index >= 0 ? index + 1 : -index - 1;
  }

  /// 1-based column of an offset, in UTF-16 units.
  public int column(int offset) {
    return offset - lineStarts[line(offset) - 1] + 1;
  }

  /// Offset of the first character of a 1-based line.
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /// The text of a 1-based line without its terminator; empty beyond the last line.
  public String lineText(int line) {
    if (line < 1 || line > lineStarts.length) {
      return "";
    }
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }
}
