package dev.crosstalk.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image that was just built, started as a user starts it.
class ImageTest {

  private static final Path IMAGE = Path.of(System.getProperty("crosstalk.image", ""));
  private static final String LAUNCHER = IMAGE.resolve("bin/crosstalk").toString();

  @TempDir Path folder;

  @Test
  void saysItsVersionAndNothingElse() throws Exception {
    Command.Outcome outcome = Command.in(folder, LAUNCHER, "--version").run();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).matches("crosstalk \\d+\\.\\d+\\.\\d+\\S*\\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void passesWordsWithBlanksPatternsAndLineBreaks() throws Exception {
    for (String word : List.of("no such verb", "*", "a\\b", "ünïcode", "$HOME", "-Dx=y")) {
      Command.Outcome outcome = Command.in(folder, LAUNCHER, word).run();
      assertThat(outcome.code()).as(word).isEqualTo(2);
      assertThat(outcome.out()).as(word).isEmpty();
      assertThat(outcome.err()).contains(word);
    }
  }

  @Test
  void readsNamesBeyondAsciiInAPlainLocale() throws Exception {
    Map<String, String> plain = Map.of("LC_ALL", "C", "LANG", "", "LC_CTYPE", "");
    Command.Outcome outcome = Command.in(folder, LAUNCHER, "größe").with(plain).run();
    assertThat(outcome.err()).contains("größe");
  }

  @Test
  void runsThroughLinksAndFromThePath() throws Exception {
    Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of(LAUNCHER));
    Files.createSymbolicLink(folder.resolve("xt"), first.getFileName());
    assertThat(Command.in(folder, "./xt", "--version").run().code()).isZero();
    String path = folder + ":" + System.getenv("PATH");
    Command found = Command.in(Path.of("/"), "sh", "-c", "xt --version").with(Map.of("PATH", path));
    assertThat(found.run().out()).startsWith("crosstalk ");
  }

  @Test
  void isSilentWhenItsCacheIsMissingOrRefused() throws Exception {
    Path copy = folder.resolve("moved here");
    Command.in(folder, "cp", "-r", IMAGE.toString(), copy.toString()).run();
    String moved = copy.resolve("bin/crosstalk").toString();
    Path cache = copy.resolve("lib/crosstalk.aot");
    Command.Outcome intact = Command.in(folder, moved, "--version").run();
    assertThat(cache).exists();
    Files.write(cache, new byte[4096]);
    assertThat(Command.in(folder, moved, "--version").run()).isEqualTo(intact);
    Files.delete(cache);
    assertThat(Command.in(folder, moved, "--version").run()).isEqualTo(intact);
  }

  @Test
  void acceptsItsCacheAtItsPlaceAndAfterACopy() throws Exception {
    Path copy = folder.resolve("moved");
    Command.in(folder, "cp", "-r", IMAGE.toString(), copy.toString()).run();
    for (Path home : List.of(IMAGE, copy)) {
      // "on" makes a refused cache an error instead of a slower start.
      Command strict =
          Command.in(folder, home.resolve("bin/crosstalk").toString(), "--version")
              .with(Map.of("CROSSTALK_JAVA_OPTS", "-XX:AOTMode=on"));
      assertThat(strict.run().code()).as(home.toString()).isZero();
    }
  }

  @Test
  void takesOptionsForItsJvmFromItsOwnVariableOnly() throws Exception {
    Command version = Command.in(folder, LAUNCHER, "--version");
    Command.Outcome own = version.with(Map.of("CROSSTALK_JAVA_OPTS", "-XX:NoSuchOption")).run();
    assertThat(own.code()).isNotZero();
    Map<String, String> foreign =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-XX:NoSuchOption",
            "JDK_JAVA_OPTIONS", "-XX:NoSuchOption",
            "_JAVA_OPTIONS", "-XX:NoSuchOption");
    Command.Outcome others = version.with(foreign).run();
    assertThat(others.code()).isZero();
    assertThat(others.err()).isEmpty();
  }

  @Test
  void compilesLongVerbsBetter() throws Exception {
    Path java = folder.resolve("image/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path launcher = Files.copy(Path.of(LAUNCHER), folder.resolve("image/bin/crosstalk"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    assertThat(flags(launcher, "scan")).contains("-XX:TieredStopAtLevel=1");
    assertThat(flags(launcher, "scan", "--watch")).contains("-XX:+TieredCompilation");
    assertThat(flags(launcher, "explore"))
        .contains("-XX:+TieredCompilation")
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void servesAnEditor() throws Exception {
    Process server = new ProcessBuilder(LAUNCHER, "server").directory(folder.toFile()).start();
    OutputStream out = server.getOutputStream();
    send(
        out,
        """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}\
        """);
    assertThat(received(server.getInputStream())).contains("\"hoverProvider\":true");
    send(out, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}");
    send(out, "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}");
    assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(server.exitValue()).isZero();
    assertThat(Command.in(folder, LAUNCHER, "server", "--help").run().out())
        .startsWith("usage: crosstalk server");
  }

  /// One message of the protocol.
  private static String received(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as(head.toString()).isNotNegative();
      head.append((char) next);
    }
    assertThat(head.toString()).startsWith("Content-Length: ");
    int length = Integer.parseInt(head.toString().replaceAll("\\D", ""));
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static void send(OutputStream out, String message) throws IOException {
    byte[] body = message.getBytes(StandardCharsets.UTF_8);
    out.write("Content-Length: %d\r\n\r\n".formatted(body.length).getBytes(StandardCharsets.UTF_8));
    out.write(body);
    out.flush();
  }

  @Test
  void carriesTheCourse() throws IOException {
    try (Stream<Path> files = Files.walk(IMAGE.resolve("lib/demo"))) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).contains("course.toml", "main.py").doesNotContain("__pycache__", "pom.xml");
    }
  }

  private List<String> flags(Path launcher, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(launcher.toString()));
    all.addAll(List.of(words));
    return Command.in(folder, all.toArray(String[]::new)).run().out().lines().toList();
  }
}
