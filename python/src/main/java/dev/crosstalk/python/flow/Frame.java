package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One call on the path that is being followed.
final class Frame {
  final SourceModule module;
  final @Nullable FunctionSymbol function;
  final @Nullable Frame caller;
  private final @Nullable Site callSite;
  private @Nullable List<Site> chain;
  final int depth;

  /// Runs on a pool thread: the interpreter may switch threads behind every call.
  final boolean thread;

  /// Followed as part of start-up.
  final boolean atStart;

  /// This call as a point of {@link ActivityLog}; the caller's until it is set.
  int point;

  /// What this call took and holds, for {@link ActivityLog}.
  List<dev.crosstalk.python.effects.Activity.Hold> holding;

  /// Runs beside the caller, which waits for nothing.
  boolean detached;

  /// What is called from here answers the request.
  boolean answers;

  Outcome out = new Outcome();
  int loops;

  /// What a `yield` hands its value to; null when nobody listens.
  @Nullable BiConsumer<Value, State> onYield;

  Frame(
      SourceModule module,
      @Nullable FunctionSymbol function,
      @Nullable Frame caller,
      @Nullable Site callSite,
      boolean thread,
      boolean atStart) {
    this.module = module;
    this.function = function;
    this.caller = caller;
    this.callSite = callSite;
    this.depth = caller == null ? 0 : caller.depth + 1;
    this.loops = caller == null ? 0 : caller.loops;
    this.thread = thread;
    this.atStart = atStart;
    this.point = caller == null ? -1 : caller.point;
    this.holding = caller == null || callSite != null ? List.of() : caller.holding;
  }

  /// Call sites that lead here from the entry point, outermost first.
  List<Site> calls() {
    List<Site> known = chain;
    if (known == null) {
      List<Site> above = caller == null ? List.of() : caller.calls();
      if (callSite == null) {
        known = above;
      } else {
        List<Site> longer = new ArrayList<>(above);
        longer.add(callSite);
        known = List.copyOf(longer);
      }
      chain = known;
    }
    return known;
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
