package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunHistoryTest {
  @TempDir Path folder;

  private CommandLine here() {
    return CommandLine.in(folder).with(Map.of("XDG_STATE_HOME", folder + "/state"));
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("state/crosstalk/runs"))) {
      return files.sorted().toList();
    }
  }

  private CommandLine.Run probe(LiveDemo demo, String... more) {
    List<String> words =
        Stream.concat(
                Stream.of("probe", demo.url(), "--yes", "--rounds", "6", "--output-format", "json"),
                Stream.of(more))
            .toList();
    return here().run(words.toArray(String[]::new));
  }

  private static Object json(CommandLine.Run run) throws DocumentException {
    return Json.parse(run.out());
  }

  @Test
  void aRunIsKeptAndPrintedAgainInEveryFormat() throws IOException, DocumentException {
    CommandLine.Run then;
    String url;
    try (LiveDemo demo = LiveDemo.start()) {
      url = demo.url();
      then = probe(demo, "--include", "/racy/counter");
    }
    assertThat(then.code()).as(then.err()).isEqualTo(1);
    Path file = kept().getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String name = file.getFileName().toString().replace(".jsonl", "");
    CommandLine.Run list = here().run("report");
    assertThat(list.code()).isZero();
    assertThat(list.out()).contains(name).contains(url).contains("scenarios done");
    CommandLine.Run again = here().run("report", name, "--output-format", "json");
    assertThat(again.code()).as(again.err()).isEqualTo(1);
    assertThat(json(again)).isEqualTo(json(then));
    for (String format : List.of("full", "concise", "sarif", "html", "junit", "markdown")) {
      CommandLine.Run drawn = here().run("report", "probe-", "--output-format", format);
      assertThat(drawn.code()).as(format).isEqualTo(1);
      assertThat(drawn.out()).contains("CT003");
    }
    assertThat(here().run("report", file.toString(), "--exit-zero").code()).isZero();
  }

  @Test
  void aProbeThatWasKilledGoesOn() throws IOException, DocumentException {
    try (LiveDemo demo = LiveDemo.start()) {
      probe(demo, "--include", "/racy/counter,/racy/reports");
      Path file = kept().getFirst();
      List<String> lines = Files.readAllLines(file);
      int half = (int) lines.stream().takeWhile(line -> !line.contains("\"result\"")).count() + 3;
      // Killed while it wrote.
      Files.writeString(file, String.join("\n", lines.subList(0, half)) + "\n{\"scenario\":1,\"r");
      CommandLine.Run cut = here().run("report", "probe-");
      assertThat(cut.code()).isEqualTo(2);
      assertThat(cut.err()).contains("ended early: interrupted");
      CommandLine.Run other = probe(demo, "--resume", "--include", "/racy/purchase");
      assertThat(other.code()).isEqualTo(2);
      assertThat(other.errLines()).hasSize(1);
      assertThat(other.err()).contains("cannot resume").contains("changed");
      CommandLine.Run whole = probe(demo, "--resume", "--include", "/racy/counter,/racy/reports");
      assertThat(whole.code()).as(whole.err()).isEqualTo(1);
      assertThat(whole.out()).contains("CT001").contains("CT003");
      assertThat(kept()).hasSize(1);
      assertThat(Files.readAllLines(file)).hasSizeGreaterThan(half);
      assertThat(json(here().run("report", "probe-", "--output-format", "json")))
          .isEqualTo(json(whole));
      CommandLine.Run nothingLeft =
          probe(demo, "--resume", "--include", "/racy/counter,/racy/reports");
      assertThat(nothingLeft.code()).isEqualTo(2);
      assertThat(nothingLeft.errLines()).hasSize(1);
      assertThat(nothingLeft.err()).contains("was finished");
    }
  }

  @Test
  void anotherServiceIsNotResumed() throws IOException {
    try (LiveDemo demo = LiveDemo.start();
        LiveDemo other = LiveDemo.start()) {
      probe(demo, "--include", "/racy/counter");
      CommandLine.Run run = probe(other, "--resume", "--include", "/racy/counter");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.errLines()).hasSize(1);
      assertThat(run.err()).contains("no probe of " + other.url());
    }
  }

  @Test
  void nothingIsKeptOnRequestAndAnUnwritableFolderIsOneWarning() throws IOException {
    try (LiveDemo demo = LiveDemo.start()) {
      probe(demo, "--no-history", "--include", "/safe/counter");
      assertThat(folder.resolve("state")).doesNotExist();
      Files.writeString(folder.resolve("state"), "no folder");
      CommandLine.Run run = probe(demo, "--include", "/safe/counter", "--seed", "1");
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.errLines().stream().filter(line -> line.contains("is not kept"))).hasSize(1);
      assertThat(here().run("report").code()).isZero();
    }
  }

  @Test
  void onlyTheNewestRunsStay() throws IOException {
    Path runs = Files.createDirectories(folder.resolve("state/crosstalk/runs"));
    for (int i = 0; i < 60; i++) {
      Path old = Files.writeString(runs.resolve("probe-%02d.jsonl".formatted(i)), "{}\n");
      Files.setLastModifiedTime(old, FileTime.fromMillis(1_000L * i));
    }
    try (LiveDemo demo = LiveDemo.start()) {
      probe(demo, "--include", "/safe/counter");
    }
    assertThat(kept()).hasSize(50).contains(runs.resolve("probe-59.jsonl"));
    assertThat(runs.resolve("probe-00.jsonl")).doesNotExist();
  }

  @Test
  void whatIsNoRunIsOneLine() throws IOException {
    Files.createDirectories(folder.resolve("state/crosstalk/runs"));
    Files.writeString(folder.resolve("x.jsonl"), "\0\1 nonsense");
    Files.write(folder.resolve("y.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    for (String name : List.of("nothing", "./x.jsonl", "./y.jsonl", "./none", ".")) {
      CommandLine.Run run = here().run("report", name);
      assertThat(run.code()).as(name).isEqualTo(2);
      assertThat(run.errLines()).as(run.err()).hasSize(1);
      assertThat(run.err()).doesNotContain("Exception");
    }
  }
}
