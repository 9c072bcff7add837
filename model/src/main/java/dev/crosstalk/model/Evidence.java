package dev.crosstalk.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What proves a finding. Every race carries an interleaving; other rules carry what proves them.
public sealed interface Evidence {

  /// The word under `evidence.kind` in machine-readable reports.
  default String kind() {
    return switch (this) {
      case Race _ -> "interleaving";
      case CallChain _ -> "callChain";
      case ContextTree _ -> "contextTree";
      case Contract _ -> "contract";
      case Counts _ -> "counts";
    };
  }

  /// Two lanes that meet at a shared location.
  record Race(SharedLocation location, Interleaving interleaving) implements Evidence {}

  /// A chain of calls from an entry point to the place; the first hop is the outermost.
  record CallChain(Optional<SharedLocation> location, List<Hop> hops) implements Evidence {
    public CallChain {
      hops = List.copyOf(hops);
    }
  }

  /// Where a context variable is set, read and reset: tasks and threads as a tree.
  record ContextTree(String variable, List<ContextNode> roots) implements Evidence {
    public ContextTree {
      roots = List.copyOf(roots);
    }
  }

  /// What an interface document promises or leaves open.
  record Contract(String pointer, String excerpt) implements Evidence {}

  /// Figures, in the order they are to be shown.
  record Counts(SequencedMap<String, Long> figures) implements Evidence {
    public Counts {
      figures = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(figures));
    }
  }

  /// A place that outlives one request and that two requests can reach.
  ///
  /// @param name as a reader of the code would write it, for example `_request_context["org_id"]`
  /// @param kind what it is: module variable, container item, instance attribute, …
  /// @param definition where it comes into being, when that is in the scanned source
  record SharedLocation(String name, String kind, Optional<Place.Source> definition) {}

  /// One call of a chain.
  record Hop(String symbol, String text, String path, int line) {}

  /// One thing done to a context variable.
  ///
  /// @param time place among all acts of the tree, from 1
  /// @param remark what comes of it, empty when that is plain
  /// @param missing true when the value is not there
  record ContextAct(int time, ContextActKind kind, Hop hop, String remark, boolean missing) {}

  /// What is done to a context variable.
  enum ContextActKind {
    SET("sets"),
    GET("reads"),
    RESET("resets");

    private final String verb;

    ContextActKind(String verb) {
      this.verb = verb;
    }

    /// The verb that follows the task's name.
    public String verb() {
      return verb;
    }
  }

  /// A task or thread with what it does to the variable and the tasks it starts.
  record ContextNode(String label, List<ContextAct> actions, List<ContextNode> children) {
    public ContextNode {
      actions = List.copyOf(actions);
      children = List.copyOf(children);
    }
  }
}
