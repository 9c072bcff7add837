package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsCommandTest {
  private static final String READ = "return {\"tenant\": current[\"tenant\"]}";
  private static final String COMMENT = "  # crosstalk: ignore[CT101] one tenant";

  @TempDir Path temporary;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());
  private Path main = Path.of("");

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(temporary.toRealPath());
    main = cli.write("main.py", CommandLine.LEAK);
  }

  private CommandLine.Run add(String reason, String... more) {
    return cli.run(
        Stream.concat(
                Stream.of("scan", "--output-format", "concise", "--add-ignore", reason),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void everyCommentIsListedWithWhatItDoes() throws IOException {
    cli.write("main.py", CommandLine.LEAK.replace(READ, READ + COMMENT));
    cli.write(
        "other.py",
        """
        # crosstalk: ignore-file[CT901]
        x = 1  # crosstalk: ignore[CT101, CT102] gone
        y = 2  # crosstalk: ignore[CT1234]
        z = 3  # noqa
        u = 4  # noqa: E501
        """);
    CommandLine.Run run = cli.run("suppressions");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            main.py:13  ignore[CT101]  silences 1 finding
                one tenant
            other.py:1  ignore-file[CT901]  silences nothing
                no reason given
            other.py:2  ignore[CT101, CT102]  silences nothing
                gone
            other.py:3  ignore[CT1234]  names no rule there is
                no reason given
            4 suppressions; 1 used; 2 unused; 1 wrong; 2 without a reason
                1  CT101  request-data-in-module-state
            """);
    assertThat(cli.run("suppressions", "--output-format", "json").out().replaceAll("\\s", ""))
        .contains(
            "\"suppressions\":[{\"path\":\"main.py\",\"line\":13,\"form\":\"ignore\","
                + "\"rules\":[\"CT101\"],\"reason\":\"onetenant\",\"state\":\"used\","
                + "\"unusedRules\":[],\"silenced\":[\"CT101");
  }

  @Test
  void whatIsNotWantedFailsTheRun() throws IOException {
    cli.write("main.py", CommandLine.LEAK.replace(READ, READ + COMMENT));
    assertThat(cli.run("suppressions", "--fail-on", "unused,no-reason,no-rule,wrong").code())
        .isZero();
    cli.write("main.py", CommandLine.CLEAN + "x = 1" + COMMENT + "\n");
    assertThat(cli.run("suppressions", "--fail-on", "unused").code()).isEqualTo(1);
    assertThat(cli.run("suppressions", "--fail-on", "no-reason").code()).isZero();
    cli.write("main.py", CommandLine.LEAK.replace(READ, READ + "  # crosstalk: ignore"));
    assertThat(cli.run("suppressions", "--fail-on", "no-reason").code()).isEqualTo(1);
    assertThat(cli.run("suppressions", "--fail-on", "no-rule").code()).isEqualTo(1);
    cli.write("main.py", "x = 1  # crosstalk: ignroe[CT101] r\n");
    assertThat(cli.run("suppressions", "--fail-on", "wrong").code()).isEqualTo(1);
    CommandLine.Run unknown = cli.run("suppressions", "--fail-on", "old");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .isEqualTo(
            "crosstalk: --fail-on does not know 'old'; it takes unused, no-reason, no-rule,"
                + " wrong\n");
    assertThat(cli.run("suppressions", "nowhere").code()).isEqualTo(2);
  }

  @Test
  void aFindingGetsAComment() throws IOException {
    Files.setPosixFilePermissions(main, PosixFilePermissions.fromString("rwxr-x---"));
    CommandLine.Run run = add("one tenant");
    assertThat(run.err()).isEqualTo("crosstalk: added a suppression for 1 finding to 1 file\n");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("0 findings in ").contains("1 suppressed");
    assertThat(main).hasContent(CommandLine.LEAK.replace(READ, READ + COMMENT));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(main)))
        .isEqualTo("rwxr-x---");
    assertThat(cli.run("scan").code()).isZero();
    assertThat(add("one tenant").err())
        .isEqualTo("crosstalk: added a suppression for 0 findings to 0 files\n");
    try (Stream<Path> files = Files.list(main.getParent())) {
      assertThat(files).containsExactly(main);
    }
  }

  @Test
  void aRuleJoinsACommentThatIsThere() throws IOException {
    cli.write(
        "main.py", CommandLine.LEAK.replace(READ, READ + "  # crosstalk: ignore[CT901] for now"));
    add("one tenant");
    assertThat(Files.readString(main))
        .contains(READ + "  # crosstalk: ignore[CT901, CT101] for now\n");
  }

  @Test
  void aCommentOfAnotherToolStays() throws IOException {
    cli.write("main.py", CommandLine.LEAK.replace(READ, READ + "  # type: ignore  # noqa: E501  "));
    add("one tenant");
    assertThat(Files.readString(main))
        .contains(
            READ + "  # type: ignore  # noqa: E501  # crosstalk: ignore[CT101] one tenant  \n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return {\"text\": f\"\"\"{current['tenant']}\nand more\n\"\"\"}",
        "return current[\"tenant\"] + \\\n        \"more\"",
        "return (\n        \"more\"\n        + f\"\"\"{current['tenant']}\n\"\"\"\n    )",
      })
  void itFindsAPlaceWhereTheLineHasNoRoom(String statement) throws IOException {
    cli.write("main.py", CommandLine.LEAK.replace(READ, statement));
    assertThat(cli.run("scan", "--output-format", "concise").out()).contains("CT101");
    CommandLine.Run run = add("one tenant");
    assertThat(run.err()).isEqualTo("crosstalk: added a suppression for 1 finding to 1 file\n");
    CommandLine.Run after = cli.run("scan", "--output-format", "concise", "--fail-on", "low,gaps");
    assertThat(after.out()).startsWith("0 findings in ");
    assertThat(after.code()).isZero();
    assertThat(Files.readString(main).replaceAll("(?m)^ *# crosstalk.*\n|  # crosstalk.*", ""))
        .isEqualTo(CommandLine.LEAK.replace(READ, statement));
  }

  @Test
  void lineEndsAndMarkStay() throws IOException {
    byte[] windows =
        ("\uFEFF" + CommandLine.LEAK.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    cli.write("main.py", windows);
    add("müde");
    assertThat(Files.readString(main))
        .isEqualTo(
            "\uFEFF"
                + CommandLine.LEAK
                    .replace(READ, READ + "  # crosstalk: ignore[CT101] müde")
                    .replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin-1", "shift_jis", "cp1252"})
  void theEncodingStays(String coding) throws IOException {
    Charset charset = Charset.forName(coding.equals("latin-1") ? "ISO-8859-1" : coding);
    String words = coding.equals("shift_jis") ? "表示ソ" : "straße";
    String text = "# coding: %s\nname = '%s'\n%s".formatted(coding, words, CommandLine.LEAK);
    cli.write("main.py", text.getBytes(charset));
    add("one tenant");
    assertThat(Files.readString(main, charset)).isEqualTo(text.replace(READ, READ + COMMENT));
  }

  @Test
  void aReasonThatTheFileCannotHoldIsTold() throws IOException {
    String text = "# coding: ascii\n" + CommandLine.LEAK;
    cli.write("main.py", text);
    CommandLine.Run run = add("müde");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            """
            crosstalk: main.py:14: no place found for a suppression of CT101
            crosstalk: added a suppression for 0 findings to 0 files
            """);
    assertThat(run.out()).contains("CT101");
    assertThat(main).hasContent(text);
  }

  @Test
  void onlyWhatIsReportedGetsAComment() throws IOException {
    cli.write("other.py", CommandLine.LEAK);
    CommandLine.Run run = add("one tenant", "--per-file-ignores", "other.py:ALL");
    assertThat(run.err()).contains("for 1 finding to 1 file");
    assertThat(Files.readString(main)).contains(COMMENT);
    assertThat(Files.readString(main.resolveSibling("other.py"))).isEqualTo(CommandLine.LEAK);
  }

  @Test
  void wrongUseIsTold() {
    for (String reason : new String[] {"  ", "two\nlines"}) {
      CommandLine.Run run = add(reason);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).startsWith("crosstalk: --add-ignore needs a reason of one line");
    }
    CommandLine.Run stdin = cli.fed(CommandLine.LEAK).run("scan", "--add-ignore", "x", "-");
    assertThat(stdin.code()).isEqualTo(2);
    assertThat(stdin.err()).contains("cannot be used with the PATH -");
  }
}
