package dev.crosstalk.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path folder;

  @Test
  void readsEveryKey() throws IOException {
    Settings settings =
        read(
            """
            [project]
            name = "shop"
            [tool.crosstalk]
            select = ["CT1", "CT2"]
            extend-select = ["CT901"]
            ignore = "CT102"
            exclude = ["gen/"]
            extend-exclude = ["*_pb2.py"]
            include-tests = true
            force-exclude = true
            respect-gitignore = false
            fail-on = ["high", "gaps"]
            output-format = "concise"
            [tool.crosstalk.severity]
            CT101 = "low"
            CT2 = "note"
            [tool.crosstalk.paths]
            CT901 = ["services/", "app/core/*.py"]
            CT102 = "web/"
            """);
    assertThat(settings.troubles()).isEmpty();
    assertThat(settings.gaps()).isEmpty();
    assertThat(settings.rules().select()).contains(List.of("CT1", "CT2"));
    assertThat(settings.rules().extend()).containsExactly("CT901");
    assertThat(settings.rules().ignore()).containsExactly("CT102");
    assertThat(settings.exclude()).contains(List.of("gen/"));
    assertThat(settings.extendExclude()).containsExactly("*_pb2.py");
    assertThat(settings.includeTests()).contains(true);
    assertThat(settings.forceExclude()).contains(true);
    assertThat(settings.respectGitignore()).contains(false);
    assertThat(settings.failOn()).contains(new FailOn(Severity.HIGH, true));
    assertThat(settings.outputFormat()).contains("concise");
    assertThat(settings.severities().byRule())
        .containsEntry("CT101", Severity.LOW)
        .containsEntry("CT2", Severity.NOTE);
    assertThat(settings.paths())
        .containsEntry("CT901", List.of("services/", "app/core/*.py"))
        .containsEntry("CT102", List.of("web/"));
  }

  @Test
  void theNearestFileThatMentionsTheToolCounts() throws IOException {
    Files.writeString(folder.resolve("pyproject.toml"), "[tool.crosstalk]\nselect = ['CT1']\n");
    Path inner = Files.createDirectories(folder.resolve("services/api"));
    Files.writeString(inner.resolve("pyproject.toml"), "[project]\nname = 'api'\n");
    Settings settings = ConfigFile.nearest(inner, folder, Overrides.none());
    assertThat(settings.rules().select()).contains(List.of("CT1"));
  }

  @Test
  void aBrokenFileThatIsNotAboutUsIsNotOurs() throws IOException {
    assertThat(read("[tool.other\nname = {{ cookiecutter.name }}\n")).isEqualTo(Settings.none());
  }

  @Test
  void aBrokenFileIsNamedWithItsLine() throws IOException {
    Settings settings = read("[tool.crosstalk]\nselect = ['CT1'\nignore = 1\n");
    assertThat(settings.troubles()).hasSize(1);
    assertThat(settings.troubles().getFirst())
        .startsWith("pyproject.toml: not valid TOML in line ")
        .endsWith("the default settings were used")
        .doesNotContain("\n");
    assertThat(settings.rules().select()).isEmpty();
  }

  @Test
  void anUnknownKeyIsAGapWithTheNearestOne() throws IOException {
    Settings settings = read("[tool.crosstalk]\nignroe = ['CT1']\nwhatever = 1\n");
    assertThat(settings.troubles()).isEmpty();
    assertThat(settings.gaps().stream().map(Gap::message))
        .containsExactly(
            "pyproject.toml: [tool.crosstalk] unknown key 'ignroe' has no effect;"
                + " did you mean ignore?",
            "pyproject.toml: [tool.crosstalk] unknown key 'whatever' has no effect");
  }

  @Test
  void aValueOfTheWrongKindIsTrouble() throws IOException {
    Settings settings =
        read(
            """
            [tool.crosstalk]
            select = [1]
            fail-on = 'bad'
            include-tests = 'yes'
            severity = 3
            """);
    assertThat(settings.troubles())
        .containsExactlyInAnyOrder(
            "pyproject.toml: [tool.crosstalk] select must be a list of strings",
            "pyproject.toml: [tool.crosstalk] fail-on must be one of"
                + " critical, high, medium, low, note, gaps",
            "pyproject.toml: [tool.crosstalk] include-tests must be true or false",
            "pyproject.toml: [tool.crosstalk] severity must be a table such as"
                + " { CT101 = \"high\" }");
  }

  @Test
  void aFileCannotNameWhatIsExecutedOrContacted() throws IOException {
    Settings settings =
        read(
            """
            [tool.crosstalk]
            python = '/tmp/evil'
            allow-host = ['evil.example']
            command = 'rm'
            output-file = '/etc/passwd'
            """);
    assertThat(settings.gaps()).hasSize(4);
    assertThat(settings.rules())
        .isEqualTo(
            new Selectors(java.util.Optional.empty(), List.of(), List.of(), "pyproject.toml"));
  }

  @Test
  void hostileNestingIsOneLine() throws IOException {
    Settings settings = read("[tool.crosstalk]\nselect = " + "[".repeat(100_000));
    assertThat(settings.troubles()).hasSize(1);
  }

  @Test
  void aByteOrderMarkAndBytesThatAreNoTextDoNotHurt() throws IOException {
    byte[] text =
        "\uFEFF# caf?\n[tool.crosstalk]\nignore = ['CT1']\n".getBytes(StandardCharsets.UTF_8);
    text[8] = (byte) 0xE9;
    Files.write(folder.resolve("pyproject.toml"), text);
    assertThat(ConfigFile.nearest(folder, folder, Overrides.none()).rules().ignore())
        .containsExactly("CT1");
  }

  @Test
  void aFileThatIsNamedHasItsKeysAtTheTopUnlessItIsAPyproject() throws IOException {
    Path file = Files.writeString(folder.resolve("strict.toml"), "select = ['ALL']\n");
    assertThat(ConfigFile.named(file, "strict.toml", Overrides.none()).rules().select())
        .contains(List.of("ALL"));
    assertThat(ConfigFile.named(folder.resolve("no.toml"), "no.toml", Overrides.none()).troubles())
        .containsExactly("no such configuration file: no.toml");
  }

  private Settings read(String text) throws IOException {
    Files.writeString(folder.resolve("pyproject.toml"), text);
    return ConfigFile.nearest(folder, folder, Overrides.none());
  }
}
