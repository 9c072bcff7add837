package dev.crosstalk.openapi.invariant;

import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What must hold after every run, however its requests met.
///
/// @param name short and unique in its file
/// @param read looks at the state; a GET
/// @param pointer JSON pointer into its answer; a step `*` stands for every element or field
/// @param value what {@link Relation#AT_MOST} and {@link Relation#EQUALS} compare with, as JSON
///   text
public record Invariant(
    String name, RequestTemplate read, String pointer, Relation relation, Optional<String> value) {

  /// How the ids of the requests begin that look at invariants.
  private static final String PREFIX = "xtinvariant";

  /// What must hold of the values that the pointer selects.
  public enum Relation {
    /// None is below zero.
    NEVER_NEGATIVE("never-negative"),
    /// Their sum is what it was before the run.
    CONSTANT_SUM("constant-sum"),
    /// No two are equal.
    UNIQUE("unique"),
    /// Each number, and the length of each list, is at most the value.
    AT_MOST("at-most"),
    /// Each, or the length of each list, is the value.
    EQUALS("equals");

    private final String label;

    Relation(String label) {
      this.label = label;
    }

    /// The word in files and reports.
    public String label() {
      return label;
    }

    /// Whether it compares with a value.
    public boolean needsValue() {
      return this == AT_MOST || this == EQUALS;
    }

    static Optional<Relation> of(String word) {
      return Arrays.stream(values()).filter(one -> one.label.equals(word)).findFirst();
    }
  }

  /// The id of the request that looks at it, in every plan: letters and digits, as lanes are.
  public String id() {
    return PREFIX + Integer.toHexString(name.hashCode());
  }

  /// True for a request that looks at an invariant, by its id.
  public static boolean isRead(String id) {
    return id.startsWith(PREFIX);
  }

  /// The plan, with the requests that look at the invariants.
  public static ScenarioPlan read(ScenarioPlan plan, List<Invariant> invariants) {
    List<RequestTemplate> readBack = new ArrayList<>(plan.readBack());
    invariants.forEach(invariant -> readBack.add(invariant.read().withId(invariant.id())));
    return new ScenarioPlan(
        plan.name(),
        plan.reason(),
        plan.score(),
        plan.setUp(),
        plan.racing(),
        readBack,
        plan.cleanUp(),
        plan.foreignDataIsLeak());
  }
}
