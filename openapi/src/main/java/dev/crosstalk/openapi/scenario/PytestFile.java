package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scenarios as a test file for pytest that needs nothing of Crosstalk. Every value stands in one
/// JSON text inside one string literal, in ASCII with everything unusual escaped, so no value can
/// become code.
public final class PytestFile {
  private PytestFile() {}

  /// The text of the file. It holds no credentials.
  ///
  /// @param url of the service, used when the environment names no other
  public static String write(String url, List<ScenarioPlan> plans) {
    List<Object> scenarios = new ArrayList<>();
    for (ScenarioPlan plan : plans) {
      Map<String, Object> scenario = new LinkedHashMap<>();
      scenario.put("name", plan.name());
      scenario.put("isolated", plan.foreignDataIsLeak());
      scenario.put("set-up", requests(plan.setUp()));
      scenario.put("race", requests(plan.racing()));
      scenario.put("read-back", requests(plan.readBack()));
      scenario.put("clean-up", requests(plan.cleanUp()));
      scenarios.add(scenario);
    }
    return template()
        .replace("@URL@", PythonLiteral.ofJson(url))
        .replace("@SCENARIOS@", PythonLiteral.ofJson(scenarios));
  }

  private static List<Object> requests(List<RequestTemplate> templates) {
    List<Object> found = new ArrayList<>();
    for (RequestTemplate template : templates) {
      Map<String, Object> request = new LinkedHashMap<>();
      request.put("id", template.id());
      request.put("identity", template.identity().orElse(""));
      request.put("method", template.method());
      request.put("target", template.target());
      Map<String, String> headers = new LinkedHashMap<>();
      template.body().ifPresent(body -> headers.put("Content-Type", body.mediaType()));
      template
          .headers()
          .forEach((name, value) -> {
            if (!SecretHeaders.isSecret(name)) {
              headers.put(name, value);
            }
          });
      request.put("headers", headers);
      request.put("body", template.body().map(PytestFile::body).orElse(""));
      request.put("captures", template.captures());
      found.add(request);
    }
    return found;
  }

  private static Object body(RequestBody body) {
    return switch (body) {
      case RequestBody.JsonTree json -> Map.of("json", json.tree());
      case RequestBody.Text text -> Map.of("text", text.text());
      case RequestBody.Form form -> Map.of("text", FormText.of(form));
    };
  }

  private static String template() {
    try (InputStream in =
        Optional.ofNullable(PytestFile.class.getResourceAsStream("race_template.py"))
            .orElseThrow(
                () -> new IllegalStateException("race_template.py is missing from the build"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
