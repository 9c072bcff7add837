package dev.crosstalk.openapi.copied;

import dev.crosstalk.openapi.document.DocumentException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a `curl` line as browsers copy it. Nothing of it is executed, and no file that it names is
/// read.
public final class CurlLine {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-o",
          "--output",
          "-m",
          "--max-time",
          "--connect-timeout",
          "-x",
          "--proxy",
          "--retry",
          "-w",
          "--write-out",
          "-c",
          "--cookie-jar",
          "--cacert",
          "--cert",
          "--key",
          "--resolve");

  private CurlLine() {}

  /// Reads one line.
  ///
  /// @throws DocumentException with one line that holds no value of the request
  public static Copied parse(String line) throws DocumentException {
    List<String> words = words(line);
    if (words.isEmpty() || !words.getFirst().matches("(.*/)?curl")) {
      throw new DocumentException("a curl line begins with curl");
    }
    Optional<String> method = Optional.empty();
    Optional<String> url = Optional.empty();
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> data = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      Optional<String> glued = Optional.empty();
      // Switches without a value may stand before another one: -sX POST.
      word = word.replaceFirst("^-[sSkLgfiv]+(?=[A-Za-z])", "-");
      if (word.startsWith("--") && word.contains("=")) {
        glued = Optional.of(word.substring(word.indexOf('=') + 1));
        word = word.substring(0, word.indexOf('='));
      } else if (word.matches("-[XHdbuA].+")) {
        glued = Optional.of(word.substring(2));
        word = word.substring(0, 2);
      }
      switch (word) {
        case "-X", "--request" -> {
          method = Optional.of(glued.isPresent() ? glued.get() : value(words, ++i));
        }
        case "-H", "--header" ->
            header(glued.isPresent() ? glued.get() : value(words, ++i), headers);
        case "-b", "--cookie" ->
            headers.put("Cookie", glued.isPresent() ? glued.get() : value(words, ++i));
        case "-A", "--user-agent" ->
            headers.put("User-Agent", glued.isPresent() ? glued.get() : value(words, ++i));
        case "-u", "--user" -> {
          byte[] pair =
              (glued.isPresent() ? glued.get() : value(words, ++i))
                  .getBytes(StandardCharsets.UTF_8);
          headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        case "-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json" -> {
          String text = glued.isPresent() ? glued.get() : value(words, ++i);
          if (text.startsWith("@") && !word.equals("--data-raw")) {
            throw new DocumentException(
                "curl %s names a file; write the data itself".formatted(word));
          }
          if (word.equals("--json")) {
            headers.putIfAbsent("Content-Type", "application/json");
          }
          data.add(text);
        }
        case "--url" -> {
          url = Optional.of(glued.isPresent() ? glued.get() : value(words, ++i));
        }
        case "-F", "--form", "-T", "--upload-file", "-K", "--config" ->
            throw new DocumentException("curl %s is not understood here".formatted(word));
        case "-I", "--head" -> {
          method = Optional.of("HEAD");
        }
        default -> {
          if (WITH_VALUE.contains(word)) {
            i += glued.isPresent() ? 0 : 1;
          } else if (!word.startsWith("-")) {
            url = Optional.of(word);
          }
        }
      }
    }
    if (url.isEmpty()) {
      throw new DocumentException("the curl line names no URL");
    }
    if (!data.isEmpty() && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
    }
    return Copied.of(
        method.orElse(data.isEmpty() ? "GET" : "POST"),
        url.get(),
        headers,
        data.isEmpty() ? Optional.empty() : Optional.of(String.join("&", data)));
  }

  private static void header(String text, Map<String, String> headers) {
    int colon = text.indexOf(':');
    if (colon > 0) {
      headers.put(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
  }

  private static String value(List<String> words, int at) throws DocumentException {
    if (at >= words.size()) {
      throw new DocumentException("the curl line ends in the middle");
    }
    return words.get(at);
  }

  /// Splits as a shell does, without any expansion.
  private static List<String> words(String line) throws DocumentException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"' || line.startsWith("$'", i)) {
        open = true;
        i = quoted(line, i, word);
      } else if (c == '\\' && i + 1 < line.length()) {
        if (line.charAt(i + 1) != '\n') {
          word.append(line.charAt(i + 1));
          open = true;
        }
        i += 2;
      } else if (Character.isWhitespace(c)) {
        if (open) {
          words.add(word.toString());
          word.setLength(0);
          open = false;
        }
        i++;
      } else {
        word.append(c);
        open = true;
        i++;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }

  /// Appends what stands in quotes at `start` and gives the place after them.
  private static int quoted(String line, int start, StringBuilder word) throws DocumentException {
    boolean ansi = line.charAt(start) == '$';
    char quote = ansi ? '\'' : line.charAt(start);
    for (int i = start + (ansi ? 2 : 1); i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\\' && i + 1 < line.length() && (ansi || quote == '"')) {
        char next = line.charAt(++i);
        if (ansi
            && next == 'u'
            && i + 4 < line.length()
            && line.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
          word.append((char) Integer.parseInt(line.substring(i + 1, i + 5), 16));
          i += 4;
        } else if (ansi && "nrt".indexOf(next) >= 0) {
          word.append(next == 'n' ? '\n' : next == 'r' ? '\r' : '\t');
        } else if (ansi || "\"\\$`".indexOf(next) >= 0) {
          word.append(next);
        } else if (next != '\n') {
          word.append('\\').append(next);
        }
      } else {
        word.append(c);
      }
    }
    throw new DocumentException("a quote of the curl line does not end");
  }
}
