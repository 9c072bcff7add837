package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Baselines and changed lines. Git is the one of this machine, without its user's settings.
class NoveltyTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    folder = temporary.toRealPath();
    cli = CommandLine.in(folder);
    cli.write("app/main.py", CommandLine.LEAK);
  }

  private CommandLine.Run scan(String... options) {
    List<String> words = new ArrayList<>(List.of("scan", "--output-format", "concise"));
    words.addAll(List.of(options));
    return cli.run(words.toArray(String[]::new));
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=0"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
  }

  private void commitAll() throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve(".git"))) {
      git("init", "-q", "-b", "main");
    }
    git("add", "-A");
    git("commit", "-q", "-m", "x", "--allow-empty");
  }

  @Test
  void aBaselineHidesWhatItHoldsAndNothingElse() throws IOException {
    CommandLine.Run written = scan("--write-baseline");
    assertThat(written.code()).isZero();
    assertThat(written.err())
        .isEqualTo("crosstalk: wrote crosstalk-baseline.json: 1 known finding\n");
    assertThat(Files.readString(folder.resolve("crosstalk-baseline.json")))
        .matches(
            "\\{\n  \"schema\": \"crosstalk-baseline/1\",\n  \"findings\": \\[\n    "
                + "\\{\"path\": ?\"app/main.py\", ?\"code\": ?\"CT101\", ?"
                + "\"fingerprint\": ?\"[0-9a-f]{16}\"}\n  ]\n}\n");
    CommandLine.Run known = scan("--baseline", "crosstalk-baseline.json");
    assertThat(known.code()).isZero();
    assertThat(known.err()).isEmpty();
    assertThat(known.out()).startsWith("0 findings in ").endsWith("; left out: 1 by baseline\n");
    cli.write("app/main.py", "\n\n\n" + CommandLine.LEAK);
    assertThat(scan("--baseline", "crosstalk-baseline.json").code()).isZero();
    cli.write("app/other.py", CommandLine.LEAK);
    CommandLine.Run more = scan("--baseline", "crosstalk-baseline.json");
    assertThat(more.code()).isEqualTo(1);
    assertThat(more.out()).startsWith("app/other.py:13:").contains("left out: 1 by baseline");
  }

  @Test
  void whatNoLongerOccursIsToldAndPruned() throws IOException {
    cli.write("app/other.py", CommandLine.LEAK);
    assertThat(scan("-q", "--write-baseline", "--baseline", "known.json").err()).isEmpty();
    cli.write("app/main.py", CommandLine.CLEAN);
    CommandLine.Run run = scan("--baseline", "known.json");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "crosstalk: 1 finding of known.json no longer occurs; --prune-baseline takes it"
                + " out\n");
    // what this run cannot know stays
    assertThat(scan("--baseline", "known.json", "--select", "CT2").err()).isEmpty();
    assertThat(scan("-q", "--baseline", "known.json").err()).isEmpty();
    CommandLine.Run pruned = scan("--baseline", "known.json", "--prune-baseline");
    assertThat(pruned.code()).isZero();
    assertThat(pruned.err()).isEqualTo("crosstalk: wrote known.json: 1 known finding\n");
    assertThat(Files.readString(folder.resolve("known.json")))
        .contains("app/other.py")
        .doesNotContain("app/main.py");
    assertThat(scan("--baseline", "known.json").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1]", "not json", "{\"schema\": \"crosstalk-baseline/2\"}"})
  void aFileThatIsNoBaselineHidesNothing(String text) throws IOException {
    cli.write("known.json", text);
    CommandLine.Run run = scan("--baseline", "known.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("crosstalk: known.json: ");
    assertThat(run.out()).contains("CT101");
  }

  @Test
  void usageOfBaselines() {
    CommandLine.Run run = scan("--baseline", "nowhere.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("crosstalk: no such baseline: nowhere.json; --write-baseline writes one\n");
    assertThat(scan("--write-baseline", "--prune-baseline").err())
        .isEqualTo("crosstalk: --write-baseline and --prune-baseline exclude each other\n");
    CommandLine.Run refused = scan("--write-baseline", "--baseline", "no/place.json");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("crosstalk: cannot write no/place.json (");
  }

  @Test
  void onlyFindingsOnTouchedLines() throws Exception {
    cli.write("app/other.py", CommandLine.LEAK);
    commitAll();
    CommandLine.Run none = scan("--diff", "HEAD");
    assertThat(none.code()).isZero();
    assertThat(none.err()).isEmpty();
    assertThat(none.out()).startsWith("0 findings in ").endsWith("; left out: 2 by diff\n");
    // the await in the middle of the interleaving is touched, the place of the finding is not
    cli.write("app/main.py", CommandLine.LEAK.replace("sleep(0.01)", "sleep(0.02)"));
    cli.write("app/other.py", CommandLine.LEAK + "\n\n# a word\n");
    CommandLine.Run one = scan("--diff", "HEAD");
    assertThat(one.code()).isEqualTo(1);
    assertThat(one.out()).startsWith("app/main.py:13:").endsWith("; left out: 1 by diff\n");
    // a file that git does not know is new
    cli.write("app/new.py", CommandLine.LEAK);
    assertThat(scan("--diff", "HEAD").out()).contains("app/new.py:13:");
    // from a folder inside, paths are relative to it
    assertThat(scan("--diff", "HEAD", "app").out())
        .startsWith("main.py:13:")
        .contains("\nnew.py:13:")
        .doesNotContain("other.py");
  }

  @Test
  void aLineThatWasTakenOutTouchesItsNeighbours() throws Exception {
    String locked =
        CommandLine.LEAK.replace(
            "    await asyncio.sleep(0.01)\n", "    print(1)\n    await asyncio.sleep(0.01)\n");
    cli.write("app/main.py", locked);
    commitAll();
    cli.write("app/main.py", CommandLine.LEAK);
    assertThat(scan("--diff", "HEAD").code()).isEqualTo(1);
  }

  @Test
  void threeDotsAskForTheCommitInCommon() throws Exception {
    commitAll();
    git("checkout", "-q", "-b", "work");
    git("checkout", "-q", "main");
    cli.write("app/main.py", CommandLine.LEAK.replace("0.01", "0.03"));
    commitAll();
    git("checkout", "-q", "work");
    assertThat(scan("--diff", "main").code()).isEqualTo(1);
    assertThat(scan("--diff", "main...").code()).isZero();
  }

  @Test
  void anEarlierCommitIsABaseline() throws Exception {
    commitAll();
    cli.write("app/main.py", "# a word\n" + CommandLine.LEAK);
    cli.write("app/new.py", CommandLine.LEAK);
    CommandLine.Run run = scan("--baseline-commit", "HEAD");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("app/new.py:13:").contains("left out: 1 by baseline");
    assertThat(scan("--baseline-commit", "HEAD", "app").out()).startsWith("new.py:13:");
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.filter(path -> path.getFileName().toString().contains("crosstalk-revision")))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--diff", "--baseline-commit"})
  void aCommitThatCannotBeUsedHidesNothing(String option) throws Exception {
    CommandLine.Run outside = scan(option, "HEAD");
    assertThat(outside.code()).isEqualTo(2);
    assertThat(outside.errLines()).hasSize(1);
    assertThat(outside.out()).contains("CT101");
    commitAll();
    for (String revision : List.of("nowhere", "-x", "--output=/tmp/x", "HEAD:app", "")) {
      CommandLine.Run run = scan(option + "=" + revision);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.errLines()).hasSize(1);
      assertThat(run.out()).contains(revision.isEmpty() ? "" : "CT101");
    }
    assertThat(scan(option + "=-x").err())
        .isEqualTo(
            "crosstalk: " + option + ": '-x' cannot be a revision; every finding is reported\n");
  }

  @Test
  void nothingThatTheRepositoryNamesIsRun() throws Exception {
    commitAll();
    Path marker = folder.resolve("ran");
    Path script = cli.write("evil.sh", "#!/bin/sh\ntouch " + marker + "\ncat\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    cli.write(".gitattributes", "*.py diff=evil filter=evil\n");
    for (String key :
        List.of(
            "core.fsmonitor",
            "diff.external",
            "diff.evil.textconv",
            "diff.evil.command",
            "filter.evil.clean",
            "filter.evil.smudge",
            "core.pager",
            "core.sshCommand")) {
      git("config", key, script.toString());
    }
    cli.write("app/main.py", CommandLine.LEAK.replace("0.01", "0.02"));
    Files.deleteIfExists(marker);
    assertThat(scan("--diff", "HEAD").code()).isEqualTo(1);
    assertThat(scan("--baseline-commit", "HEAD").code()).isZero();
    assertThat(marker).doesNotExist();
  }
}
