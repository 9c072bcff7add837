package dev.crosstalk.report.html;

import java.util.ArrayList;
import java.util.List;

/// The Markdown of rule pages: headings, paragraphs, lists, fenced code, code and stress in lines.
/// Everything else, HTML and links included, comes out as the text that it is.
final class Markdown {
  private final Markup page;
  private final List<String> paragraph = new ArrayList<>();
  private boolean list;

  private Markdown(Markup page) {
    this.page = page;
  }

  static void write(String markdown, Markup page) {
    new Markdown(page).blocks(markdown.lines().toList());
  }

  private void blocks(List<String> lines) {
    boolean code = false;
    for (String line : lines) {
      String text = line.strip();
      if (text.startsWith("```")) {
        close();
        page.raw(code ? "</code></pre>\n" : "<pre><code>");
        code = !code;
      } else if (code) {
        page.text(line).raw("\n");
      } else if (text.isEmpty()) {
        close();
      } else if (text.startsWith("#")) {
        close();
        heading(text);
      } else if (text.startsWith("- ") || text.startsWith("* ")) {
        item(text.substring(2));
      } else {
        paragraph.add(text);
      }
    }
    if (code) {
      page.raw("</code></pre>\n");
    }
    close();
  }

  private void heading(String text) {
    int level = 0;
    while (level < text.length() && text.charAt(level) == '#') {
      level++;
    }
    if (level > 1) {
      page.raw("<h4>");
      inline(text.substring(level).strip());
      page.raw("</h4>\n");
    }
  }

  private void item(String text) {
    flush();
    if (!list) {
      page.raw("<ul>");
      list = true;
    }
    paragraph.add(text);
  }

  private void flush() {
    if (!paragraph.isEmpty()) {
      page.raw(list ? "<li>" : "<p>");
      inline(String.join(" ", paragraph));
      page.raw(list ? "</li>" : "</p>\n");
      paragraph.clear();
    }
  }

  private void close() {
    flush();
    if (list) {
      page.raw("</ul>\n");
      list = false;
    }
  }

  private void inline(String text) {
    int from = 0;
    while (from < text.length()) {
      int code = text.indexOf('`', from);
      int stress = text.indexOf('*', from);
      int open = code < 0 ? stress : stress < 0 ? code : Math.min(code, stress);
      if (open < 0) {
        break;
      }
      boolean strong = text.startsWith("**", open);
      String sign = open == code ? "`" : strong ? "**" : "*";
      String tag = open == code ? "code" : strong ? "strong" : "em";
      int close = text.indexOf(sign, open + sign.length());
      if (close < 0) {
        break;
      }
      page.text(text.substring(from, open)).raw("<" + tag + ">");
      page.text(text.substring(open + sign.length(), close)).raw("</" + tag + ">");
      from = close + sign.length();
    }
    page.text(text.substring(from));
  }
}
