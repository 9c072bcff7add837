package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs statements: branches part and meet, loops run twice, exceptions reach their handlers from
/// every statement of the `try`.
final class Statements {
  private static final int LOOP_PASSES = 2;
  private static final int MAX_LOOPS = 2;
  private final Walk walk;

  Statements(Walk walk) {
    this.walk = walk;
  }

  void block(List<PyTree.Stmt> body, Frame frame, State state) {
    for (int i = 0; i < body.size(); i++) {
      if (state.dead || walk.isExhausted()) {
        return;
      }
      statement(body.get(i), body, i, frame, state);
    }
  }

  private void statement(
      PyTree.Stmt statement, List<PyTree.Stmt> body, int index, Frame frame, State state) {
    walk.step();
    switch (statement) {
      case PyTree.ExprStmt expression -> {
        walk.discard(expression.value());
        walk.expressions.eval(expression.value(), frame, state);
      }
      case PyTree.Assign assign -> {
        Value value = walk.expressions.eval(assign.value(), frame, state);
        for (PyTree.Expr target : assign.targets()) {
          walk.assignments.assign(target, value, assign.value(), assign, frame, state);
        }
      }
      case PyTree.AnnAssign assign -> {
        if (assign.value() != null) {
          Value value = walk.expressions.eval(assign.value(), frame, state);
          if (value.type() instanceof Type.Unknown) {
            value =
                value.withType(
                    walk.types.ofAnnotation(assign.annotation(), walk.expressions.scope(frame)));
          }
          walk.assignments.assign(assign.target(), value, assign.value(), assign, frame, state);
        }
      }
      case PyTree.AugAssign assign -> walk.assignments.augment(assign, frame, state);
      case PyTree.Return result -> {
        Value value =
            result.value() == null
                ? Value.constant(Callee.NONE)
                : walk.expressions.eval(result.value(), frame, state);
        if (result.value() != null && !state.dead) {
          boolean answers = frame.caller != null && frame.caller.answers;
          if (answers) {
            walk.shared.readHeld(value, result.value(), frame, state);
          }
          value =
              value.withReads(
                  Value.union(
                      value.reads(),
                      answers || frame.depth == 1
                          ? walk.containers.readWhole(value, result.value(), frame, state)
                          : Set.of()));
        }
        if (!state.dead) {
          frame.out.addReturn(detach(state), value);
        }
      }
      case PyTree.Raise raise -> {
        if (raise.exception() != null) {
          walk.expressions.eval(raise.exception(), frame, state);
        }
        if (!state.dead) {
          frame.out.addRaise(detach(state));
        }
      }
      case PyTree.If branch -> branch(branch, body, index, frame, state);
      case PyTree.While loop -> whileLoop(loop, frame, state);
      case PyTree.For loop -> forLoop(loop, frame, state);
      case PyTree.Try attempt -> attempt(attempt, frame, state);
      case PyTree.With with -> with(with, 0, frame, state);
      case PyTree.Match match -> match(match, frame, state);
      case PyTree.Break _ -> {
        if (!state.dead) {
          frame.out.broken = State.join(frame.out.broken, detach(state));
        }
      }
      case PyTree.Continue _ -> {
        if (!state.dead) {
          frame.out.continued = State.join(frame.out.continued, detach(state));
        }
      }
      case PyTree.Delete delete -> {
        for (PyTree.Expr target : delete.targets()) {
          walk.assignments.delete(target, delete, frame, state);
        }
      }
      case PyTree.Assert check -> {
        Conditions.Tested test = walk.conditions.test(check.test(), frame, state);
        Tracker.guard(state, test.reads(), check, 1, true, false);
      }
      case PyTree.FunctionDef def -> define(def, frame, state);
      case PyTree.ClassDef def -> defineClass(def, frame, state);
      case PyTree.Import imported -> bindImports(imported, frame, state);
      case PyTree.ImportFrom imported -> bindImports(imported, frame, state);
      case PyTree.ErrorStmt error -> block(error.body(), frame, state);
      case PyTree.Pass _, PyTree.Global _, PyTree.Nonlocal _, PyTree.TypeAlias _ -> {}
    }
  }

  /// Hands the state over and ends this path.
  static State detach(State state) {
    State taken = new State(state.env);
    taken.become(state);
    state.dead = true;
    return taken;
  }

  // ---- branches

  private void branch(
      PyTree.If branch, List<PyTree.Stmt> body, int index, Frame frame, State state) {
    Boolean given = Conditions.given(branch.test(), frame, state);
    if (given != null) {
      block(given ? branch.body() : branch.orElse(), frame, state);
      return;
    }
    Conditions.Tested test = walk.conditions.test(branch.test(), frame, state);
    Set<ReadEvent> reads = test.reads();
    boolean elseRejects = false;
    boolean thenRejects = false;
    boolean emptiness = false;
    if (!reads.isEmpty()) {
      Set<String> names = Tests.namesIn(branch.test());
      List<PyTree.Stmt> rest = body.subList(index + 1, body.size());
      elseRejects =
          branch.orElse().isEmpty()
              ? Tests.alwaysLeaves(branch.body()) && Tests.rejects(rest, names)
              : Tests.rejects(branch.orElse(), names);
      thenRejects = Tests.rejects(branch.body(), names);
      emptiness = Tests.asksForEmptiness(branch.test());
      walk.refusals.decided(branch, rest, reads, frame, state);
    }
    State other = state.copy();
    if ((test.value().taint() & Taint.ABSENT) != 0) {
      AbsentValues.split(branch, state, other);
    }
    Tracker.guard(state, reads, branch, 1, elseRejects, emptiness);
    block(branch.body(), frame, state);
    Tracker.guard(other, reads, branch, 2, thenRejects, emptiness);
    block(branch.orElse(), frame, other);
    State joined = State.join(state, other);
    if (joined != null && joined != state) {
      state.become(joined);
    }
  }

  private void match(PyTree.Match match, Frame frame, State state) {
    Value subject = walk.expressions.eval(match.subject(), frame, state);
    State exit = null;
    boolean open = true;
    for (PyTree.MatchCase each : match.cases()) {
      State path = state.copy();
      bindPattern(each.pattern(), subject, path);
      Set<ReadEvent> reads = subject.reads();
      if (each.guard() != null) {
        reads = Value.union(reads, walk.expressions.eval(each.guard(), frame, path).reads());
      }
      Tracker.guard(path, reads, each, 1, true, false);
      block(each.body(), frame, path);
      exit = State.join(exit, path);
      if (each.guard() == null && isCatchAll(each.pattern())) {
        open = false;
      }
    }
    if (open) {
      exit = State.join(exit, state.copy());
    }
    if (exit != null) {
      state.become(exit);
    }
  }

  private static boolean isCatchAll(PyTree.Pattern pattern) {
    return pattern instanceof PyTree.CapturePattern;
  }

  private static void bindPattern(PyTree.Pattern pattern, Value subject, State state) {
    Value part =
        Value.derived(Type.UNKNOWN, subject.allTaint(), subject.reads())
            .withLocation(subject.location());
    switch (pattern) {
      case PyTree.CapturePattern capture -> {
        if (capture.name() != null) {
          state.env.put(capture.name(), subject);
        }
      }
      case PyTree.AsPattern as -> {
        state.env.put(as.name(), subject);
        bindPattern(as.pattern(), subject, state);
      }
      case PyTree.SequencePattern sequence ->
          sequence.elements().forEach(each -> bindPattern(each, part, state));
      case PyTree.MappingPattern mapping ->
          mapping.patterns().forEach(each -> bindPattern(each, part, state));
      case PyTree.ClassPattern type -> {
        type.positional().forEach(each -> bindPattern(each, part, state));
        type.keywordPatterns().forEach(each -> bindPattern(each, part, state));
      }
      case PyTree.OrPattern or ->
          or.alternatives().forEach(each -> bindPattern(each, subject, state));
      case PyTree.StarPattern star -> {
        if (star.name() != null) {
          state.env.put(star.name(), part);
        }
      }
      case PyTree.ValuePattern _ -> {}
    }
  }

  // ---- loops

  private void whileLoop(PyTree.While loop, Frame frame, State state) {
    boolean endless =
        (loop.test() instanceof PyTree.Constant constant
                && constant.kind() == PyTree.ConstantKind.TRUE)
            || loop.test() instanceof PyTree.NumberLiteral;
    State exit = null;
    frame.loops++;
    int passes = frame.loops > MAX_LOOPS ? 1 : LOOP_PASSES;
    walk.contexts.loop(loop, true);
    for (int pass = 0; pass < passes && !state.dead; pass++) {
      walk.contexts.pass(pass);
      Set<ReadEvent> reads = walk.conditions.test(loop.test(), frame, state).reads();
      if (!endless) {
        State done = state.copy();
        Tracker.guard(done, reads, loop, 2, false, false);
        exit = State.join(exit, done);
      }
      Tracker.guard(state, reads, loop, 1, false, false);
      exit = State.join(exit, loopBody(loop.body(), frame, state));
    }
    if (!endless && !state.dead) {
      Conditions.Tested test = walk.conditions.test(loop.test(), frame, state);
      Tracker.guard(state, test.reads(), loop, 2, false, false);
      exit = State.join(exit, state.copy());
    }
    frame.loops--;
    walk.contexts.endLoop();
    finishLoop(loop.orElse(), exit, frame, state);
  }

  private void forLoop(PyTree.For loop, Frame frame, State state) {
    Value iterable = walk.expressions.eval(loop.iterable(), frame, state);
    if (iterable.callable() instanceof Callee.Pending pending
        && pending.kind() == Callee.Kind.GENERATOR) {
      generatorLoop(loop, pending, frame, state);
      return;
    }
    State exit = null;
    frame.loops++;
    int passes = frame.loops > MAX_LOOPS ? 1 : LOOP_PASSES;
    walk.contexts.loop(loop, loop.async());
    for (int pass = 0; pass < passes && !state.dead; pass++) {
      walk.contexts.pass(pass);
      if (loop.async()) {
        walk.pause(loop.iterable(), frame, Pause.How.AWAIT, true, state);
      }
      Value element = walk.containers.iterated(iterable, loop.iterable(), frame, state);
      exit = State.join(exit, state.copy());
      walk.assignments.assign(loop.target(), element, null, loop, frame, state);
      exit = State.join(exit, loopBody(loop.body(), frame, state));
      if (Tests.isView(loop.iterable())) {
        walk.tracker.loopedOver(element, loop.iterable(), state);
      }
    }
    frame.loops--;
    walk.contexts.endLoop();
    if (!state.dead) {
      exit = State.join(exit, state.copy());
    }
    finishLoop(loop.orElse(), exit, frame, state);
  }

  /// Runs the body of a loop over a first-party generator at each `yield`.
  private void generatorLoop(PyTree.For loop, Callee.Pending pending, Frame frame, State state) {
    State[] broken = new State[1];
    walk.calls.generate(
        pending,
        loop.iterable(),
        frame,
        state,
        (value, inner) -> {
          walk.assignments.assign(loop.target(), value, null, loop, frame, inner);
          State left = loopBody(loop.body(), frame, inner);
          broken[0] = State.join(broken[0], left);
          if (inner.dead && left != null) {
            inner.become(left.copy());
          }
        });
    finishLoop(
        loop.orElse(), State.join(broken[0], state.dead ? null : state.copy()), frame, state);
  }

  /// Runs a loop body once; `state` is where the next iteration starts, the result where the loop
  /// was left.
  private @Nullable State loopBody(List<PyTree.Stmt> body, Frame frame, State state) {
    State outerBroken = frame.out.broken;
    State outerContinued = frame.out.continued;
    frame.out.broken = null;
    frame.out.continued = null;
    block(body, frame, state);
    State broken = frame.out.broken;
    State next = State.join(state, frame.out.continued);
    if (next != null && next != state) {
      state.become(next.copy());
    }
    frame.out.broken = outerBroken;
    frame.out.continued = outerContinued;
    return broken;
  }

  private void finishLoop(
      List<PyTree.Stmt> orElse, @Nullable State exit, Frame frame, State state) {
    if (exit == null || exit.dead) {
      state.dead = true;
      return;
    }
    state.become(exit.copy());
    block(orElse, frame, state);
  }

  // ---- exceptions

  private void attempt(PyTree.Try attempt, Frame frame, State state) {
    Outcome outer = frame.out;
    Outcome inner = new Outcome();
    frame.out = inner;
    State entry = attempt.handlers().isEmpty() ? null : state.copy();
    Trie<ReadEvent, State.ReadFact> before = state.reads;
    for (int i = 0; i < attempt.body().size() && !state.dead; i++) {
      statement(attempt.body().get(i), attempt.body(), i, frame, state);
      if (entry != null && !state.dead) {
        entry = State.join(entry, state.copy());
      }
    }
    entry = attempt.handlers().isEmpty() ? null : State.join(entry, inner.raised);
    if (!attempt.handlers().isEmpty() && catchesAll(attempt)) {
      inner.raised = null;
    }
    if (!state.dead) {
      block(attempt.orElse(), frame, state);
    }
    State exit = state.dead ? null : state.copy();
    for (PyTree.ExceptHandler handler : attempt.handlers()) {
      if (entry == null) {
        break;
      }
      State path = entry.copy();
      if (handler.name() != null) {
        path.env.put(handler.name(), Value.UNKNOWN);
      }
      if (isMiss(handler)) {
        path.reads.forEach((read, _) -> {
          if (read.location.isItem()
              && before.get(read) == null
              && read.access.site().module() == frame.module
              && Restores.isIn(read.access.site().node(), attempt.body())) {
            Tracker.guard(path, Set.of(read), handler, 1, false, true);
          }
        });
        walk.refusals.missed(
            attempt,
            handler,
            inner.returned == null ? List.of(path) : List.of(path, inner.returned),
            frame);
      }
      block(handler.body(), frame, path);
      exit = State.join(exit, path);
    }
    frame.out = outer;
    finish(attempt.finalBody(), inner, exit, frame, state);
  }

  /// `except KeyError`: an item that was read is not there.
  private static boolean isMiss(PyTree.ExceptHandler handler) {
    return handler.type() instanceof PyTree.Name name
        && (name.name().equals("KeyError") || name.name().equals("LookupError"));
  }

  private static boolean catchesAll(PyTree.Try attempt) {
    for (PyTree.ExceptHandler handler : attempt.handlers()) {
      if (handler.type() == null
          || (handler.type() instanceof PyTree.Name name
              && (name.name().equals("Exception") || name.name().equals("BaseException")))) {
        return true;
      }
    }
    return false;
  }

  /// Runs a `finally` block on every way out and hands the ways on.
  private void finish(
      List<PyTree.Stmt> finalBody, Outcome inner, @Nullable State exit, Frame frame, State state) {
    Outcome outer = frame.out;
    State returned = through(finalBody, inner.returned, frame);
    if (returned != null) {
      outer.addReturn(returned, inner.value);
    }
    State raised = through(finalBody, inner.raised, frame);
    if (raised != null) {
      outer.addRaise(raised);
    }
    outer.broken = State.join(outer.broken, through(finalBody, inner.broken, frame));
    outer.continued = State.join(outer.continued, through(finalBody, inner.continued, frame));
    if (exit == null || exit.dead) {
      state.dead = true;
      return;
    }
    state.become(exit);
    state.dead = false;
    block(finalBody, frame, state);
  }

  private @Nullable State through(List<PyTree.Stmt> finalBody, @Nullable State state, Frame frame) {
    if (state == null || state.dead) {
      return null;
    }
    State path = state.copy();
    block(finalBody, frame, path);
    return path.dead ? null : path;
  }

  // ---- with

  private void with(PyTree.With with, int index, Frame frame, State state) {
    if (index >= with.items().size()) {
      block(with.body(), frame, state);
      return;
    }
    PyTree.WithItem item = with.items().get(index);
    Set<String> outside = walk.settings.inForce(state);
    Value context = walk.expressions.eval(item.context(), frame, state);
    if (context.callable() instanceof Callee.Pending pending
        && pending.kind() == Callee.Kind.CONTEXT_MANAGER
        && walk.project.lock(context, item, frame) == null) {
      WithBody body = new WithBody(frame, state);
      walk.calls.generate(
          pending,
          item.context(),
          frame,
          state,
          (value, inner) -> {
            if (item.target() != null) {
              walk.assignments.assign(item.target(), value, null, with, frame, inner);
            }
            body.run(inner, () -> with(with, index + 1, frame, inner));
          });
      body.leave(state, null);
      return;
    }
    State.Lock lock = walk.locks.lockOf(context, item, with.async(), frame);
    if (lock != null) {
      if (with.async()) {
        walk.tracker.waitFor(lock, walk.at(item.context(), frame), state);
      }
      walk.locks.take(lock, context, item.context(), with.end(), frame);
      walk.activity.holding(
          context,
          item.context(),
          frame,
          () -> underLock(lock, frame, state, () -> with(with, index + 1, frame, state)));
      return;
    }
    Value entered = enter(context, "__aenter__", "__enter__", with, item, frame, state);
    if (item.target() != null) {
      walk.assignments.assign(item.target(), entered, null, with, frame, state);
    }
    WithBody way = new WithBody(frame, state);
    way.run(state, () -> body(with, index, context, outside, frame, state));
    if (!state.dead) {
      exit(context, outside, with, item, frame, state);
    }
    way.leave(state, path -> exit(context, outside, with, item, frame, path));
  }

  private void body(
      PyTree.With with, int index, Value context, Set<String> outside, Frame frame, State state) {
    PyTree.WithItem item = with.items().get(index);
    if (isExitStack(context.type())) {
      List<State.Lock> before = state.held;
      leaving(
          way -> way.held.stream().filter(each -> !before.contains(each)).forEach(way::release),
          frame,
          state,
          () -> with(with, index + 1, frame, state));
      return;
    }
    Set<String> inside = walk.settings.inForce(state);
    Runnable body =
        () ->
            walk.activity.holding(
                context, item.context(), frame, () -> with(with, index + 1, frame, state));
    if (inside.equals(outside)) {
      body.run();
    } else {
      leaving(way -> ProcessSettings.restore(outside, inside, way), frame, state, body);
    }
  }

  private void exit(
      Value context,
      Set<String> outside,
      PyTree.With with,
      PyTree.WithItem item,
      Frame frame,
      State state) {
    walk.contexts.closeToken(context, item.context(), frame, state);
    enter(context, "__aexit__", "__exit__", with, item, frame, state);
    ProcessSettings.restore(outside, walk.settings.inForce(state), state);
  }

  private static boolean isExitStack(Type type) {
    return type.isLibrary("contextlib.AsyncExitStack") || type.isLibrary("contextlib.ExitStack");
  }

  /// Holds a lock while `body` runs, and gives it back on every way out.
  private static void underLock(State.Lock lock, Frame frame, State state, Runnable body) {
    state.acquire(lock);
    leaving(way -> way.release(lock), frame, state, body);
  }

  /// Runs `body`, and `leave` on every way out.
  private static void leaving(Consumer<State> leave, Frame frame, State state, Runnable body) {
    Outcome outer = frame.out;
    Outcome inner = new Outcome();
    frame.out = inner;
    body.run();
    frame.out = outer;
    if (!state.dead) {
      leave.accept(state);
    }
    if (inner.returned != null) {
      leave.accept(inner.returned);
      outer.addReturn(inner.returned, inner.value);
    }
    if (inner.raised != null) {
      leave.accept(inner.raised);
      outer.addRaise(inner.raised);
    }
    if (inner.broken != null) {
      leave.accept(inner.broken);
      outer.broken = State.join(outer.broken, inner.broken);
    }
    if (inner.continued != null) {
      leave.accept(inner.continued);
      outer.continued = State.join(outer.continued, inner.continued);
    }
  }

  private Value enter(
      Value context,
      String asyncName,
      String name,
      PyTree.With with,
      PyTree.WithItem item,
      Frame frame,
      State state) {
    if (context.type() instanceof Type.Instance(dev.crosstalk.python.names.ClassSymbol symbol)) {
      FunctionSymbol method = walk.linker.method(symbol, with.async() ? asyncName : name);
      if (method != null) {
        return walk.calls.invoke(
            new Callee.Function(method, context, null),
            Callee.Arguments.NONE,
            item.context(),
            frame,
            state);
      }
    }
    if (with.async()) {
      walk.pause(item.context(), frame, Pause.How.AWAIT, true, state);
    }
    return context.special() == Value.Special.TASK_GROUP || context.object() != null
        ? context
        : context.withLocation(context.type() instanceof Type.Library ? null : context.location());
  }

  // ---- definitions

  private void define(PyTree.FunctionDef def, Frame frame, State state) {
    FunctionSymbol symbol = frame.module.functionAt(def);
    if (symbol == null) {
      return;
    }
    Value value =
        Value.callable(
            new Type.FunctionObject(symbol), new Callee.Function(symbol, null, state.env));
    for (PyTree.Expr decorator : def.decorators().reversed()) {
      Type type =
          walk.types.ofExpression(
              decorator instanceof PyTree.Call call ? call.function() : decorator,
              walk.expressions.scope(frame));
      if (type instanceof Type.FunctionObject) {
        Value wrapper = walk.expressions.eval(decorator, frame, state);
        Value applied =
            walk.calls.apply(
                wrapper,
                new Callee.Arguments(List.of(value), Map.of(), false),
                decorator,
                frame,
                state);
        if (applied.callable() instanceof Callee.Function) {
          value = applied;
        }
      }
    }
    state.env.put(def.name(), value);
  }

  private static void defineClass(PyTree.ClassDef def, Frame frame, State state) {
    dev.crosstalk.python.names.ClassSymbol symbol = frame.module.classAt(def);
    if (symbol != null) {
      state.env.put(def.name(), Value.of(new Type.ClassObject(symbol)));
    }
  }

  private void bindImports(PyTree.Stmt imported, Frame frame, State state) {
    switch (imported) {
      case PyTree.Import plain -> {
        for (PyTree.Alias alias : plain.names()) {
          String asName = alias.asName();
          int dot = alias.name().indexOf('.');
          String target = asName != null || dot < 0 ? alias.name() : alias.name().substring(0, dot);
          bind(
              asName != null ? asName : target,
              new Binding.ImportedModule(target),
              plain,
              frame,
              state);
        }
      }
      case PyTree.ImportFrom from -> {
        for (PyTree.Alias alias : from.names()) {
          String asName = alias.asName();
          bind(
              asName != null ? asName : alias.name(),
              new Binding.ImportedName(from.module(), from.level(), alias.name()),
              from,
              frame,
              state);
        }
      }
      default -> {}
    }
  }

  private void bind(String name, Binding binding, PyTree node, Frame frame, State state) {
    Resolution found = walk.linker.resolveLocal(binding, frame.module);
    if (found instanceof Resolution.ToVariable) {
      return; // an import is no read of the variable; uses of the name are
    }
    state.env.put(name, walk.variables.resolved(found, node, frame, state));
  }
}
