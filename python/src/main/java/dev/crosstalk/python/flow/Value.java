package dev.crosstalk.python.flow;

import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a value while a request is followed.
///
/// @param type what it is
/// @param location the shared place whose content it is; null for values of one request
/// @param taint bits of {@link Taint}
/// @param constant a string or number that is known, else null
/// @param symbol equal for values that are certainly the same, empty when unknown
/// @param reads reads of shared places that the value was computed from
/// @param object the object, when it was made on the path of this request
/// @param callable what a call of the value runs, when known
/// @param elements elements of a tuple, empty when unknown
/// @param special the framework object that it is
record Value(
    Type type,
    @Nullable Location location,
    int taint,
    @Nullable Object constant,
    String symbol,
    Set<ReadEvent> reads,
    @Nullable FreshObject object,
    @Nullable Callee callable,
    List<Value> elements,
    Special special) {

  /// Framework objects with a meaning of their own.
  enum Special {
    NONE,
    CALL_NEXT,
    ASGI_SCOPE,
    REQUEST,
    REQUEST_STATE,
    APPLICATION,
    BACKGROUND_TASKS,
    SUPER,
    TASK_GROUP,
    CONNECTION
  }

  private static final Set<String> TEXT = Set.of("c:", "f:");

  static final Value UNKNOWN = of(Type.UNKNOWN);
  static final Value SCALAR = of(Type.SCALAR);

  static Value of(Type type) {
    return new Value(type, null, 0, null, "", Set.of(), null, null, List.of(), Special.NONE);
  }

  static Value constant(Object constant) {
    return new Value(
        Type.SCALAR,
        null,
        0,
        constant,
        "c:" + constant,
        Set.of(),
        null,
        null,
        List.of(),
        Special.NONE);
  }

  /// A plain value computed from others.
  static Value derived(Type type, int taint, Set<ReadEvent> reads) {
    return new Value(type, null, taint, null, "", reads, null, null, List.of(), Special.NONE);
  }

  static Value callable(Type type, Callee callee) {
    return new Value(type, null, 0, null, "", Set.of(), null, callee, List.of(), Special.NONE);
  }

  static Value special(Special special, Type type, int taint) {
    return new Value(
        type, null, taint, null, "s:" + special, Set.of(), null, null, List.of(), special);
  }

  Value withLocation(@Nullable Location newLocation) {
    return new Value(
        type, newLocation, taint, constant, symbol, reads, object, callable, elements, special);
  }

  Value withType(Type newType) {
    return new Value(
        newType, location, taint, constant, symbol, reads, object, callable, elements, special);
  }

  Value withTaint(int newTaint) {
    return new Value(
        type, location, newTaint, constant, symbol, reads, object, callable, elements, special);
  }

  Value withSymbol(String newSymbol) {
    return new Value(
        type, location, taint, constant, newSymbol, reads, object, callable, elements, special);
  }

  Value withReads(Set<ReadEvent> newReads) {
    return new Value(
        type, location, taint, constant, symbol, newReads, object, callable, elements, special);
  }

  Value withObject(@Nullable FreshObject newObject) {
    return new Value(
        type, location, taint, constant, symbol, reads, newObject, callable, elements, special);
  }

  Value withElements(List<Value> newElements) {
    return new Value(
        type, location, taint, constant, symbol, reads, object, callable, newElements, special);
  }

  /// Everything that taints this value or what it holds.
  int allTaint() {
    int all = taint;
    if (object != null) {
      all |= object.taint();
    }
    for (Value element : elements) {
      all |= element.allTaint();
    }
    return all;
  }

  /// True for text with blanks in it, which people read: a message, not a key. Which one it is
  /// matters to no function that gets it.
  boolean isProse() {
    return symbol.length() > 12
        && TEXT.contains(symbol.substring(0, 2))
        && symbol.chars().anyMatch(c -> c == ' ' || Character.isIdeographic(c));
  }

  /// A text that is not known.
  Value withoutText() {
    return new Value(type, location, taint, null, "", reads, object, callable, elements, special);
  }

  boolean isNone() {
    return Callee.NONE.equals(constant);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other; // values refer to each other in circles
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /// What holds for either.
  static Value join(Value left, Value right) {
    if (left.equals(right)) {
      return left;
    }
    if (left.isNone() && right.constant == null) {
      return right.withTaint(left.taint | right.taint).withReads(union(left.reads, right.reads));
    }
    if (right.isNone() && left.constant == null) {
      return left.withTaint(left.taint | right.taint).withReads(union(left.reads, right.reads));
    }
    Type type = Type.join(left.type, right.type);
    Location location =
        left.location == null
            ? right.location
            : right.location == null || right.location.equals(left.location) ? left.location : null;
    return new Value(
        type,
        location,
        ((left.taint | right.taint) & ~Taint.UNIQUE) | (left.taint & right.taint & Taint.UNIQUE),
        null,
        left.symbol.equals(right.symbol) ? left.symbol : "",
        union(left.reads, right.reads),
        left.object == null ? right.object : left.object,
        left.callable == null ? right.callable : left.callable,
        left.elements.size() == right.elements.size() && left.elements.isEmpty()
            ? List.of()
            : left.elements.isEmpty() ? right.elements : left.elements,
        left.special == right.special
            ? left.special
            : left.special == Special.NONE ? right.special : left.special);
  }

  static Set<ReadEvent> union(Set<ReadEvent> left, Set<ReadEvent> right) {
    if (left.isEmpty() || left.equals(right)) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    java.util.LinkedHashSet<ReadEvent> both = new java.util.LinkedHashSet<>(left);
    both.addAll(right);
    return both.size() > 32 ? left : java.util.Collections.unmodifiableSet(both);
  }
}
