package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.Versions;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.TypeReader;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What all parts of the walk share: facts about the program, the tracker and the budget.
final class Walk {
  /// Evaluations per entry point; a path longer than this is not followed to its end.
  private static final int BUDGET = 100_000;

  final TypeReader types;
  final Linker linker;
  final ProgramFacts facts;
  private final Supplier<Versions> versions;
  final Tracker tracker = new Tracker();
  final Heap heap = new Heap();
  final ActivityLog activity = new ActivityLog(this);
  final Memo memo;
  final Refusals refusals;
  final Statements statements;
  final Loops loops = new Loops(this);
  final Attempts attempts = new Attempts(this);
  final Withs withs = new Withs(this);
  final Definitions definitions = new Definitions(this);
  final Attributes attributes = new Attributes(this);
  final Functions functions = new Functions(this);
  final Constructions constructions = new Constructions(this);
  final Expressions expressions;
  final Assignments assignments;
  final Containers containers;
  final Calls calls;
  final Variables variables;
  final LibraryCalls library;
  final Locks locks;
  final Conditions conditions;
  final AmbientValues ambient;
  final KeyedTables tables;
  final SharedClients clients;
  final SharedContainers shared;
  final ProcessSettings settings;
  final ContextVars contexts;
  final Singletons singletons;
  final ProjectWords project;
  final AmbientReads ambientReads = new AmbientReads();
  private final Map<String, BitSet> callSites = new HashMap<>();
  private final Map<String, BitSet> resolvedSites = new HashMap<>();
  private Requests.@Nullable InnerLayer inner;
  private @Nullable PyTree discarded;
  private int steps;
  private boolean exhausted;

  Walk(TypeReader types, ProgramFacts facts, Vocabulary vocabulary, Supplier<Versions> versions) {
    this.versions = versions;
    this.types = types;
    this.linker = types.linker();
    this.facts = facts;
    this.singletons = new Singletons(linker);
    this.contexts = new ContextVars(this, ContextVars.isUsed(linker.modules().modules()));
    tracker.watch(contexts);
    this.refusals = new Refusals(this);
    this.project = new ProjectWords(this, vocabulary);
    this.memo = new Memo(this);
    this.variables = new Variables(this);
    this.containers = new Containers(this);
    this.assignments = new Assignments(this);
    this.expressions = new Expressions(this);
    this.locks = new Locks(this);
    this.conditions = new Conditions(this);
    this.ambient = new AmbientValues(this);
    this.tables = new KeyedTables(this);
    this.clients = new SharedClients(this);
    this.shared = new SharedContainers(this);
    this.settings = new ProcessSettings(this);
    this.library = new LibraryCalls(this);
    this.calls = new Calls(this);
    this.statements = new Statements(this);
  }

  /// What runs the program.
  Versions versions() {
    return versions.get();
  }

  /// Counts one evaluation; false when the entry point's budget is used up.
  boolean step() {
    if (++steps > BUDGET) {
      exhausted = true;
      return false;
    }
    return true;
  }

  /// The value of this expression is not used.
  void discard(PyTree.Expr expression) {
    discarded = expression;
  }

  @SuppressWarnings("ReferenceEquality") // this very node
  boolean isDiscarded(PyTree node) {
    return discarded == node;
  }

  /// Starts a new budget; tells whether the last one was used up.
  boolean resetBudget() {
    boolean was = exhausted;
    steps = 0;
    exhausted = false;
    return was;
  }

  boolean isExhausted() {
    return exhausted;
  }

  Requests.@Nullable InnerLayer inner() {
    return inner;
  }

  void setInner(Requests.@Nullable InnerLayer layer) {
    inner = layer;
  }

  /// Runs what lies inside the middleware that is being followed.
  Value innerLayer(PyTree node, Frame frame, State state) {
    tracker.countStart(); // what lies inside differs from route to route
    Requests.InnerLayer layer = inner;
    if (layer == null) {
      pause(node, frame, Pause.How.AWAIT, true, state);
      return Value.UNKNOWN;
    }
    return layer.run(node, frame, state);
  }

  Tracker.PyNode at(PyTree node, Frame frame) {
    return new Tracker.PyNode(frame.site(node), frame.calls(), frame.thread);
  }

  void pause(PyTree node, Frame frame, Pause.How how, boolean certain, State state) {
    tracker.pause(at(node, frame), how, certain, state);
  }

  /// A context variable is read.
  void noteAmbient(Value variable, PyTree node, Frame frame) {
    if (!tracker.isMuted()) {
      ambientReads.read(variable, node, frame, tracker.origin());
    }
  }

  void countCall(Frame frame, PyTree.Call call, boolean resolved) {
    if (tracker.isMuted()) {
      return;
    }
    String path = frame.module.path();
    callSites.computeIfAbsent(path, _ -> new BitSet()).set(call.id());
    if (resolved) {
      resolvedSites.computeIfAbsent(path, _ -> new BitSet()).set(call.id());
    }
  }

  int callSites() {
    return callSites.values().stream().mapToInt(BitSet::cardinality).sum();
  }

  int resolvedCallSites() {
    return resolvedSites.values().stream().mapToInt(BitSet::cardinality).sum();
  }
}
