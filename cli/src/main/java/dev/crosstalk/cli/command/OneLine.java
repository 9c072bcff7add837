package dev.crosstalk.cli.command;

/// Makes text from file names and sources harmless in a message.
public final class OneLine {
  private static final int LONGEST = 2_000;

  private OneLine() {}

  /// The text with control characters and bidirectional controls spelled out, cut at 2,000
  /// characters.
  public static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (line.length() > LONGEST) {
        return line.append('…').toString();
      }
      if (isHarmless(c)) {
        line.append(c);
      } else {
        line.append("\\u%04x".formatted((int) c));
      }
    }
    return line.toString();
  }

  private static boolean isHarmless(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
