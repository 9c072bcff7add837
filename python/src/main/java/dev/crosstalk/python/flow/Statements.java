package dev.crosstalk.python.flow;

import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Set;

/// Runs statements: branches part and meet, loops run twice, exceptions reach their handlers from
/// every statement of the `try`.
final class Statements {
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

  void statement(
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
          if (result.value() instanceof PyTree.Subscript) {
            frame.out.beforeReturn(state); // a call that raises says so itself
          }
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
      case PyTree.While loop -> walk.loops.whileLoop(loop, frame, state);
      case PyTree.For loop -> walk.loops.forLoop(loop, frame, state);
      case PyTree.Try attempt -> walk.attempts.attempt(attempt, frame, state);
      case PyTree.With with -> walk.withs.with(with, 0, frame, state);
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
      case PyTree.FunctionDef def -> walk.definitions.define(def, frame, state);
      case PyTree.ClassDef def -> Definitions.defineClass(def, frame, state);
      case PyTree.Import imported -> walk.definitions.bindImports(imported, frame, state);
      case PyTree.ImportFrom imported -> walk.definitions.bindImports(imported, frame, state);
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
}
