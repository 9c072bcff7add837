package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class LeavesTest {
  private static SequencedMap<String, Exchange> read(String body) {
    RequestTemplate template =
        new RequestTemplate(
            "read", Optional.empty(), "GET", "/x", "/x", Map.of(), Optional.empty(), Map.of());
    SequencedMap<String, Exchange> read = new LinkedHashMap<>();
    read.put(
        "read",
        new Exchange(
            template,
            new ConcreteRequest("GET", "/x", Map.of(), Optional.empty()),
            0,
            1,
            Optional.of(new HttpAnswer(200, List.of(), body.getBytes(StandardCharsets.UTF_8))),
            Optional.empty()));
    return read;
  }

  /// The change between two read-backs where state goes on from run to run.
  private static SortedMap<String, Object> change(String before, String after) {
    return Leaves.of(
        new RunRecord(
            1,
            List.of(0),
            true,
            true,
            0,
            List.of(),
            read(before),
            new LinkedHashMap<>(),
            read(after),
            Map.of(),
            List.of()),
        false);
  }

  @Test
  void aListThatComesBackInAnotherOrderChangesNothingButItsLength() {
    assertThat(
            change(
                "[{\"id\": 1, \"n\": 5}, {\"id\": 4, \"n\": 7}]",
                "[{\"id\": 1, \"n\": 5}, {\"id\": 3, \"n\": 9}, {\"id\": 4, \"n\": 7}]"))
        .containsExactly(Map.entry("state read /#", "+1"));
    assertThat(change("[{\"id\": 1}, {\"id\": 2}]", "[{\"id\": 2}, {\"id\": 1}]")).isEmpty();
    assertThat(change("[3, 5]", "[4, 3, 5]")).containsExactly(Map.entry("state read /#", "+1"));
  }

  @Test
  void theSameElementIsComparedStill() {
    assertThat(change("[{\"id\": 1, \"n\": 5}]", "[{\"id\": 1, \"n\": 6}, {\"id\": 2, \"n\": 0}]"))
        .containsEntry("state read /0/n", "+1")
        .containsEntry("state read /#", "+1");
    assertThat(change("[3, 5]", "[4, 5]")).containsExactly(Map.entry("state read /0", "+1"));
    assertThat(change("{\"n\": 1}", "{\"n\": 3}"))
        .containsExactly(Map.entry("state read /n", "+2"));
  }
}
