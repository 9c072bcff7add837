package dev.crosstalk.python.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a Python file into text as PEP 263 says: UTF-8 unless a byte order mark or a
/// coding line among the first two lines says otherwise.
public final class SourceDecoder {
  private static final Pattern CODING =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*([-\\w.]{1,60})");
  private static final Pattern BLANK = Pattern.compile("^[ \\t\\f]*(?:#.*)?$");
  private static final int LONGEST_CODING_LINE = 500;

  private SourceDecoder() {}

  /// The text of a file.
  ///
  /// @param text as well as it could be decoded, without a byte order mark
  /// @param problem why Python would refuse the file and what to do, in one sentence
  public record Decoded(String text, Optional<String> problem) {}

  public static Decoded decode(byte[] bytes) {
    boolean mark =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int offset = mark ? 3 : 0;
    if (!mark && bytes.length >= 2 && isUtf16Mark(bytes[0], bytes[1])) {
      return new Decoded(
          "", Optional.of("the file is UTF-16, which Python does not read: save it as UTF-8"));
    }
    String name = codingName(bytes, offset);
    if (name == null) {
      return decode(bytes, offset, StandardCharsets.UTF_8, "utf-8");
    }
    Charset charset = charset(name);
    if (charset == null) {
      Decoded text = decode(bytes, offset, StandardCharsets.UTF_8, "utf-8");
      return new Decoded(
          text.text(),
          Optional.of(
              "the coding line names the unknown encoding '" + name + "': name a known one"));
    }
    if (mark && !charset.equals(StandardCharsets.UTF_8)) {
      Decoded text = decode(bytes, offset, StandardCharsets.UTF_8, "utf-8");
      return new Decoded(
          text.text(),
          Optional.of(
              "the coding line names '" + name + "' but the file starts with the mark of UTF-8"));
    }
    return decode(bytes, offset, charset, name);
  }

  private static boolean isUtf16Mark(byte first, byte second) {
    return (first == (byte) 0xFF && second == (byte) 0xFE)
        || (first == (byte) 0xFE && second == (byte) 0xFF);
  }

  /// The encoding that a coding line names, null without such a line.
  private static @Nullable String codingName(byte[] bytes, int offset) {
    int start = offset;
    for (int line = 0; line < 2; line++) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      int length = Math.min(end - start, LONGEST_CODING_LINE);
      String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
      Matcher coding = CODING.matcher(text);
      if (coding.find()) {
        return coding.group(1);
      }
      if (!BLANK.matcher(text).matches()) {
        return null;
      }
      start = end;
      if (start < bytes.length && bytes[start] == '\r') {
        start++;
      }
      if (start < bytes.length && bytes[start] == '\n') {
        start++;
      }
    }
    return null;
  }

  /// The charset behind a Python encoding name, null when there is none.
  private static @Nullable Charset charset(String name) {
    String normal = name.toLowerCase(Locale.ROOT).replace('_', '-');
    if (normal.equals("utf-8") || normal.startsWith("utf-8-") || normal.equals("utf8")) {
      return StandardCharsets.UTF_8;
    }
    if (normal.equals("latin-1") || normal.startsWith("latin-1-") || normal.equals("iso-latin-1")) {
      return StandardCharsets.ISO_8859_1;
    }
    String java =
        switch (normal) {
          case "ascii", "us-ascii", "646" -> "US-ASCII";
          case "cp932", "ms932", "mskanji" -> "windows-31j";
          case "cp949", "uhc" -> "x-windows-949";
          case "cp950" -> "x-windows-950";
          case "mac-roman", "macroman" -> "x-MacRoman";
          case "euc-jis-2004" -> "EUC-JP";
          default -> normal;
        };
    for (String candidate : new String[] {java, name.replace('-', '_'), name.replace('_', '-')}) {
      try {
        Charset charset = Charset.forName(candidate);
        // Python decodes before it looks for lines, so these cannot hold a coding line.
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32")
            ? null
            : charset;
      } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
        // The next spelling may be known.
      }
    }
    return null;
  }

  private static Decoded decode(byte[] bytes, int offset, Charset charset, String name) {
    ByteBuffer input = ByteBuffer.wrap(bytes, offset, bytes.length - offset);
    String text;
    try {
      CharBuffer output =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(input);
      text = output.toString();
    } catch (CharacterCodingException undecodable) {
      text = new String(bytes, offset, bytes.length - offset, charset);
      int line = lineOf(text, text.indexOf('\uFFFD'));
      return new Decoded(
          text,
          Optional.of(
              "line "
                  + line
                  + " is not valid "
                  + name
                  + ": save the file as UTF-8 or name its encoding in a coding line"));
    }
    int nul = text.indexOf('\0');
    return nul < 0
        ? new Decoded(text, Optional.empty())
        : new Decoded(
            text,
            Optional.of(
                "line "
                    + lineOf(text, nul)
                    + " has a NUL byte, which Python does not accept: remove it"));
  }

  private static int lineOf(String text, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }
}
