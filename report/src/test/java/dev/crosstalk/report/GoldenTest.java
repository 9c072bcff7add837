package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compares every format with its golden file. Run with `-Dcrosstalk.golden=write` to write the
/// files anew, then read the difference.
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void theSampleLooksAsAgreed(ReportFormat format) throws IOException {
    String written = write(format, SampleReport.context());
    check("sample." + format.label() + ".txt", written);
    assertThat(write(format, SampleReport.context())).isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource(
      value = ReportFormat.class,
      names = {"CONCISE", "FULL", "GROUPED"})
  void asciiTerminalsGetAsciiOnly(ReportFormat format) throws IOException {
    ReportContext ascii =
        new ReportContext(SampleReport.sources(), SampleReport.rules(), 80, false, false, false);
    String written = write(format, ascii);
    check("sample." + format.label() + ".ascii.txt", written);
    assertThat(written.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f));
  }

  /// Style and script of the page have their own files; only what is made from the report counts.
  private static String write(ReportFormat format, ReportContext context) throws IOException {
    return Written.of(format, SampleReport.report(), context)
        .replaceAll("(?s)<(style|script)>.*?</\\1>", "<$1></$1>")
        .replaceAll("'sha256-[^']+'", "'sha256'");
  }

  private static void check(String name, String written) throws IOException {
    Path golden = FOLDER.resolve(name.toLowerCase(Locale.ROOT));
    if (System.getProperty("crosstalk.golden", "").equals("write")) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, written);
    }
    assertThat(written).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }
}
