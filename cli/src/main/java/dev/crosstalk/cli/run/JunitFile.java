package dev.crosstalk.cli.run;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Test results as JUnit XML, which every CI service draws.
public final class JunitFile {

  /// How a test went.
  public enum State {
    PASSED,
    FAILED,
    /// It could not be judged, which is not passing.
    ERROR
  }

  /// One test.
  ///
  /// @param message why it did not pass, empty when it did
  public record Test(String name, State state, String message) {}

  private JunitFile() {}

  /// Writes a suite.
  public static void write(String suite, List<Test> tests, double seconds, Appendable out)
      throws IOException {
    long failed = tests.stream().filter(test -> test.state() == State.FAILED).count();
    long errors = tests.stream().filter(test -> test.state() == State.ERROR).count();
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"%s\" tests=\"%s\" failures=\"%s\" errors=\"%s\" skipped=\"0\""
                + " time=\"%.3f\">%n",
            escaped(suite),
            tests.size(),
            failed,
            errors,
            seconds));
    for (Test test : tests) {
      String head =
          "  <testcase classname=\"%s\" name=\"%s\""
              .formatted(escaped(suite), escaped(test.name()));
      if (test.state() == State.PASSED) {
        out.append(head).append("/>\n");
        continue;
      }
      String kind = test.state() == State.FAILED ? "failure" : "error";
      out.append(
          "%s>%n    <%s message=\"%s\"/>%n  </testcase>%n"
              .formatted(head, kind, escaped(test.message())));
    }
    out.append("</testsuite>\n");
  }

  /// Text for an attribute; what XML cannot hold becomes a space.
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            default -> {
              boolean allowed =
                  (c >= 0x20 && c < 0x7f)
                      || (c >= 0xa0 && c < 0xd800)
                      || (c >= 0xe000 && c < 0xfffe)
                      || c > 0xffff;
              out.appendCodePoint(allowed ? c : ' ');
            }
          }
        });
    return out.toString();
  }
}
