package dev.crosstalk.python.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a call depends on, in short: equal keys of one function run alike. Reads that arguments
/// were computed from are told apart by number, place and whether others could run since.
final class CallKey {
  private static final int MAX_DEPTH = 3;
  private static final int MAX_LENGTH = 2000;
  private static final int MAX_GIVEN = 48;

  private final State state;
  private final StringBuilder out = new StringBuilder(64);
  private final List<ReadEvent> given = new ArrayList<>(4);

  private CallKey(State state) {
    this.state = state;
  }

  /// The key of a call, or null when it cannot be said in short.
  static @Nullable CallKey of(
      String kind, @Nullable Value self, Callee.Arguments arguments, boolean thread, State state) {
    CallKey key = new CallKey(state);
    key.out.append(kind).append(thread ? 't' : 'a');
    if (self != null && !key.append(self, 0)) {
      return null;
    }
    for (Value value : arguments.positional()) {
      key.out.append(',');
      if (!key.append(value, 0)) {
        return null;
      }
    }
    for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
      key.out.append(';').append(entry.getKey()).append('=');
      if (!key.append(entry.getValue(), 0)) {
        return null;
      }
    }
    key.out.append(arguments.open());
    return key;
  }

  String text() {
    return out.toString();
  }

  /// The reads that the arguments were computed from; those of equal keys correspond.
  List<ReadEvent> given() {
    return given;
  }

  private boolean append(Value value, int depth) {
    if (depth > MAX_DEPTH || out.length() > MAX_LENGTH) {
      return false;
    }
    switch (value.callable()) {
      case null -> {}
      case Callee.Function function -> {
        if (function.closure() != null) {
          return false;
        }
        out.append('f').append(function.symbol().dottedName());
        Value self = function.self();
        if (self != null) {
          out.append('(');
          if (!append(self, depth + 1)) {
            return false;
          }
        }
      }
      case Callee.Method method -> out.append('m').append(method.name());
      default -> {
        return false;
      }
    }
    out.append(value.type().hashCode()).append(':').append(value.taint());
    for (ReadEvent read : value.reads()) {
      if (!append(read)) {
        return false;
      }
    }
    if (value.special() != Value.Special.NONE) {
      out.append(value.special());
    }
    Location location = value.location();
    if (location != null) {
      out.append('@').append(location.key).append(location.keySymbol);
    }
    if (value.constant() != null) {
      out.append('#').append(value.constant());
    }
    if (!value.symbol().isEmpty()) {
      out.append('$').append(value.symbol());
    }
    for (Value element : value.elements()) {
      out.append('[');
      if (!append(element, depth + 1)) {
        return false;
      }
    }
    FreshObject object = value.object();
    return object == null || object.describe(out, field -> append(field, depth + 1));
  }

  private boolean append(ReadEvent read) {
    int number = given.indexOf(read);
    if (number >= 0) {
      out.append('r').append(number);
      return true;
    }
    if (given.size() >= MAX_GIVEN) {
      return false;
    }
    given.add(read);
    State.ReadFact fact = state.reads.get(read);
    out.append(fact == null ? 'x' : fact.pause() == null ? 'n' : 'p');
    out.append(read.whole).append(read.location.key);
    return true;
  }
}
