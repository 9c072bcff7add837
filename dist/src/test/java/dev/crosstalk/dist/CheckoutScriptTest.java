package dev.crosstalk.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./crosstalk` in a made-up checkout whose build is a script of ours, so that its decisions show.
class CheckoutScriptTest {

  private static final String BUILD =
      """
      #!/bin/sh
      echo built >>builds
      mkdir -p target
      touch started
      echo 'noise of the build'
      sleep 0.3
      mkdir -p target/dist/bin
      cat >target/dist/bin/crosstalk <<'END'
      #!/bin/sh
      for word; do printf '<%s>' "$word"; done
      exit 7
      END
      chmod +x target/dist/bin/crosstalk
      mv started target/built
      """;

  @TempDir Path folder;

  private Path checkout = Path.of("");

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = folder.resolve("a checkout");
    Files.createDirectories(checkout.resolve("model/src/main"));
    Files.createDirectories(checkout.resolve("dist/launcher"));
    Files.createDirectories(checkout.resolve("demo/__pycache__"));
    Files.createDirectories(checkout.resolve(".mvn"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("model/pom.xml"), "<project/>");
    Files.writeString(checkout.resolve("model/src/main/A.java"), "class A {}");
    Files.copy(
        Path.of("..", "crosstalk"),
        checkout.resolve("crosstalk"),
        StandardCopyOption.COPY_ATTRIBUTES);
    script("mvnw", BUILD);
  }

  @Test
  void buildsBeforeTheFirstRunOnlyAndPassesArgumentsAndExitCode() throws Exception {
    Command.Outcome first = Command.in(checkout, "./crosstalk", "a b", "*", "", "-x\ny").run();
    assertThat(first.out()).isEqualTo("<a b><*><><-x\ny>");
    assertThat(first.code()).isEqualTo(7);
    assertThat(first.err()).contains("building").doesNotContain("noise");
    Command.Outcome second = Command.in(checkout, "./crosstalk", "z").run();
    assertThat(second.out()).isEqualTo("<z>");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewerAddedOrRemoved() throws Exception {
    Command.in(checkout, "./crosstalk").run();
    later(checkout.resolve("model/src/main/A.java"), 1);
    Command.in(checkout, "./crosstalk").run();
    assertThat(builds()).isEqualTo(2);
    Files.delete(checkout.resolve("model/src/main/A.java"));
    Command.in(checkout, "./crosstalk").run();
    assertThat(builds()).isEqualTo(3);
    Command.in(checkout, "./crosstalk").run();
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void twoFirstRunsBuildOnce() throws Exception {
    Command.Running one = Command.in(checkout, "./crosstalk", "1").start();
    Command.Running two = Command.in(checkout, "./crosstalk", "2").start();
    assertThat(one.await().out()).isEqualTo("<1>");
    assertThat(two.await().out()).isEqualTo("<2>");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void takesOverTheLockOfAProcessThatDied() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path lock = Files.createDirectories(checkout.resolve("target/build.lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");
    assertThat(Command.in(checkout, "./crosstalk", "1").run().out()).isEqualTo("<1>");
    assertThat(lock).doesNotExist();
  }

  @Test
  void runsThroughLinksFromElsewhere() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/bin"));
    Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("../../a checkout/crosstalk"));
    Files.createSymbolicLink(elsewhere.resolve("first"), elsewhere.resolve("second"));
    assertThat(Command.in(elsewhere, "./first", "1").run().out()).isEqualTo("<1>");
    String path = elsewhere + ":" + System.getenv("PATH");
    Command.Outcome found =
        Command.in(folder, "sh", "-c", "first 2").with(java.util.Map.of("PATH", path)).run();
    assertThat(found.out()).isEqualTo("<2>");
  }

  @Test
  void aFailedBuildShowsItsErrorsOnStandardErrorAndBuildsAgainNextTime() throws Exception {
    script("mvnw", "#!/bin/sh\nseq 1 100\necho '[ERROR] A.java:1: no such thing'\nexit 1\n");
    Command.Outcome failed = Command.in(checkout, "./crosstalk", "1").run();
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("no such thing", "build.log").doesNotContain("\n50\n");
    script("mvnw", BUILD);
    assertThat(Command.in(checkout, "./crosstalk", "1").run().out()).isEqualTo("<1>");
  }

  @Test
  void saysWhichJdkItNeedsWhenTheBuildFindsNone() throws Exception {
    script("mvnw", "#!/bin/sh\necho '[ERROR] select (install-a-JDK-25-or-newer) on x'\nexit 1\n");
    Command.Outcome failed = Command.in(checkout, "./crosstalk").run();
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.err()).contains("needs a JDK 25 or newer").doesNotContain("[ERROR]");
  }

  @Test
  void buildsNothingOutsideACheckout() throws Exception {
    Files.delete(checkout.resolve("pom.xml"));
    Command.Outcome refused = Command.in(checkout, "./crosstalk").run();
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("no checkout");
    assertThat(checkout.resolve("builds")).doesNotExist();
  }

  private int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  private void script(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void later(Path file, int seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }
}
