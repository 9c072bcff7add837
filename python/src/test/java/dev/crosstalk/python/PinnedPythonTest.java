package dev.crosstalk.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.effects.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedPythonTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".python-version | 3.9.18                           | 3.9   | true",
        ".python-version | 3.10.2                           | 3.10  | false",
        ".python-version | 3.14t                            | 3.14t | true",
        ".python-version | cpython-3.8.1                    | 3.8   | true",
        ".python-version | pypy3.9                          |       |",
        "runtime.txt     | python-3.9.1                     | 3.9   | true",
        "Dockerfile      | FROM python:3.9-slim             | 3.9   | true",
        "Dockerfile      | from docker.io/library/python:3.12 AS base | 3.12 | false",
        "Dockerfile      | FROM mypython:3.9                |       |",
        "Dockerfile      | FROM python:latest               |       |",
        "pyproject.toml  | requires-python = '==3.9.*'      | 3.9   | true",
        "pyproject.toml  | requires-python = '~=3.9.0'      | 3.9   | true",
        "pyproject.toml  | requires-python = '>=3.8'        |       |",
        "pyproject.toml  | requires-python = '>=3.8,<3.10'  |       |",
      })
  void onlyAPinCounts(String file, String text, String version, Boolean racy) throws IOException {
    Files.writeString(folder.resolve(file), text.strip() + "\n");
    assertThat(PinnedPython.near(folder).map(Interpreter::version).orElse(null)).isEqualTo(version);
    assertThat(PinnedPython.near(folder).map(Interpreter::switchesAnywhere).orElse(null))
        .isEqualTo(racy);
  }

  @ParameterizedTest
  @CsvSource({"3.14t,true", "3.15t,true", "3.13t,false", "3.14,false", "3.9,false"})
  void newThreadsSeeTheContextInBuildsWithoutTheLock(String version, boolean inherit)
      throws IOException {
    Files.writeString(folder.resolve(".python-version"), version + "\n");
    assertThat(PinnedPython.near(folder).map(Interpreter::threadsInheritContext)).contains(inherit);
  }

  @Test
  void theLastStageRuns() throws IOException {
    Files.writeString(
        folder.resolve("Dockerfile"), "FROM python:3.9 AS build\nFROM python:3.13-slim\n");
    assertThat(PinnedPython.near(folder)).contains(new Interpreter("3.13", "Dockerfile", false));
  }

  @Test
  void itIsSoughtUpToTheRepository() throws IOException {
    Path app = Files.createDirectories(folder.resolve("service/app"));
    Files.writeString(folder.resolve(".python-version"), "3.9\n");
    assertThat(PinnedPython.near(app)).isPresent();
    Files.createDirectory(folder.resolve("service/.git"));
    assertThat(PinnedPython.near(app)).isEmpty();
    Files.write(folder.resolve("service/.python-version"), new byte[] {(byte) 0xff, '3', 0});
    assertThat(PinnedPython.near(app)).isEmpty();
  }
}
