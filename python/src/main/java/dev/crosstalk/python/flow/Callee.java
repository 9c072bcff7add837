package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What calling, awaiting or iterating a value runs.
sealed interface Callee {
  /// The constant `None`.
  Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "None";
        }
      };

  /// A function, bound when `self` is there.
  ///
  /// @param closure variables of the enclosing call, when it is on the path
  record Function(FunctionSymbol symbol, @Nullable Value self, @Nullable Env closure)
      implements Callee {}

  record Anonymous(PyTree.Lambda lambda, SourceModule module, @Nullable Env closure)
      implements Callee {}

  /// `functools.partial`.
  record Partial(Value target, Arguments preset) implements Callee {}

  /// A call that runs when it is awaited (coroutine) or iterated (generator, context manager).
  record Pending(Function target, Arguments arguments, Kind kind) implements Callee {}

  /// A method of a container or library object, by name.
  record Method(Value receiver, String name) implements Callee {}

  /// The result of something that happened when it was called: awaiting it does not suspend.
  record Done() implements Callee {}

  /// When a pending call runs.
  enum Kind {
    COROUTINE,
    GENERATOR,
    CONTEXT_MANAGER
  }

  /// Evaluated arguments.
  ///
  /// @param open true when `*` or `**` may supply more
  record Arguments(List<Value> positional, Map<String, Value> named, boolean open) {
    static final Arguments NONE = new Arguments(List.of(), Map.of(), false);

    /// The first positional argument.
    Value first() {
      return positional.isEmpty() ? Value.UNKNOWN : positional.getFirst();
    }

    /// Without the first positional ones.
    Arguments from(int index) {
      return new Arguments(
          positional.size() <= index ? List.of() : positional.subList(index, positional.size()),
          named,
          open);
    }

    /// The same with messages taken for any message.
    Arguments withoutProse() {
      boolean any = false;
      for (Value value : positional) {
        any |= value.isProse();
      }
      for (Value value : named.values()) {
        any |= value.isProse();
      }
      if (!any) {
        return this;
      }
      Map<String, Value> others = new LinkedHashMap<>();
      named.forEach((name, value) -> others.put(name, plain(value)));
      return new Arguments(positional.stream().map(Arguments::plain).toList(), others, open);
    }

    private static Value plain(Value value) {
      return value.isProse() ? value.withoutText() : value;
    }

    int taint() {
      int all = 0;
      for (Value value : positional) {
        all |= value.allTaint();
      }
      for (Value value : named.values()) {
        all |= value.allTaint();
      }
      return all;
    }

    java.util.Set<ReadEvent> reads() {
      java.util.Set<ReadEvent> all = java.util.Set.of();
      for (Value value : positional) {
        all = Value.union(all, value.reads());
      }
      for (Value value : named.values()) {
        all = Value.union(all, value.reads());
      }
      return all;
    }
  }
}
