package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One call on the path that is being followed.
final class Frame {
  final SourceModule module;
  final @Nullable FunctionSymbol function;
  final @Nullable Frame caller;
  final List<Site> calls;
  final int depth;

  /// Runs on a pool thread: the interpreter may switch threads behind every call.
  final boolean thread;

  /// Followed as part of start-up.
  final boolean atStart;

  Outcome out = new Outcome();
  int loops;

  /// What a `yield` hands its value to; null when nobody listens.
  @Nullable BiConsumer<Value, State> onYield;

  Frame(
      SourceModule module,
      @Nullable FunctionSymbol function,
      @Nullable Frame caller,
      List<Site> calls,
      boolean thread,
      boolean atStart) {
    this.module = module;
    this.function = function;
    this.caller = caller;
    this.calls = calls;
    this.depth = caller == null ? 0 : caller.depth + 1;
    this.loops = caller == null ? 0 : caller.loops;
    this.thread = thread;
    this.atStart = atStart;
  }

  Site site(PyTree node) {
    return new Site(module, node, function == null ? module.name() : function.dottedName());
  }

  boolean isActive(FunctionSymbol symbol) {
    for (Frame each = this; each != null; each = each.caller) {
      if (each.function == symbol) {
        return true;
      }
    }
    return false;
  }
}
