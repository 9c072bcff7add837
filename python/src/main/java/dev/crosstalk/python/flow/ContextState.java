package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the running scope sees of the context variables, and what happened to them on the path so
/// far, in whichever scope. Never changed: paths that part share it.
@SuppressWarnings("ReferenceEquality") // sharing is what is asked for
final class ContextState {
  private static final int MAX_PAST = 48;

  /// Sets by which one variable may hold what it holds; those beyond are like the others.
  private static final int MAX_SETS = 12;

  static final ContextState NONE = new ContextState(null, Map.of(), List.of(), Set.of(), false);

  final @Nullable ContextScope scope;

  /// By key of the variable; absent: unset.
  final Map<String, Binding> visible;

  final List<Past> past;

  /// Attributes of `request.state` that something on this path may have stored.
  final Set<String> stateNames;

  /// A missing value was refused on this path.
  final boolean assured;

  private @Nullable String signature;

  private ContextState(
      @Nullable ContextScope scope,
      Map<String, Binding> visible,
      List<Past> past,
      Set<String> stateNames,
      boolean assured) {
    this.scope = scope;
    this.visible = visible;
    this.past = past;
    this.stateNames = stateNames;
    this.assured = assured;
  }

  /// A context variable.
  ///
  /// @param number small, in order of appearance
  record Variable(
      String key, String display, @Nullable Site definition, Default otherwise, int number) {}

  /// What `get()` gives when nothing was set.
  enum Default {
    RAISES,
    NONE,
    VALUE,
    MUTABLE
  }

  /// One execution of `variable.set(…)`.
  ///
  /// @param own false for a constant such as None: a start value that says nothing
  /// @param passes loops around it, outermost first, with the number of the iteration
  record SetEvent(
      Variable variable,
      Access access,
      @Nullable ContextScope scope,
      boolean own,
      List<Pass> passes,
      @Nullable Binding before) {

    /// The same line in the same scope and iteration: one of both stands for either.
    boolean isLike(SetEvent other) {
      return this == other
          || (access.site().node() == other.access.site().node()
              && scope == other.scope
              && passes.equals(other.passes));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /// One iteration of a loop.
  record Pass(PyTree loop, int number, boolean longLived) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pass pass && pass.loop == loop && pass.number == number;
    }

    @Override
    public int hashCode() {
      return loop.id() * 31 + number;
    }
  }

  /// What a variable holds here: one of `sets`, or nothing yet.
  record Binding(Set<SetEvent> sets, boolean maybeUnset) {}

  /// A set that happened, with its reset when that happened too.
  record Past(SetEvent set, @Nullable Access reset, @Nullable ContextScope resetIn) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Past past && past.set == set && past.reset == reset;
    }

    @Override
    public int hashCode() {
      return set.hashCode();
    }
  }

  ContextState enter(ContextScope inner) {
    boolean bare = inner.kind() == ContextScope.Kind.BARE;
    return new ContextState(inner, bare ? Map.of() : visible, past, stateNames, assured);
  }

  /// Back here, after `inner` was followed in another scope.
  ContextState after(ContextState inner) {
    return inner == this || (inner.past == past && inner.stateNames == stateNames)
        ? this
        : new ContextState(scope, visible, inner.past, inner.stateNames, assured);
  }

  /// The same with what `other` sees, and with the resets that led there.
  ContextState seeing(ContextState other) {
    List<Past> mended = past;
    if (past != other.past) {
      for (int i = 0; i < past.size(); i++) {
        Past each = past.get(i);
        Past ended = each.reset() == null ? other.undone(each.set()) : null;
        if (ended != null) {
          mended = mended == past ? new ArrayList<>(past) : mended;
          mended.set(i, ended);
        }
      }
    }
    return other.visible == visible && mended == past
        ? this
        : new ContextState(scope, other.visible, mended, stateNames, assured);
  }

  private @Nullable Past undone(SetEvent set) {
    for (Past each : past) {
      if (each.set() == set) {
        return each.reset() == null ? null : each;
      }
    }
    return null;
  }

  ContextState set(SetEvent event) {
    List<Past> more = past;
    if (past.size() < MAX_PAST) {
      more = new ArrayList<>(past);
      more.add(new Past(event, null, null));
    }
    return new ContextState(
        scope,
        with(event.variable().key(), new Binding(Set.of(event), false)),
        more,
        stateNames,
        assured);
  }

  ContextState reset(SetEvent event, Access at) {
    List<Past> more = new ArrayList<>(past);
    more.replaceAll(each -> each.set() == event ? new Past(event, at, scope) : each);
    return new ContextState(
        scope, with(event.variable().key(), event.before()), more, stateNames, assured);
  }

  private Map<String, Binding> with(String key, @Nullable Binding binding) {
    Map<String, Binding> changed = new HashMap<>(visible);
    if (binding == null) {
      changed.remove(key);
    } else {
      changed.put(key, binding);
    }
    return changed;
  }

  /// True when everything that was set since `before` was taken back, so that nobody sees it later.
  boolean isBack(ContextState before) {
    if (this == before) {
      return true;
    }
    return stateNames.equals(before.stateNames)
        && (visible == before.visible || visible.equals(before.visible))
        && (past == before.past
            || past.stream().allMatch(each -> each.reset() != null || before.past.contains(each)));
  }

  ContextState withStateName(String name) {
    if (stateNames.contains(name)) {
      return this;
    }
    Set<String> more = new HashSet<>(stateNames);
    more.add(name);
    return new ContextState(scope, visible, past, more, assured);
  }

  ContextState assure() {
    return assured ? this : new ContextState(scope, visible, past, stateNames, true);
  }

  static ContextState join(ContextState left, ContextState right) {
    if (left == right) {
      return left;
    }
    Map<String, Binding> seen = left.visible;
    if (left.visible != right.visible) {
      seen = new HashMap<>();
      for (Map.Entry<String, Binding> entry : left.visible.entrySet()) {
        seen.put(entry.getKey(), join(entry.getValue(), right.visible.get(entry.getKey())));
      }
      for (Map.Entry<String, Binding> entry : right.visible.entrySet()) {
        if (!left.visible.containsKey(entry.getKey())) {
          seen.put(entry.getKey(), join(entry.getValue(), null));
        }
      }
    }
    Set<String> names = left.stateNames;
    if (!names.containsAll(right.stateNames)) {
      names = new HashSet<>(names);
      names.addAll(right.stateNames);
    }
    return new ContextState(
        left.scope, seen, join(left.past, right.past), names, left.assured && right.assured);
  }

  private static Binding join(Binding left, @Nullable Binding right) {
    if (left == right) {
      return left;
    }
    if (right == null) {
      return left.maybeUnset() ? left : new Binding(left.sets(), true);
    }
    boolean maybeUnset = left.maybeUnset() || right.maybeUnset();
    Set<SetEvent> both = left.sets();
    for (SetEvent event : right.sets()) {
      if (both.size() < MAX_SETS && both.stream().noneMatch(each -> each.isLike(event))) {
        if (both == left.sets()) {
          both = new LinkedHashSet<>(both);
        }
        both.add(event);
      }
    }
    return both == left.sets() && maybeUnset == left.maybeUnset()
        ? left
        : new Binding(both, maybeUnset);
  }

  private static List<Past> join(List<Past> left, List<Past> right) {
    if (left == right || left.containsAll(right)) {
      return left;
    }
    if (right.containsAll(left)) {
      return right;
    }
    List<Past> both = new ArrayList<>(left);
    for (Past each : right) {
      boolean known = false;
      for (int i = 0; i < both.size(); i++) {
        if (both.get(i).set() == each.set()) {
          known = true;
          if (each.reset() == null) {
            both.set(i, each); // on some path it still holds
          }
        }
      }
      if (!known && both.size() < MAX_PAST) {
        both.add(each);
      }
    }
    return both;
  }

  /// Equal for states in which calls give the same values.
  String signature() {
    String known = signature;
    if (known == null) {
      StringBuilder out = new StringBuilder(assured ? "!" : "");
      new TreeMap<>(visible)
          .forEach((_, binding) ->
              out.append('^')
                  .append(binding.sets().iterator().next().variable().number())
                  .append(binding.maybeUnset() ? "?" : ""));
      known = out.toString();
      signature = known;
    }
    return known;
  }
}
