package dev.crosstalk.drive.agent;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the agent controls, restores, detects and lets escape. The list stands beside the agent's
/// tests, one of which checks that each line names the test that shows it.
public final class Boundary {

  /// One line of the list.
  ///
  /// @param kind controlled, restored, waited for, detected, refused or escapes
  /// @param test of the agent that shows it
  public record Line(String kind, String what, String how, String test) {}

  private Boundary() {}

  /// The list, kinds together.
  public static List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    try (InputStream in = Boundary.class.getResourceAsStream("python/boundary.json")) {
      if (in == null) {
        throw new IllegalStateException("boundary.json is missing from the build");
      }
      for (Object row : (List<?>) Json.parse(in.readAllBytes())) {
        Map<?, ?> cells = (Map<?, ?>) row;
        lines.add(
            new Line(
                String.valueOf(cells.get("kind")),
                String.valueOf(cells.get("what")),
                String.valueOf(cells.get("how")),
                String.valueOf(cells.get("test"))));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (DocumentException broken) {
      throw new IllegalStateException("boundary.json is damaged", broken);
    }
    return lines;
  }
}
