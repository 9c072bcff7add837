package dev.crosstalk.report.html;

import dev.crosstalk.report.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes HTML. Whatever comes from a report goes through [#text(String)], in element content and
/// in attribute values between double quotes alike.
final class Markup {
  private final Appendable out;

  Markup(Appendable out) {
    this.out = out;
  }

  /// Our own markup, as it is.
  Markup raw(String markup) {
    try {
      out.append(markup);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    return this;
  }

  /// Foreign text: controls and reordering characters become visible escapes, signs of markup
  /// become character references.
  Markup text(String text) {
    return raw(escape(Visible.line(text)));
  }

  /// Foreign code that may be broken behind its punctuation.
  Markup code(String code) {
    String whole = Visible.line(code);
    int from = 0;
    for (int i = 0; i < whole.length() - 1; i++) {
      if ("[(./,".indexOf(whole.charAt(i)) >= 0) {
        raw(escape(whole.substring(from, i + 1))).raw("<wbr>");
        from = i + 1;
      }
    }
    return raw(escape(whole.substring(from)));
  }

  Markup number(long number) {
    return raw(Long.toString(number));
  }

  /// Foreign text in which back quotes set code, as in messages: "`x` is shared".
  Markup prose(String text) {
    int from = 0;
    while (true) {
      int open = text.indexOf('`', from);
      int close = open < 0 ? -1 : text.indexOf('`', open + 1);
      if (close < 0) {
        return text(text.substring(from));
      }
      text(text.substring(from, open));
      raw("<code>").text(text.substring(open + 1, close)).raw("</code>");
      from = close + 1;
    }
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
