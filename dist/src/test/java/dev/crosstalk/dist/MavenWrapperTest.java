package dev.crosstalk.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./mvnw` against a repository on disk that holds a Maven of three lines.
class MavenWrapperTest {

  @TempDir Path folder;

  private Map<String, String> environment = Map.of();

  @BeforeEach
  void makeRepository() throws Exception {
    Path archive =
        folder.resolve(
            "repository/org/apache/maven/apache-maven/9.9.9/apache-maven-9.9.9-bin.tar.gz");
    Files.createDirectories(archive.getParent());
    Path maven = Files.createDirectories(folder.resolve("made/apache-maven-9.9.9/bin"));
    Files.writeString(maven.resolve("mvn"), "#!/bin/sh\nprintf 'maven<%s>' \"$@\"\nexit 5\n");
    Files.setPosixFilePermissions(
        maven.resolve("mvn"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Command.Outcome packed =
        Command.in(folder.resolve("made"), "tar", "-czf", archive.toString(), "apache-maven-9.9.9")
            .run();
    assertThat(packed.code()).isZero();
    Files.copy(Path.of("..", "mvnw"), folder.resolve("mvnw"), StandardCopyOption.COPY_ATTRIBUTES);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
    pin(HexFormat.of().formatHex(digest));
    environment =
        Map.of(
            "MVNW_REPOURL", folder.resolve("repository").toUri().toString(),
            "MAVEN_USER_HOME", folder.resolve("home").toString());
  }

  @Test
  void fetchesOnceAndRunsItWithTheArgumentsGiven() throws Exception {
    Command.Outcome first = Command.in(folder, "./mvnw", "a b").with(environment).run();
    assertThat(first.out()).isEqualTo("maven<a b>");
    assertThat(first.code()).isEqualTo(5);
    Files.delete(
        folder.resolve(
            "repository/org/apache/maven/apache-maven/9.9.9/apache-maven-9.9.9-bin.tar.gz"));
    assertThat(Command.in(folder, "./mvnw", "c").with(environment).run().out())
        .isEqualTo("maven<c>");
  }

  @Test
  void refusesAnArchiveWithAnotherChecksum() throws Exception {
    pin("0".repeat(64));
    Command.Outcome refused = Command.in(folder, "./mvnw").with(environment).run();
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("wrong checksum");
    assertThat(folder.resolve("home/wrapper/dists")).isEmptyDirectory();
  }

  private void pin(String checksum) throws IOException {
    Path properties = folder.resolve(".mvn/wrapper/maven-wrapper.properties");
    Files.createDirectories(properties.getParent());
    Files.writeString(
        properties, "distributionVersion=9.9.9\ndistributionSha256Sum=" + checksum + "\n");
  }
}
