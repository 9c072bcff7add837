package dev.crosstalk.cli.run;

import dev.crosstalk.model.Finding;
import dev.crosstalk.openapi.scenario.PythonLiteral;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proofs as a test file for pytest that lets Crosstalk replay them.
public final class ReplayTests {
  private static final int NAME = 60;

  private ReplayTests() {}

  /// Findings that have a token.
  public static List<Finding> replayable(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.replay().isPresent()).toList();
  }

  /// The text of the file. It holds no credentials, and no path but that from the file to the
  /// application.
  ///
  /// @param file where it will stand, absolute
  /// @param application its folder, absolute
  public static String write(Path file, Path application, List<Finding> findings) {
    List<Object> proofs = new ArrayList<>();
    for (Finding finding : replayable(findings)) {
      Map<String, Object> proof = new LinkedHashMap<>();
      String name = finding.rule().code() + " " + finding.message();
      proof.put("name", name.length() > NAME ? name.substring(0, NAME) : name);
      proof.put("message", finding.rule().code() + " " + finding.message());
      proof.put("token", finding.replay().orElseThrow());
      proofs.add(proof);
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    String way = folder.relativize(application).toString().replace('\\', '/');
    return template()
        .replace("@APP_DIR@", PythonLiteral.ofJson(way.isEmpty() ? "." : way))
        .replace("@PROOFS@", PythonLiteral.ofJson(proofs));
  }

  private static String template() {
    try (InputStream in =
        Optional.ofNullable(ReplayTests.class.getResourceAsStream("replay_template.py"))
            .orElseThrow(
                () -> new IllegalStateException("replay_template.py is missing from the build"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
