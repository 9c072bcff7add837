package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.python.effects.ContextTask;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.ContextState.Past;
import dev.crosstalk.python.flow.ContextState.SetEvent;
import dev.crosstalk.python.flow.ContextState.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gathers faults over all entry points: one for each root cause, with the shortest way to it.
final class ContextFaults {
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Set<String> everSet = new HashSet<>();
  private final Set<String> everStored = new HashSet<>();

  private record Draft(ContextFault fault, Set<String> origins) {}

  /// A thing done in a scope.
  record Act(@Nullable ContextScope scope, ContextTask.Kind kind, Access access, String remark) {}

  /// The variable was set on the path of some entry point.
  void noteSet(Variable variable) {
    everSet.add(variable.key());
  }

  /// The attribute of `request.state` was stored on the path of some entry point.
  void noteStored(String name) {
    everStored.add(name);
  }

  /// Adds a fault.
  ///
  /// @param cause what tells root causes of one kind and variable apart
  /// @param acts in time order
  void add(
      Kind kind,
      Variable variable,
      String cause,
      @Nullable SetEvent set,
      Access use,
      String where,
      List<Act> acts,
      String origin,
      Confidence confidence) {
    ContextFault fault =
        new ContextFault(
            kind,
            variable.display(),
            variable.key(),
            Optional.ofNullable(variable.definition()),
            Optional.ofNullable(set).map(SetEvent::access),
            use,
            where,
            tree(acts),
            List.of(),
            confidence);
    String key = kind + "\n" + identity(variable, set) + "\n" + cause;
    Draft known = drafts.get(key);
    if (known == null) {
      drafts.put(key, new Draft(fault, new TreeSet<>(Set.of(origin))));
      return;
    }
    known.origins().add(origin);
    if (better(fault, known.fault())) {
      drafts.put(key, new Draft(fault, known.origins()));
    }
  }

  /// One variable of an object is reached by many names.
  private static String identity(Variable variable, @Nullable SetEvent set) {
    Site made = variable.definition();
    return made != null ? made.key() : set != null ? set.access().site().key() : variable.key();
  }

  private static boolean better(ContextFault fault, ContextFault known) {
    int byConfidence = fault.confidence().compareTo(known.confidence());
    return byConfidence != 0
        ? byConfidence < 0
        : fault.use().calls().size() < known.use().calls().size();
  }

  /// All faults, sorted by place.
  List<ContextFault> all() {
    List<ContextFault> found = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      ContextFault fault = draft.fault();
      if (isMeant(fault)) {
        found.add(
            new ContextFault(
                fault.kind(),
                fault.variable(),
                fault.key(),
                fault.definition(),
                fault.set(),
                fault.use(),
                fault.where(),
                fault.tree(),
                List.copyOf(draft.origins()),
                fault.confidence()));
      }
    }
    found.sort(ContextFaults::inOrder);
    return found;
  }

  private static int inOrder(ContextFault left, ContextFault right) {
    int order = left.use().site().compareTo(right.use().site());
    if (order == 0) {
      order = left.kind().compareTo(right.kind());
    }
    return order != 0 ? order : left.key().compareTo(right.key());
  }

  /// What no request ever sets is not missed: another program, or a library, may do it.
  private boolean isMeant(ContextFault fault) {
    return switch (fault.kind()) {
      case DEFAULT_IN_QUERY, FILTER_LEFT_OUT -> everSet.contains(fault.key());
      case STATE_NOT_SET ->
          everStored.contains(fault.variable().substring(fault.variable().lastIndexOf('.') + 1));
      default -> true;
    };
  }

  // ---- the tree

  private static final class Node {
    final ContextScope scope;
    final List<ContextTask.Act> acts = new ArrayList<>();
    final List<Node> inner = new ArrayList<>();

    Node(ContextScope scope) {
      this.scope = scope;
    }

    ContextTask task() {
      return new ContextTask(scope.label(), acts, inner.stream().map(Node::task).toList());
    }
  }

  private static List<ContextTask> tree(List<Act> acts) {
    Map<ContextScope, Node> nodes = new LinkedHashMap<>();
    List<Node> roots = new ArrayList<>();
    int time = 0;
    for (Act act : acts) {
      if (act.scope() != null) {
        node(act.scope(), nodes, roots)
            .acts
            .add(new ContextTask.Act(++time, act.kind(), act.access(), act.remark()));
      }
    }
    return roots.stream().map(Node::task).toList();
  }

  private static Node node(ContextScope scope, Map<ContextScope, Node> nodes, List<Node> roots) {
    Node known = nodes.get(scope);
    if (known != null) {
      return known;
    }
    Node made = new Node(scope);
    nodes.put(scope, made);
    if (scope.parent() == null) {
      roots.add(made);
    } else {
      node(scope.parent(), nodes, roots).inner.add(made);
    }
    return made;
  }

  /// The site as an access that stores nothing.
  static Access access(Site site, List<Site> calls) {
    return new Access(site, calls, "");
  }

  /// The set that happened last among those that `wanted` accepts.
  static @Nullable Past last(List<Past> past, java.util.function.Predicate<Past> wanted) {
    for (int i = past.size() - 1; i >= 0; i--) {
      if (wanted.test(past.get(i))) {
        return past.get(i);
      }
    }
    return null;
  }
}
