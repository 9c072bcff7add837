package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchTest {
  @TempDir Path temporary;

  @Test
  @Timeout(120)
  void everyChangeIsScanned() throws Exception {
    CommandLine cli = CommandLine.in(temporary.toRealPath());
    cli.write("app/main.py", CommandLine.LEAK);
    StringWriter out = new StringWriter();
    CompletableFuture<CommandLine.Run> ended = new CompletableFuture<>();
    Thread scanning =
        Thread.ofPlatform()
            .start(() ->
                ended.complete(cli.run(out, "scan", "--watch", "--output-format", "concise")));
    awaitLines(out, "1 finding (1 critical) in 1 file", 1);
    cli.write("app/notes.txt", "nothing of ours");
    cli.write("app/main.py", CommandLine.CLEAN);
    awaitLines(out, "0 findings in 1 file", 1);
    cli.write("app/inner/other.py", CommandLine.LEAK); // in a folder that is new
    awaitLines(out, "1 finding (1 critical) in 2 files", 1);
    cli.write("app/inner/other.py", CommandLine.CLEAN);
    awaitLines(out, "0 findings in 2 files", 1);
    cli.write("app/inner/other.py", CommandLine.LEAK);
    awaitLines(out, "1 finding (1 critical) in 2 files", 2);
    cli.write("crosstalk.toml", "ignore = ['CT101']\n");
    awaitLines(out, "0 findings in 2 files", 2);
    scanning.interrupt();
    CommandLine.Run run = ended.get(30, TimeUnit.SECONDS);
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("crosstalk: scanned in ", "watching for changes");
  }

  private static void awaitLines(StringWriter out, String line, int times)
      throws InterruptedException {
    while (out.toString().split(java.util.regex.Pattern.quote(line), -1).length <= times) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--confirm main:app", "--add-ignore x", "--write-baseline", "--show-files", "-"})
  void whatDoesNotGoTogetherIsTold(String words) throws IOException {
    CommandLine cli = CommandLine.in(temporary.toRealPath());
    cli.write("main.py", CommandLine.CLEAN);
    String[] all = ("scan --watch " + words).split(" ", -1);
    CommandLine.Run run = cli.run(all);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("--watch");
  }
}
