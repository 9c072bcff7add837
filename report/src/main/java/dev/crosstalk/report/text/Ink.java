package dev.crosstalk.report.text;

/// Colours for a terminal, or none. Text is painted after it was measured and padded, so that the
/// escapes never count.
///
/// @param color whether ANSI sequences are written
public record Ink(boolean color) {

  /// What a colour means.
  public enum Style {
    PLAIN(""),
    BOLD("1"),
    DIM("2"),
    /// Lane A and what it writes.
    FIRST("34"),
    /// Lane B and what it writes.
    SECOND("33"),
    /// Any further lane.
    FURTHER("35"),
    ALARM("1;31"),
    WARNING("1;33"),
    GOOD("32");

    private final String sequence;

    Style(String sequence) {
      this.sequence = sequence;
    }

    /// The style of a lane by its index from 0.
    public static Style lane(int index) {
      return switch (index) {
        case 0 -> FIRST;
        case 1 -> SECOND;
        default -> FURTHER;
      };
    }
  }

  /// The text in a style.
  public String paint(String text, Style style) {
    if (!color || style == Style.PLAIN || text.isBlank()) {
      return text;
    }
    return "\u001b[" + style.sequence + "m" + text + "\u001b[0m";
  }
}
