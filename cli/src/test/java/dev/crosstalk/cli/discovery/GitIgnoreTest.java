package dev.crosstalk.cli.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// git itself says what is right.
class GitIgnoreTest {
  private static final List<String> NAMES =
      List.of("a", "b", "ab", "abc.py", "b.py", "x y", "[a]", "a*b", "build", "#c", "!d", "é");

  private static final List<String> PATTERNS =
      List.of(
          "a",
          "/a",
          "a/",
          "/a/",
          "a/b",
          "a/b/",
          "**/a",
          "a/**",
          "a/**/b",
          "**/a/b",
          "*.py",
          "!*.py",
          "!a",
          "!a/",
          "!/a/b",
          "*",
          "!*/",
          "a*",
          "?b",
          "[ab]",
          "[!a]",
          "[a-c]*",
          "[^b].py",
          "\\[a\\]",
          "[[]a]",
          "a\\*b",
          "x y",
          "x\\ y ",
          "x y   ",
          "#c",
          "\\#c",
          "\\!d",
          "!\\!d",
          "build/",
          "**/build/**",
          "/*",
          "/*/",
          "**",
          "a//b",
          "*/b",
          "b/*",
          "abc.p[xy]",
          "[[:alpha:]]",
          "[]a]",
          "[a",
          "a\\",
          "",
          "   ",
          "!",
          "/",
          "a/**b",
          "**b",
          "[\\]a]",
          "[a\\-c]b",
          "é",
          "?",
          "a?c.py",
          "[b-a]",
          "[/]a",
          "a[/]b",
          "!abc.py\t",
          "a/./b",
          "./a");

  @TempDir Path folder;

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void decidesAsGitDoes(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    git("init", "-q", ".");
    List<Path> folders = new ArrayList<>(List.of(folder));
    for (int i = 0; i < 40; i++) {
      Path parent = pick(random, folders);
      Path child = parent.resolve(pick(random, NAMES));
      if (Files.exists(child)) {
        continue;
      }
      if (random.nextInt(3) == 0) {
        Files.writeString(child, "");
      } else {
        folders.add(Files.createDirectory(child));
      }
    }
    for (Path at : folders) {
      if (at.equals(folder) || random.nextInt(4) == 0) {
        Files.writeString(at.resolve(".gitignore"), patterns(random), StandardCharsets.UTF_8);
      }
    }
    Files.createDirectories(folder.resolve(".git/info"));
    Files.writeString(folder.resolve(".git/info/exclude"), patterns(random));

    List<String> all = new ArrayList<>();
    SortedSet<String> ours = new TreeSet<>();
    walk(folder, IgnoreRules.at(folder), false, all, ours);
    String described = ignoreFiles();
    assertThat(ours).as(described).isEqualTo(new TreeSet<>(ignoredByGit(all)));
  }

  @Test
  void aScanThatBeginsInsideARepositoryHeedsTheFilesAbove() throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    Path inner = Files.createDirectories(folder.resolve("services/api"));
    Files.writeString(folder.resolve(".gitignore"), "services/api/gen.py\nlocal_*.py\n");
    Files.writeString(folder.resolve("services/.gitignore"), "!local_keep.py\n");
    IgnoreRules rules = IgnoreRules.at(inner);
    assertThat(rules.ignores("gen.py", false)).isTrue();
    assertThat(rules.ignores("local_x.py", false)).isTrue();
    assertThat(rules.ignores("local_keep.py", false)).isFalse();
    assertThat(rules.ignores("main.py", false)).isFalse();
  }

  @Test
  void withoutARepositoryNothingAboveTheFolderCounts() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("project"));
    Files.writeString(folder.resolve(".gitignore"), "*.py\n");
    Files.writeString(inner.resolve(".gitignore"), "skip.py\r\n");
    IgnoreRules rules = IgnoreRules.at(inner);
    assertThat(rules.ignores("main.py", false)).isFalse();
    assertThat(rules.ignores("skip.py", false)).isTrue();
  }

  @Test
  void aHostilePatternCostsLittle() {
    String pattern = "*a".repeat(5_000) + "b";
    assertThat(Wildcard.matches(pattern, "a".repeat(10_000))).isFalse();
    IgnorePattern deep = IgnorePattern.parse("**/a/".repeat(2_000) + "b").orElseThrow();
    assertThat(deep.matches(java.util.Collections.nCopies(200, "a"), false)).isFalse();
  }

  private String ignoreFiles() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(at -> at.endsWith(".gitignore") || at.endsWith(".git/info/exclude"))
              .toList()) {
        text.append(folder.relativize(file)).append(":\n").append(Files.readString(file));
      }
    }
    return text.toString();
  }

  private static String patterns(Random random) {
    StringBuilder text = new StringBuilder();
    int count = random.nextInt(6);
    for (int i = 0; i < count; i++) {
      text.append(pick(random, PATTERNS)).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
    }
    return text.toString();
  }

  private static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// What lies in an ignored folder is ignored, as in git.
  private void walk(
      Path at, IgnoreRules rules, boolean ignored, List<String> all, SortedSet<String> found)
      throws IOException {
    List<Path> entries;
    try (Stream<Path> stream = Files.list(at)) {
      entries = stream.filter(entry -> !entry.endsWith(".git")).sorted().toList();
    }
    for (Path entry : entries) {
      boolean isFolder = Files.isDirectory(entry);
      boolean out = ignored || rules.ignores(entry.getFileName().toString(), isFolder);
      String path = folder.relativize(entry).toString();
      all.add(path);
      if (out) {
        found.add(path);
      }
      if (isFolder) {
        walk(entry, rules.below(entry), out, all, found);
      }
    }
  }

  private List<String> ignoredByGit(List<String> paths) throws IOException, InterruptedException {
    String input = String.join("\0", paths) + "\0";
    String output = run(input, "check-ignore", "--no-index", "--stdin", "-z");
    return Stream.of(output.split("\0", -1)).filter(path -> !path.isEmpty()).toList();
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    run("", arguments);
  }

  private String run(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "core.excludesFile=/dev/null", "-c", "core.quotePath=no"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isLessThan(128);
    return output;
  }
}
