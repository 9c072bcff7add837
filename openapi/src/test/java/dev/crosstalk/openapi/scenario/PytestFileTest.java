package dev.crosstalk.openapi.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PytestFileTest {
  private static final String NASTY =
      "\"); import os; os.abort() # ''' \"\"\" \\ \n \u2028 \uD83D\uDE00 @URL@";

  @TempDir Path folder;

  @Test
  void noValueBecomesCodeAndAllComeBack() throws Exception {
    ScenarioPlan plan =
        new ScenarioPlan(
            NASTY,
            "x",
            1,
            List.of(),
            List.of(request("a"), request("b")),
            List.of(),
            List.of(),
            true);
    String text = PytestFile.write("http://127.0.0.1:1/" + NASTY, List.of(plan));
    assertThat(text).doesNotContain("hunter2").isASCII();
    Path file = folder.resolve("made.py");
    Files.writeString(file, text);
    Path check = folder.resolve("check.py");
    Files.writeString(
        check,
        """
        import made
        nasty = %s
        [scenario] = made.SCENARIOS
        assert scenario["name"] == nasty, scenario
        assert scenario["race"][0]["body"] == {"json": {"a": nasty}}, scenario
        assert made.URL == "http://127.0.0.1:1/" + nasty
        print("equal")
        """
            .formatted(
                "\""
                    + NASTY.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                    + "\""));
    Process python =
        new ProcessBuilder(System.getProperty("crosstalk.python"), check.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(
            new String(
                python.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("equal");
  }

  private static RequestTemplate request(String id) {
    return new RequestTemplate(
        id,
        Optional.of("a"),
        "POST",
        "/x",
        "/x",
        Map.of("Authorization", "Bearer hunter2", "X-Nasty", "\" + \""),
        Optional.of(new RequestBody.JsonTree(Map.of("a", NASTY))),
        Map.of());
  }
}
