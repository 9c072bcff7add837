package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files for pre-commit and GitHub Actions, and the commands of `docs/ci.md`: what they say is
/// what the tool understands.
class PipelineFilesTest {
  private static final Path ROOT = Path.of("..");

  @TempDir Path temporary;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(temporary.toRealPath());
    cli.write("main.py", CommandLine.LEAK);
    cli.write("crosstalk-baseline.json", "{\"schema\": \"crosstalk-baseline/1\"}");
  }

  private static Map<?, ?> map(Map<?, ?> in, String key) {
    return (Map<?, ?>) Objects.requireNonNull(in.get(key), key);
  }

  private static List<?> list(Map<?, ?> in, String key) {
    return (List<?>) Objects.requireNonNull(in.get(key), key);
  }

  @Test
  void theHookPassesNoFileNamesAndOptionsThatExist() throws IOException, DocumentException {
    List<?> hooks = (List<?>) yaml(".pre-commit-hooks.yaml");
    Map<?, ?> hook = (Map<?, ?>) hooks.getFirst();
    assertThat(hook.get("pass_filenames")).isEqualTo(false);
    assertThat(hook.get("entry")).isEqualTo("crosstalk");
    assertThat(Files.isExecutable(ROOT.resolve("crosstalk"))).isTrue();
    List<String> words = new ArrayList<>();
    list(hook, "args").forEach(word -> words.add(word.toString()));
    assertThat(words).containsSequence("--diff", "HEAD");
    understands(words);
  }

  @Test
  void theActionUsesItsInputsAndNoneOfThemInAScript() throws IOException, DocumentException {
    Map<?, ?> action = (Map<?, ?>) yaml("action.yml");
    String text = Files.readString(ROOT.resolve("action.yml"));
    Map<?, ?> inputs = map(action, "inputs");
    for (Object input : inputs.keySet()) {
      assertThat(text).contains("${{ inputs." + input + " }}");
    }
    List<?> steps = list(map(action, "runs"), "steps");
    String script = String.valueOf(((Map<?, ?>) steps.getLast()).get("run"));
    assertThat(script).doesNotContain("${{");
    List<String> options =
        Pattern.compile("--[a-z][a-z-]*").matcher(script).results().map(m -> m.group()).toList();
    String help = cli.run("scan", "--help").out();
    assertThat(options).hasSizeGreaterThan(5).allMatch(option -> help.contains(option + " "));
  }

  @Test
  void theCommandsOfThePageAreUnderstood() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/ci.md"));
    List<String> lines =
        Pattern.compile("(?m)^(?:    |    - )crosstalk (scan [^#\\n]*)")
            .matcher(page)
            .results()
            .map(match -> match.group(1).strip())
            .toList();
    assertThat(lines).hasSizeGreaterThan(6);
    lines.forEach(line -> understands(List.of(line.split(" +"))));
  }

  private void understands(List<String> words) {
    List<String> shown = new ArrayList<>(words);
    shown.add("--show-settings");
    CommandLine.Run run = cli.run(shown.toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).as(String.join(" ", words)).isZero();
  }

  private static Object yaml(String name) throws IOException, DocumentException {
    return Documents.parse(Files.readAllBytes(ROOT.resolve(name)));
  }
}
