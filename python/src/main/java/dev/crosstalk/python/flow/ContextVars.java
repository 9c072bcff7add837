package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextTask;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.ContextFaults.Act;
import dev.crosstalk.python.flow.ContextNotes.Note;
import dev.crosstalk.python.flow.ContextState.Binding;
import dev.crosstalk.python.flow.ContextState.Default;
import dev.crosstalk.python.flow.ContextState.Pass;
import dev.crosstalk.python.flow.ContextState.SetEvent;
import dev.crosstalk.python.flow.ContextState.Variable;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Context variables on the path of a request: what `set`, `get` and `reset` do in the scope that
/// runs them.
final class ContextVars {
  private static final String VARIABLE = "contextvars.ContextVar";

  /// Tokens are numbered for each request: the symbol of one means nothing in another.
  static final String TOKEN_SYMBOL = "token:";

  private static final String TOKEN = "contextvars.Token";
  private static final String CONTEXT = "contextvars.Context";
  private static final String DEFAULT_ROOT = "ctxdefault:";

  private final Walk walk;
  private final boolean used;
  final ContextFaults faults = new ContextFaults();
  private final ContextReads reads = new ContextReads(faults);
  private final Map<String, Variable> variables = new HashMap<>();
  private final Map<String, SetEvent> tokens = new HashMap<>();
  private final Map<String, ContextState> copies = new HashMap<>();
  private final List<Pass> passes = new ArrayList<>();
  final ContextNotes notes = new ContextNotes();
  final ContextTasks tasks = new ContextTasks(this);
  private String origin = "";
  private boolean forced;

  ContextVars(Walk walk, boolean used) {
    this.walk = walk;
    this.used = used;
  }

  /// True when the program has context variables, or stores in `request.state`, at all.
  static boolean isUsed(Iterable<SourceModule> modules) {
    for (SourceModule module : modules) {
      String text = module.source().text();
      if (text.contains("ContextVar") || text.contains(".state.")) {
        return true;
      }
    }
    return false;
  }

  /// True when there is anything to watch.
  boolean isUsed() {
    return used;
  }

  boolean isOn() {
    return used && (forced || !walk.tracker.isMuted());
  }

  /// What follows belongs to this entry point.
  void enter(String label, ContextScope.Kind kind, State state) {
    origin = label;
    tokens.clear();
    copies.clear();
    passes.clear();
    tasks.clear();
    reads.lastAbsent = null;
    forced = kind == ContextScope.Kind.LONG_LIVED;
    state.context =
        used
            ? ContextState.NONE.enter(
                new ContextScope(
                    kind,
                    kind == ContextScope.Kind.REQUEST ? "task of " + label : label,
                    null,
                    null,
                    null))
            : ContextState.NONE;
  }

  void leave() {
    forced = false;
  }

  // ---- loops

  /// A loop begins.
  void loop(PyTree loop, boolean mayWait) {
    boolean messages = forced || origin.startsWith("WS ");
    passes.add(new Pass(loop, 0, mayWait && messages));
  }

  /// An iteration of it begins.
  void pass(int number) {
    Pass last = passes.removeLast();
    passes.add(new Pass(last.loop(), number, last.longLived()));
  }

  void endLoop() {
    passes.removeLast();
  }

  // ---- calls

  /// A library function that has to do with contexts; null when it has not.
  @Nullable Value function(String name, Callee.Arguments arguments, State state) {
    if (!used) {
      return null;
    }
    return switch (name) {
      case "contextvars.copy_context" -> {
        walk.tracker.countStart();
        String symbol = "context:" + copies.size();
        copies.put(symbol, state.context);
        yield Value.of(new Type.Library(CONTEXT)).withSymbol(symbol);
      }
      case "threading.Thread", "threading.Timer" -> {
        Value target = arguments.named().get(name.endsWith("Timer") ? "function" : "target");
        if (target == null && name.endsWith("Timer") && arguments.positional().size() > 1) {
          target = arguments.positional().get(1);
        }
        Value given = arguments.named().get("args");
        yield target == null
            ? null
            : Value.callable(
                new Type.Library(name),
                new Callee.Partial(
                    target,
                    new Callee.Arguments(
                        given == null ? List.of() : given.elements(),
                        Map.of(),
                        given != null && given.elements().isEmpty())));
      }
      default -> null;
    };
  }

  /// A method of a variable, a context, a thread or a pool; null when it has nothing to do with
  /// contexts.
  @Nullable Value method(
      Callee.Method method, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    if (!(method.receiver().type() instanceof Type.Library(String type)) || !isOn()) {
      return null;
    }
    String name = method.name();
    if (type.startsWith(VARIABLE)) {
      Variable variable = variable(method.receiver());
      if (variable == null || frame.atStart) {
        return null;
      }
      walk.tracker.sightVariable(name, method.receiver(), node, frame, state);
      return switch (name) {
        case "set" -> {
          walk.ambient.set(method.receiver(), arguments.first());
          yield set(variable, arguments, node, frame, state);
        }
        case "get" -> {
          walk.noteAmbient(method.receiver(), node, frame);
          yield get(variable, method.receiver(), arguments, node, frame, state);
        }
        case "reset" -> {
          reset(variable, arguments.first(), node, frame, state);
          yield Value.SCALAR;
        }
        default -> null;
      };
    }
    if (type.startsWith(CONTEXT) && name.equals("run") && !arguments.positional().isEmpty()) {
      ContextState copied = copies.get(method.receiver().symbol());
      ContextState outer = state.context;
      if (copied != null) {
        state.context = outer.seeing(copied);
      }
      Value result =
          tasks.within(
              ContextScope.Kind.COPY_OF_CONTEXT,
              "copy of the context",
              frame,
              state,
              () -> walk.calls.apply(arguments.first(), arguments.from(1), node, frame, state));
      state.context = outer.after(state.context);
      return result;
    }
    if (type.startsWith("threading.T")
        && name.equals("start")
        && method.receiver().callable() != null) {
      apart(
          walk.versions().threadsInheritContext() ? ContextScope.Kind.COPY : ContextScope.Kind.BARE,
          "thread of `" + type.substring(10) + "`",
          method.receiver(),
          node,
          frame,
          state);
      return Value.SCALAR;
    }
    if (type.endsWith("PoolExecutor")
        && (name.equals("submit") || name.equals("map"))
        && !arguments.positional().isEmpty()) {
      Value work =
          Value.callable(
              Type.UNKNOWN,
              new Callee.Partial(
                  arguments.first(),
                  name.equals("map")
                      ? new Callee.Arguments(List.of(), Map.of(), true)
                      : arguments.from(1)));
      bare("thread of `" + name + "`", work, node, frame, state);
    }
    return null;
  }

  private @Nullable Variable variable(Value receiver) {
    Location location = receiver.location();
    if (location == null || location.isCut() || location.isKeyed()) {
      return null;
    }
    return variables.computeIfAbsent(
        location.key,
        key ->
            new Variable(
                key, location.display, location.definition, otherwise(location), variables.size()));
  }

  private Default otherwise(Location location) {
    PyTree.Expr value = defaultOf(location);
    SourceModule module = walk.variables.moduleOf(location);
    if (value == null || module == null) {
      return Default.RAISES;
    }
    if (value instanceof PyTree.Constant constant && constant.kind() == PyTree.ConstantKind.NONE) {
      return Default.NONE;
    }
    return walk.types.ofExpression(value, TypeScope.of(module)).isMutableContainer()
        ? Default.MUTABLE
        : Default.VALUE;
  }

  private PyTree.@Nullable Expr defaultOf(Location location) {
    if (walk.variables.creation(location) instanceof PyTree.Call call) {
      for (PyTree.Argument argument : call.arguments()) {
        if ("default".equals(argument.name())) {
          return argument.value();
        }
      }
    }
    return null;
  }

  private Value set(
      Variable variable, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    Value value = arguments.first();
    walk.calls.opaque(Value.UNKNOWN, arguments, node, frame, state);
    walk.tracker.countChange();
    faults.noteSet(variable);
    String text =
        node instanceof PyTree.Call call && !call.arguments().isEmpty()
            ? frame.module.text(call.arguments().getFirst().value(), 60)
            : "";
    Site site = frame.site(node);
    SetEvent event =
        new SetEvent(
            variable,
            new Access(site, frame.calls(), text),
            state.context.scope,
            value.constant() == null,
            List.copyOf(passes),
            state.context.visible.get(variable.key()));
    state.context = state.context.set(event);
    notes.add(new Note(variable, "", true, event.access()));
    String symbol = TOKEN_SYMBOL + tokens.size();
    tokens.put(symbol, event);
    return Value.of(new Type.Library(TOKEN)).withSymbol(symbol);
  }

  private Value get(
      Variable variable,
      Value receiver,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state) {
    if (state.dead) {
      return Value.UNKNOWN;
    }
    Access access = new Access(frame.site(node), frame.calls(), "");
    note(new Note(variable, "", false, access), state);
    Binding binding = state.context.visible.get(variable.key());
    boolean unset = binding == null || binding.maybeUnset();
    Value known = walk.ambient.get(receiver);
    int taint = known.taint();
    if (unset && arguments.positional().isEmpty() && variable.otherwise() == Default.MUTABLE) {
      return sharedDefault(variable, receiver);
    }
    boolean none =
        arguments.positional().isEmpty()
            ? variable.otherwise() == Default.NONE
            : arguments.first().isNone();
    if (unset && none && !state.context.assured) {
      taint |= Taint.ABSENT;
      reads.lastAbsent = variable;
    }
    return known.withTaint(taint);
  }

  /// The default itself: one object, handed to everybody who sets nothing.
  private Value sharedDefault(Variable variable, Value receiver) {
    walk.tracker.countStart();
    Location location = java.util.Objects.requireNonNull(receiver.location());
    PyTree.Expr value = java.util.Objects.requireNonNull(defaultOf(location));
    SourceModule module = java.util.Objects.requireNonNull(walk.variables.moduleOf(location));
    return Value.of(walk.types.ofExpression(value, TypeScope.of(module)))
        .withLocation(
            Location.root(
                DEFAULT_ROOT + variable.key(),
                variable.display() + ".get()",
                dev.crosstalk.python.effects.SharedPlace.Owner.MODULE,
                variable.definition()))
        .withSymbol("v:" + DEFAULT_ROOT + variable.key());
  }

  static boolean isDefault(Location location) {
    return location.key.startsWith(DEFAULT_ROOT);
  }

  /// A write to what {@link #sharedDefault} gave.
  void defaultChanged(Location location, Access access, State state) {
    Location root = location;
    while (root.parent != null) {
      root = root.parent;
    }
    Variable variable = variables.get(root.key.substring(DEFAULT_ROOT.length()));
    if (variable != null && isOn()) {
      faults.add(
          ContextFault.Kind.DEFAULT_CHANGED,
          variable,
          "",
          null,
          access,
          "",
          List.of(
              new Act(
                  state.context.scope,
                  ContextTask.Kind.GET,
                  access,
                  "changes the default, which every context shares")),
          origin,
          Confidence.HIGH);
    }
  }

  /// Gives a token back; an unknown token undoes what is visible.
  void reset(Variable variable, Value token, PyTree node, Frame frame, State state) {
    walk.tracker.countChange();
    Access access = new Access(frame.site(node), frame.calls(), "");
    SetEvent event = tokens.get(token.symbol());
    if (event == null) {
      Binding binding = state.context.visible.get(variable.key());
      if (binding != null) {
        for (SetEvent each : binding.sets()) {
          state.context = state.context.reset(each, access);
        }
      }
      return;
    }
    if (!event.variable().key().equals(variable.key())) {
      return;
    }
    reads.reset(event, access, node, frame, state.context, origin);
    state.context = state.context.reset(event, access);
  }

  /// `with variable.set(…):` gives the token back at its end.
  void closeToken(Value token, PyTree node, Frame frame, State state) {
    SetEvent event = tokens.get(token.symbol());
    if (event != null && isOn() && !state.dead) {
      reset(event.variable(), token, node, frame, state);
    }
  }

  // ---- request.state

  /// `request.state.name` is read, without a default.
  void stateRead(String name, PyTree node, Frame frame, State state) {
    if (isOn() && !state.dead && !frame.atStart && !name.startsWith("_")) {
      note(new Note(null, name, false, new Access(frame.site(node), frame.calls(), "")), state);
    }
  }

  /// `request.state.name` is stored, or asked for with a default.
  void stateKnown(String name, boolean stored, State state) {
    if (isOn() && !state.context.stateNames.contains(name)) {
      walk.tracker.countStart();
      state.context = state.context.withStateName(name);
    }
    if (stored && isOn()) {
      faults.noteStored(name);
    }
  }

  // ---- memory of calls

  private void note(Note note, State state) {
    notes.add(note);
    Variable variable = note.variable();
    if (variable != null) {
      reads.get(variable, note.access(), state.context, passes, origin);
    } else {
      reads.stateRead(note.stateName(), note.access(), state.context, origin);
    }
  }

  void replay(List<Note> asked, State state) {
    if (!state.dead) {
      asked.forEach(note -> note(note, state));
    }
  }

  /// A query is given its filter.
  void filter(
      Callee.Method method, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    Variable variable = reads.lastAbsent;
    if (variable == null || !AbsentValues.isFilter(method.name()) || !isOn() || state.dead) {
      return;
    }
    int taint = arguments.taint();
    boolean absent = (taint & Taint.ABSENT) != 0;
    if ((absent || (taint & Taint.LEFT_OUT) != 0)
        && !(method.receiver().type() instanceof Type.Container)) {
      Access access = new Access(frame.site(node), frame.calls(), "");
      faults.add(
          absent ? ContextFault.Kind.DEFAULT_IN_QUERY : ContextFault.Kind.FILTER_LEFT_OUT,
          variable,
          access.site().symbol(),
          null,
          access,
          "",
          List.of(
              new Act(
                  state.context.scope,
                  ContextTask.Kind.GET,
                  access,
                  absent ? "filters by None when nobody set it" : "left out when nobody set it")),
          origin,
          Confidence.MEDIUM);
    }
  }

  /// A thread, which starts without a context: followed for context variables only, and only when
  /// there is something to lose.
  void bare(String label, Value work, PyTree node, Frame frame, State state) {
    apart(ContextScope.Kind.BARE, label, work, node, frame, state);
  }

  private void apart(
      ContextScope.Kind kind, String label, Value work, PyTree node, Frame frame, State state) {
    if (!isOn() || state.dead || state.context.visible.isEmpty()) {
      return;
    }
    boolean before = forced;
    forced = true;
    State copy = state.copy();
    walk.tracker.whileMuted(() ->
        tasks.within(
            kind,
            label,
            frame,
            copy,
            () -> {
              walk.library.start(work, node, frame, copy);
              return Value.SCALAR;
            }));
    forced = before;
  }
}
