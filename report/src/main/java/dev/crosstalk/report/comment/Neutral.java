package dev.crosstalk.report.comment;

import dev.crosstalk.report.text.Visible;

/// Makes text from scanned sources harmless in Markdown as GitHub and GitLab show it: it can be no
/// markup and no HTML, it calls nobody, links nothing and refers to no issue.
final class Neutral {
  /// Comes between a sign and what would give it a meaning; nobody sees it.
  private static final String GAP = "&#8203;";

  private static final String MARKUP = "\\`*_{}[]()|~$";

  private Neutral() {}

  /// Text between other text. What stands in pairs of backticks becomes code.
  static String text(String text) {
    String line = Visible.line(text);
    String[] parts = line.split("`", -1);
    if (parts.length % 2 == 0) {
      return prose(line); // a backtick without its pair
    }
    StringBuilder out = new StringBuilder(line.length() + 32);
    for (int i = 0; i < parts.length; i++) {
      boolean code = i % 2 == 1 && !parts[i].isBlank();
      out.append(code ? code(parts[i]) : prose(parts[i]));
    }
    return out.toString();
  }

  /// Code in a line; in HTML, so that it holds in a table and in a heading, too.
  static String code(String text) {
    StringBuilder out = new StringBuilder("<code>");
    String line = Visible.line(text);
    for (int i = 0; i < line.length(); i++) {
      append(out, line, i);
    }
    return out.append("</code>").toString();
  }

  private static String prose(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      append(out, text, i);
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '@', '#', '!', '%' -> out.append("&#").append((int) c).append(';').append(GAP);
      case ':' -> out.append(text.startsWith("//", at + 1) ? ":" + GAP : ":");
      case '.' -> out.append(text.regionMatches(true, at - 3, "www", 0, 3) ? GAP + "." : ".");
      case '+', '-', '=' -> out.append(at == 0 ? "&#" + (int) c + ";" : String.valueOf(c));
      default -> {
        if (MARKUP.indexOf(c) >= 0) {
          out.append("&#").append((int) c).append(';');
        } else {
          out.append(c);
        }
      }
    }
  }

  /// Lines as they are, in a fence that none of them can close.
  static String fenced(String text) {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    String fence = "`".repeat(longest + 1);
    StringBuilder out = new StringBuilder(text.length() + 32).append(fence).append("text\n");
    for (String line : text.lines().toList()) {
      out.append(Visible.line(line)).append('\n');
    }
    return out.append(fence).append('\n').toString();
  }
}
