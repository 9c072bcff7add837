package dev.crosstalk.openapi.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Texts for simple regular expressions: literals, classes, groups, alternatives and counts. What
/// it makes is checked against the pattern; for anything cleverer there is no text.
final class PatternText {
  private static final int MAX_PATTERN = 200;
  private static final int MAX_REPEAT = 64;

  private final String pattern;
  private final String filler;
  private int at;
  private int used;

  private PatternText(String pattern, String filler) {
    this.pattern = pattern;
    this.filler = filler;
  }

  /// A text that the whole or a part of which matches, as JSON Schema has it.
  static Optional<String> make(String pattern, String canary, int least, int longest) {
    if (pattern.length() > MAX_PATTERN) {
      return Optional.empty();
    }
    List<String> candidates = new ArrayList<>();
    candidates.add(canary);
    candidates.add(canary.substring(0, Math.min(canary.length(), Math.max(longest, 0))));
    try {
      candidates.add(new PatternText(pattern, canary).alternatives(0));
    } catch (IllegalStateException unsupported) {
      // The canary itself may still match.
    }
    try {
      Pattern compiled = Pattern.compile(pattern);
      for (String candidate : candidates) {
        if (candidate.length() >= least
            && candidate.length() <= longest
            && matches(compiled, candidate)) {
          return Optional.of(candidate);
        }
      }
    } catch (PatternSyntaxException notJava) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// A pattern can be made to run for ages, so the input that it sees is metered.
  private static boolean matches(Pattern pattern, String text) {
    try {
      Matcher matcher = pattern.matcher(new Metered(text));
      return matcher.find();
    } catch (IllegalStateException exhausted) {
      return false;
    } catch (StackOverflowError deep) {
      return false;
    }
  }

  private static final class Metered implements CharSequence {
    private final String text;
    private int budget = 200_000;

    Metered(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--budget < 0) {
        throw new IllegalStateException("pattern takes too long");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private String alternatives(int depth) {
    if (depth > 20) {
      throw new IllegalStateException("nested too deeply");
    }
    String first = sequence(depth);
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence(depth);
    }
    return first;
  }

  private String sequence(int depth) {
    StringBuilder out = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      char c = pattern.charAt(at);
      if (c == '^' || c == '$') {
        at++;
        continue;
      }
      int start = at;
      String once = atom(depth);
      int end = at;
      int count = repeat();
      out.append(once);
      for (int i = 1; i < count && out.length() < 1_000; i++) {
        int after = at;
        at = start;
        out.append(atom(depth));
        at = after;
      }
      if (count == 0) {
        out.setLength(out.length() - once.length());
      }
      if (end > at) {
        throw new IllegalStateException("unreachable");
      }
    }
    return out.toString();
  }

  private String atom(int depth) {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> {
        if (at < pattern.length() && pattern.charAt(at) == '?') {
          if (!pattern.startsWith("?:", at)) {
            throw new IllegalStateException("look-around");
          }
          at += 2;
        }
        String inner = alternatives(depth + 1);
        if (at >= pattern.length() || pattern.charAt(at) != ')') {
          throw new IllegalStateException("unbalanced");
        }
        at++;
        yield inner;
      }
      case '[' -> {
        int close = pattern.indexOf(']', at + 1);
        if (close < 0) {
          throw new IllegalStateException("unbalanced");
        }
        String characters = pattern.substring(at - 1, close + 1);
        at = close + 1;
        yield fromClass(characters);
      }
      case '\\' -> {
        if (at >= pattern.length()) {
          throw new IllegalStateException("dangling backslash");
        }
        char escaped = pattern.charAt(at++);
        yield switch (escaped) {
          case 'd', 'w', 's', 'D', 'W', 'S' -> fromClass("\\" + escaped);
          default -> {
            if (Character.isLetterOrDigit(escaped)) {
              throw new IllegalStateException("unknown escape");
            }
            yield String.valueOf(escaped);
          }
        };
      }
      case '.' -> fromClass("\\w");
      default -> String.valueOf(c);
    };
  }

  private String fromClass(String characters) {
    Pattern one;
    try {
      one = Pattern.compile(characters);
    } catch (PatternSyntaxException broken) {
      throw new IllegalStateException("unknown class", broken);
    }
    for (int i = 0; i < filler.length(); i++) {
      char candidate = filler.charAt((used + i) % filler.length());
      if (one.matcher(String.valueOf(candidate)).matches()) {
        used += i + 1;
        return String.valueOf(candidate);
      }
    }
    for (char candidate = ' '; candidate < 0x7f; candidate++) {
      if (one.matcher(String.valueOf(candidate)).matches()) {
        return String.valueOf(candidate);
      }
    }
    throw new IllegalStateException("no printable character");
  }

  /// How often the last atom is to stand: enough to be unguessable where the count is open.
  private int repeat() {
    if (at >= pattern.length()) {
      return 1;
    }
    char c = pattern.charAt(at);
    int count =
        switch (c) {
          case '*', '+' -> 12;
          case '?' -> 1;
          case '{' -> counted();
          default -> -1;
        };
    if (count < 0) {
      return 1;
    }
    if (c != '{') {
      at++;
    }
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      at++;
    }
    return count;
  }

  private int counted() {
    int close = pattern.indexOf('}', at);
    Matcher matcher =
        Pattern.compile("\\{(\\d{1,4})(,(\\d{0,4}))?}")
            .matcher(close < 0 ? "" : pattern.substring(at, close + 1));
    if (!matcher.matches()) {
      throw new IllegalStateException("unknown count");
    }
    at = close + 1;
    int least = Integer.parseInt(matcher.group(1));
    String bound = matcher.group(3);
    int most =
        matcher.group(2) == null
            ? least
            : bound == null || bound.isEmpty() ? Math.max(least, 12) : Integer.parseInt(bound);
    return Math.min(Math.min(Math.max(least, 12), most), MAX_REPEAT);
  }
}
