package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextTask;
import dev.crosstalk.python.flow.ContextFaults.Act;
import dev.crosstalk.python.flow.ContextScope.Kind;
import dev.crosstalk.python.flow.ContextState.Binding;
import dev.crosstalk.python.flow.ContextState.Default;
import dev.crosstalk.python.flow.ContextState.Pass;
import dev.crosstalk.python.flow.ContextState.Past;
import dev.crosstalk.python.flow.ContextState.SetEvent;
import dev.crosstalk.python.flow.ContextState.Variable;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recognises reads that miss what was set, and resets that come too late or elsewhere.
@SuppressWarnings("ReferenceEquality") // trees and modules are compared by identity
final class ContextReads {
  private final ContextFaults faults;

  /// The variable whose missing value was handed out last.
  @Nullable Variable lastAbsent;

  ContextReads(ContextFaults faults) {
    this.faults = faults;
  }

  void get(
      Variable variable, Access access, ContextState context, List<Pass> passes, String origin) {
    ContextScope here = context.scope;
    if (here == null) {
      return;
    }
    Binding binding = context.visible.get(variable.key());
    if (binding != null) {
      inherited(variable, binding, access, context, passes, origin);
    }
    if (binding == null && lostInThread(variable, access, here, origin)) {
      return;
    }
    if (context.past.isEmpty() || (binding != null && hasOwn(binding))) {
      return; // the reader's own value
    }
    Set<ContextScope> cleared = new HashSet<>();
    for (int i = context.past.size() - 1; i >= 0; i--) {
      Past past = context.past.get(i);
      SetEvent set = past.set();
      if (!set.own() && set.scope() != null && set.variable().equals(variable)) {
        cleared.add(set.scope().owner()); // set back to nothing: it was meant to end there
      }
      if (set.variable().equals(variable)
          && set.own()
          && !cleared.contains(set.scope() == null ? null : set.scope().owner())
          && set.scope() != null
          && (binding == null || !binding.sets().contains(set))
          && missed(past, set.scope(), variable, access, here, origin)) {
        return;
      }
    }
  }

  private static boolean hasOwn(Binding binding) {
    for (SetEvent set : binding.sets()) {
      if (set.own()) {
        return true;
      }
    }
    return false;
  }

  private boolean missed(
      Past past,
      ContextScope setIn,
      Variable variable,
      Access access,
      ContextScope here,
      String origin) {
    SetEvent set = past.set();
    if (here.isWithin(setIn.owner())) {
      ContextState scheduled = here.scheduled();
      Access reset = past.reset();
      if (reset == null || scheduled == null) {
        return false;
      }
      Binding then = scheduled.visible.get(variable.key());
      if (then == null || !then.sets().contains(set)) {
        return false;
      }
      faults.add(
          ContextFault.Kind.READ_AFTER_RESET,
          variable,
          access.site().key(),
          set,
          access,
          "",
          List.of(
              new Act(setIn, ContextTask.Kind.SET, set.access(), ""),
              new Act(past.resetIn(), ContextTask.Kind.RESET, reset, ""),
              new Act(here, ContextTask.Kind.GET, access, misses(variable))),
          origin,
          Confidence.HIGH);
      return true;
    }
    ContextScope common = here.common(setIn);
    if (past.reset() != null || common == null) {
      return false; // it was meant to end there
    }
    ContextScope pool = setIn.below(common, Kind.DEPENDENCY_CALL);
    boolean inside = common.equals(here.owner()) && setIn.below(common, Kind.INNER_APP) != null;
    if (pool == null && !inside) {
      return false;
    }
    faults.add(
        pool != null
            ? ContextFault.Kind.SET_IN_POOL_CALL
            : ContextFault.Kind.SET_INSIDE_READ_OUTSIDE,
        variable,
        pool != null ? set.access().site().key() : "",
        set,
        access,
        setIn.label(),
        List.of(
            new Act(setIn, ContextTask.Kind.SET, set.access(), "only this copy sees it"),
            new Act(here, ContextTask.Kind.GET, access, misses(variable))),
        origin,
        Confidence.HIGH);
    return true;
  }

  private static String misses(Variable variable) {
    return switch (variable.otherwise()) {
      case RAISES -> "cannot see it: raises LookupError";
      case NONE -> "cannot see it: gets None";
      case VALUE, MUTABLE -> "cannot see it: gets the default";
    };
  }

  private boolean lostInThread(Variable variable, Access access, ContextScope here, String origin) {
    for (ContextScope each = here; each != null; each = each.parent()) {
      if (each.kind() == Kind.COPY_OF_CONTEXT) {
        return false;
      }
      ContextState before = each.before();
      if (each.kind() != Kind.BARE || before == null) {
        continue;
      }
      Binding outside = before.visible.get(variable.key());
      if (outside == null || !hasOwn(outside)) {
        return false;
      }
      SetEvent set = outside.sets().iterator().next();
      faults.add(
          ContextFault.Kind.LOST_IN_THREAD,
          variable,
          access.site().key(),
          set,
          access,
          each.label(),
          List.of(
              new Act(set.scope(), ContextTask.Kind.SET, set.access(), ""),
              new Act(here, ContextTask.Kind.GET, access, misses(variable))),
          origin,
          Confidence.HIGH);
      return true;
    }
    return false;
  }

  private void inherited(
      Variable variable,
      Binding binding,
      Access access,
      ContextState context,
      List<Pass> passes,
      String origin) {
    if (passes.isEmpty()) {
      return;
    }
    for (SetEvent set : binding.sets()) {
      if (!set.own()) {
        continue;
      }
      for (Pass then : set.passes()) {
        for (Pass now : passes) {
          if (now.longLived() && now.loop() == then.loop() && now.number() > then.number()) {
            faults.add(
                ContextFault.Kind.INHERITED,
                variable,
                set.access().site().key(),
                set,
                access,
                "",
                List.of(
                    new Act(
                        set.scope(), ContextTask.Kind.SET, set.access(), "for the first message"),
                    new Act(
                        context.scope,
                        ContextTask.Kind.GET,
                        access,
                        "for the next message: still the value of the first")),
                origin,
                Confidence.HIGH);
            return;
          }
        }
      }
    }
  }

  // ---- resets

  void reset(
      SetEvent event,
      Access access,
      PyTree node,
      Frame frame,
      ContextState context,
      String origin) {
    ContextScope here = context.scope;
    ContextScope there = event.scope();
    if (here == null || there == null) {
      return;
    }
    FunctionSymbol function = frame.function;
    if (!here.owner().equals(there.owner())) {
      if (function != null && Protection.catches(function.definition(), node, "ValueError")) {
        return;
      }
      faults.add(
          ContextFault.Kind.RESET_ELSEWHERE,
          event.variable(),
          access.site().key(),
          event,
          access,
          here.label(),
          List.of(
              new Act(there, ContextTask.Kind.SET, event.access(), "makes the token"),
              new Act(
                  here,
                  ContextTask.Kind.RESET,
                  access,
                  "raises ValueError: the token is of another context")),
          origin,
          Confidence.HIGH);
      return;
    }
    Access set = event.access();
    if (function != null
        && set.site().symbol().equals(function.dottedName())
        && set.site().module() == function.module()
        && Protection.skipsAfterYield(function.definition(), set.site().node(), node)) {
      faults.add(
          ContextFault.Kind.RESET_SKIPPED_BY_ERROR,
          event.variable(),
          access.site().key(),
          event,
          access,
          "",
          List.of(
              new Act(there, ContextTask.Kind.SET, set, ""),
              new Act(here, ContextTask.Kind.RESET, access, "not reached when the body raises")),
          origin,
          Confidence.HIGH);
    }
  }

  // ---- request.state

  void stateRead(String name, Access access, ContextState context, String origin) {
    ContextScope here = context.scope;
    if (here == null || context.stateNames.contains(name) || here.kind() == Kind.LONG_LIVED) {
      return;
    }
    faults.add(
        ContextFault.Kind.STATE_NOT_SET,
        new Variable("request.state." + name, "request.state." + name, null, Default.RAISES, 0),
        access.site().symbol(),
        null,
        access,
        "",
        List.of(new Act(here, ContextTask.Kind.GET, access, "nothing on this path has stored it")),
        origin,
        Confidence.HIGH);
  }
}
