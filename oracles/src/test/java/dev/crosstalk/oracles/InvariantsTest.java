package dev.crosstalk.oracles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.history.Answer;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.invariant.Invariant.Relation;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class InvariantsTest {

  private static Invariant invariant(String pointer, Relation relation, String value) {
    return new Invariant(
        "it",
        new RequestTemplate(
            "read", Optional.empty(), "GET", "/x", "/x", Map.of(), Optional.empty(), Map.of()),
        pointer,
        relation,
        Optional.of(value).filter(text -> !text.isEmpty()));
  }

  private static Optional<String> broken(
      String pointer, Relation relation, String value, Map<String, String> after) {
    return Invariants.violation(
        invariant(pointer, relation, value), Optional.of(Map.of("/a", "3", "/b", "4")), after);
  }

  @Test
  void neverNegative() {
    Map<String, String> items = Map.of("/items/0/stock", "0", "/items/1/stock", "-1");
    assertThat(broken("/items/*/stock", Relation.NEVER_NEGATIVE, "", items))
        .contains("`/items/1/stock` is -1");
    assertThat(broken("/items/0/stock", Relation.NEVER_NEGATIVE, "", items)).isEmpty();
    assertThat(broken("/s", Relation.NEVER_NEGATIVE, "", Map.of("/s", "\"-0.5\""))).isPresent();
    assertThat(broken("/s", Relation.NEVER_NEGATIVE, "", Map.of("/s", "\"-x\""))).isEmpty();
  }

  @Test
  void constantSum() {
    assertThat(broken("/*", Relation.CONSTANT_SUM, "", Map.of("/a", "5", "/b", "2"))).isEmpty();
    assertThat(broken("/*", Relation.CONSTANT_SUM, "", Map.of("/a", "5", "/b", "3")))
        .contains("the sum of `/*` was 7 before and is 8");
    assertThat(
            Invariants.violation(
                invariant("/*", Relation.CONSTANT_SUM, ""), Optional.empty(), Map.of("/a", "1")))
        .isEmpty();
  }

  @Test
  void unique() {
    Map<String, String> twice = Map.of("/0/seat", "\"A1\"", "/1/seat", "\"A1\"");
    assertThat(broken("/*/seat", Relation.UNIQUE, "", twice).orElseThrow()).contains("both \"A1\"");
    Map<String, String> nobody = Map.of("/0/seat", "null", "/1/seat", "null");
    assertThat(broken("/*/seat", Relation.UNIQUE, "", nobody)).isEmpty();
  }

  @Test
  void atMostAndEqualsTakeTheLengthOfAList() {
    Map<String, String> three =
        Map.of("/0/id", "1", "/1/id", "2", "/2/id", "3", "/2/name", "\"x\"");
    assertThat(broken("", Relation.AT_MOST, "2", three)).contains("`` is 3, more than 2");
    assertThat(broken("", Relation.AT_MOST, "3", three)).isEmpty();
    assertThat(broken("", Relation.EQUALS, "3", three)).isEmpty();
    assertThat(broken("/l", Relation.EQUALS, "0", Map.of("/l", "[]"))).isEmpty();
    assertThat(broken("/n", Relation.EQUALS, "1", Map.of("/n", "1.0"))).isEmpty();
    assertThat(broken("/n", Relation.EQUALS, "\"a\"", Map.of("/n", "\"b\"")))
        .contains("`/n` is \"b\" instead of \"a\"");
    assertThat(broken("/n", Relation.AT_MOST, "1", Map.of("/n", "9".repeat(5_000)))).isEmpty();
  }

  @Test
  void aHistoryIsHeldAgainstItsSerialExecutions() {
    Invariant stock = invariant("/stock", Relation.NEVER_NEGATIVE, "");
    assertThat(Invariants.judge(history("-1", "0"), Map.of("Z1", stock)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().code()).isEqualTo("CT002");
          assertThat(finding.message()).contains("invariant `it`").contains("is -1");
        });
    assertThat(Invariants.judge(history("-1", "-1"), Map.of("Z1", stock))).isEmpty();
    assertThat(Invariants.judge(history("0", "0"), Map.of("Z1", stock))).isEmpty();
    assertThat(Invariants.judge(history("-1", "0"), Map.of("Z2", stock))).isEmpty();
  }

  private static History history(String raced, String serial) {
    return new History(
        List.of(
            new Lane("A", "Request A", "POST /buy", Optional.empty()),
            new Lane("B", "Request B", "POST /buy", Optional.empty())),
        List.of(),
        answers(raced),
        Map.of(),
        History.Ending.COMPLETE,
        List.of(),
        List.of(new History.Serial(List.of("A", "B"), answers(serial), Map.of())));
  }

  private static List<Answer> answers(String stock) {
    return List.of(
        new Answer("A", OptionalInt.of(200), Map.of(), Optional.empty()),
        new Answer("B", OptionalInt.of(200), Map.of(), Optional.empty()),
        new Answer("Z1", OptionalInt.of(200), Map.of("/stock", stock), Optional.empty()));
  }
}
