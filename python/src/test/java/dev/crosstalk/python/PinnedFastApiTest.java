package dev.crosstalk.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.effects.Versions.Framework;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedFastApiTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "requirements.txt     | fastapi==0.110.0                          | 0.110.0 | true",
        "requirements.txt     | fastapi[all]==0.118.0  # web              | 0.118.0 | false",
        "requirements.txt     | uvicorn==0.30 / fastapi == 0.105.1        | 0.105.1 | false",
        "requirements.txt     | FastAPI~=0.112.0                          | 0.112.0 | true",
        "requirements.txt     | fastapi~=0.112                            |         |",
        "requirements.txt     | fastapi>=0.110                            |         |",
        "requirements.txt     | fastapi                                   |         |",
        "requirements.txt     | fastapi-users==0.110.0                    |         |",
        "requirements.txt     | # fastapi==0.110.0                        |         |",
        "requirements-dev.txt | fastapi==0.117.1 \\ / --hash=sha256:00    | 0.117.1 | true",
        "pyproject.toml       | dependencies = ['fastapi[standard]==0.115.2', 'x'] | 0.115.2 |"
            + " true",
        "pyproject.toml       | fastapi = '^0.111.0'                      | 0.111.0 | true",
        "pyproject.toml       | fastapi = '0.111.1'                       | 0.111.1 | true",
        "pyproject.toml       | fastapi = { version = '^0.119.0', extras = ['all'] } | 0.119.0 |"
            + " false",
        "pyproject.toml       | fastapi = '>=0.111.0'                     |         |",
        "pyproject.toml       | fastapi = '*'                             |         |",
        "uv.lock              | [[package]] / name = 'fastapi' / version = '0.116.0' | 0.116.0 |"
            + " true",
        "pdm.lock             | name = 'fastapi' / extras = ['all'] / version = '0.116.0' | 0.116.0"
            + " | true",
        "poetry.lock          | name = 'fastapi-cli' / version = '0.116.0' |        |",
        "Pipfile.lock         | {'fastapi': {'hashes': ['sha256:0'], 'version': '==0.106.0'}} |"
            + " 0.106.0 | true",
        "notes.txt            | fastapi==0.110.0                          |         |",
      })
  void onlyAPinCounts(String file, String text, String version, Boolean early) throws IOException {
    Files.writeString(
        folder.resolve(file), text.strip().replace('\'', '"').replace(" / ", "\n") + "\n");
    assertThat(PinnedFastApi.near(folder).map(Framework::version).orElse(null)).isEqualTo(version);
    assertThat(PinnedFastApi.near(folder).map(Framework::endsDependenciesFirst).orElse(null))
        .isEqualTo(early);
  }

  @Test
  void whatIsInstalledWinsAndTheNearestFolderFirst() throws IOException {
    Path service = Files.createDirectories(folder.resolve("service"));
    Files.writeString(folder.resolve("requirements.txt"), "fastapi==0.110.0\n");
    assertThat(PinnedFastApi.near(service))
        .contains(new Framework("0.110.0", "requirements.txt", true));
    Files.writeString(service.resolve("pyproject.toml"), "dependencies = ['fastapi==0.120.0']\n");
    Files.writeString(
        service.resolve("uv.lock"), "[[package]]\nname = \"fastapi\"\nversion = \"0.121.3\"\n");
    assertThat(PinnedFastApi.near(service)).contains(new Framework("0.121.3", "uv.lock", false));
    Files.createDirectory(service.resolve(".git"));
    Files.delete(service.resolve("uv.lock"));
    Files.write(service.resolve("pyproject.toml"), new byte[] {(byte) 0xff, 0, '"'});
    assertThat(PinnedFastApi.near(service)).isEmpty();
  }
}
