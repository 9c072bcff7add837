package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// Evaluates expressions in the order Python does.
final class Expressions {
  private final Walk walk;

  Expressions(Walk walk) {
    this.walk = walk;
  }

  Value eval(PyTree.Expr expression, Frame frame, State state) {
    if (state.dead || !walk.step()) {
      return Value.UNKNOWN;
    }
    return switch (expression) {
      case PyTree.Name name -> walk.variables.load(name, frame, state);
      case PyTree.Constant constant ->
          constant.kind() == PyTree.ConstantKind.NONE
              ? Value.constant(Callee.NONE)
              : Value.constant(constant.kind());
      case PyTree.NumberLiteral _, PyTree.StringLiteral _ -> {
        Value literal = Variables.literal(expression, frame.module);
        yield literal == null ? Value.SCALAR : literal;
      }
      case PyTree.FormattedString formatted -> formatted(formatted, frame, state);
      case PyTree.Attribute attribute -> {
        Value object = eval(attribute.value(), frame, state);
        if (object.special() == Value.Special.REQUEST_STATE) {
          walk.contexts.stateRead(attribute.name(), attribute, frame, state);
        }
        yield walk.attributes.attribute(object, attribute.name(), attribute, frame, state);
      }
      case PyTree.Subscript subscript -> {
        Value object = eval(subscript.value(), frame, state);
        Value key = eval(subscript.index(), frame, state);
        yield walk.containers.load(object, key, subscript, frame, state);
      }
      case PyTree.Call call -> walk.calls.call(call, frame, state);
      case PyTree.Await await -> await(await, frame, state);
      case PyTree.Yield yield -> yielded(yield, frame, state);
      case PyTree.YieldFrom yield -> {
        Value value = eval(yield.value(), frame, state);
        yield Value.derived(Type.UNKNOWN, value.allTaint(), value.reads());
      }
      case PyTree.BoolOp bool -> bool(bool, frame, state);
      case PyTree.Conditional conditional -> conditional(conditional, frame, state);
      case PyTree.Compare compare -> compare(compare, frame, state);
      case PyTree.Unary unary -> {
        Value operand = eval(unary.operand(), frame, state);
        Set<ReadEvent> reads = operand.reads();
        if (unary.op() == PyTree.UnaryOp.NOT) {
          reads = Value.union(reads, truth(operand, unary.operand(), frame, state));
        }
        if (unary.op() == PyTree.UnaryOp.MINUS && operand.constant() instanceof Long number) {
          yield Value.constant(-number);
        }
        yield Value.derived(Type.SCALAR, operand.allTaint(), reads);
      }
      case PyTree.Binary binary -> {
        Value left = eval(binary.left(), frame, state);
        Value right = eval(binary.right(), frame, state);
        Type type = Type.join(left.type(), right.type());
        yield Value.derived(
            type, left.allTaint() | right.allTaint(), Value.union(left.reads(), right.reads()));
      }
      case PyTree.NamedExpr named -> {
        Value value = eval(named.value(), frame, state);
        walk.assignments.assign(named.target(), value, named.value(), named, frame, state);
        yield value;
      }
      case PyTree.Lambda lambda ->
          Value.callable(Type.UNKNOWN, new Callee.Anonymous(lambda, frame.module, state.env));
      case PyTree.TupleDisplay tuple -> display(Type.Kind.TUPLE, tuple.elements(), frame, state);
      case PyTree.ListDisplay list -> display(Type.Kind.LIST, list.elements(), frame, state);
      case PyTree.SetDisplay set -> display(Type.Kind.SET, set.elements(), frame, state);
      case PyTree.DictDisplay dict -> dict(dict, frame, state);
      case PyTree.Comprehension comprehension -> comprehension(comprehension, frame, state);
      case PyTree.Starred starred -> eval(starred.value(), frame, state);
      case PyTree.Slice slice -> {
        for (PyTree.Expr part : new PyTree.Expr[] {slice.lower(), slice.upper(), slice.step()}) {
          if (part != null) {
            eval(part, frame, state);
          }
        }
        yield Value.UNKNOWN;
      }
      case PyTree.ErrorExpr _ -> Value.UNKNOWN;
    };
  }

  /// The reads behind testing a value: an empty container is false.
  Set<ReadEvent> truth(Value value, PyTree node, Frame frame, State state) {
    Location location = value.location();
    return location != null && value.type().isMutableContainer()
        ? walk.tracker.ask(location, true, walk.at(node, frame), state)
        : Set.of();
  }

  private Value formatted(PyTree.FormattedString formatted, Frame frame, State state) {
    int taint = 0;
    Set<ReadEvent> reads = Set.of();
    StringBuilder symbol = new StringBuilder("f:");
    StringBuilder text = new StringBuilder();
    boolean known = true;
    for (PyTree.FormatPart part : formatted.parts()) {
      if (part instanceof PyTree.Interpolation interpolation) {
        Value value = eval(interpolation.value(), frame, state);
        taint |= value.allTaint();
        reads = Value.union(reads, value.reads());
        reads =
            Value.union(
                reads, walk.containers.readWhole(value, interpolation.value(), frame, state));
        symbol
            .append('{')
            .append(value.symbol().isEmpty() ? "?" + part.start() : value.symbol())
            .append('}');
        known &= value.constant() instanceof String || value.constant() instanceof Long;
        text.append(value.constant());
      } else {
        String literal = frame.module.text(part, 40);
        symbol.append(literal);
        text.append(literal);
      }
    }
    if (known && taint == 0 && reads.isEmpty()) {
      return Value.constant(text.toString());
    }
    return Value.derived(Type.SCALAR, taint, reads).withSymbol(symbol.toString());
  }

  private Value display(Type.Kind kind, List<PyTree.Expr> elements, Frame frame, State state) {
    List<Value> values = new ArrayList<>();
    int taint = 0;
    Set<ReadEvent> reads = Set.of();
    Type element = null;
    for (PyTree.Expr each : elements) {
      Value value = eval(each, frame, state);
      if (values.size() < 16) {
        values.add(value);
      }
      taint |= value.allTaint();
      reads = Value.union(reads, value.reads());
      element = element == null ? value.type() : Type.join(element, value.type());
    }
    Value value =
        Value.derived(
            new Type.Container(kind, element == null ? Type.UNKNOWN : element), taint, reads);
    return kind == Type.Kind.TUPLE || kind == Type.Kind.LIST
        ? value.withElements(values.size() == elements.size() ? values : List.of())
        : value;
  }

  private Value dict(PyTree.DictDisplay dict, Frame frame, State state) {
    FreshObject object = new FreshObject(null, walk.heap);
    int taint = 0;
    Set<ReadEvent> reads = Set.of();
    Type element = null;
    for (PyTree.DictItem item : dict.items()) {
      Value key = item.key() == null ? Value.UNKNOWN : eval(item.key(), frame, state);
      Value value = eval(item.value(), frame, state);
      if (item.key() == null) {
        reads = Value.union(reads, walk.containers.readWhole(value, item.value(), frame, state));
      }
      object.store(key.constant() != null ? "[" + key.constant() + "]" : "[]", value);
      taint |= value.allTaint() | key.allTaint();
      reads = Value.union(reads, value.reads());
      element = element == null ? value.type() : Type.join(element, value.type());
    }
    return Value.derived(
            new Type.Container(Type.Kind.DICT, element == null ? Type.UNKNOWN : element),
            taint & ~Taint.UNIQUE,
            reads)
        .withObject(object);
  }

  private Value comprehension(PyTree.Comprehension comprehension, Frame frame, State state) {
    int taint = 0;
    Set<ReadEvent> reads = Set.of();
    Env outer = state.env.copy();
    for (PyTree.ComprehensionFor clause : comprehension.clauses()) {
      Value iterable = eval(clause.iterable(), frame, state);
      if (clause.async()) {
        walk.pause(clause, frame, Pause.How.AWAIT, true, state);
      }
      Value element = walk.containers.iterated(iterable, clause.iterable(), frame, state);
      reads = Value.union(reads, element.reads());
      walk.assignments.assign(clause.target(), element, null, clause, frame, state);
      for (PyTree.Expr condition : clause.conditions()) {
        reads = Value.union(reads, eval(condition, frame, state).reads());
      }
    }
    Value element = eval(comprehension.element(), frame, state);
    taint |= element.allTaint();
    reads = Value.union(reads, element.reads());
    if (comprehension.value() != null) {
      Value value = eval(comprehension.value(), frame, state);
      taint |= value.allTaint();
      reads = Value.union(reads, value.reads());
    }
    // the loop variables belong to the comprehension alone
    for (PyTree.ComprehensionFor clause : comprehension.clauses()) {
      PyWalk.walk(
          clause.target(),
          node -> {
            if (node instanceof PyTree.Name name) {
              Value before = outer.get(name.name());
              if (before == null) {
                state.env.remove(name.name());
              } else {
                state.env.put(name.name(), before);
              }
            }
          });
    }
    Type type =
        switch (comprehension.kind()) {
          case LIST, GENERATOR -> new Type.Container(Type.Kind.LIST, element.type());
          case SET -> new Type.Container(Type.Kind.SET, element.type());
          case DICT -> new Type.Container(Type.Kind.DICT, Type.UNKNOWN);
        };
    Value result = Value.derived(type, taint, reads);
    return comprehension.kind() == PyTree.ComprehensionKind.DICT
        ? result
        : result.withElements(List.of(element)); // the element stands for all: gather(*(f() for …))
  }

  private Value bool(PyTree.BoolOp bool, Frame frame, State state) {
    Value result = null;
    Set<ReadEvent> tested = Set.of();
    for (PyTree.Expr each : bool.values()) {
      Value value = eval(each, frame, state);
      tested = Value.union(tested, truth(value, each, frame, state));
      result = result == null ? value : Value.join(result, value);
    }
    Value joined = result == null ? Value.UNKNOWN : result;
    return joined.withReads(Value.union(joined.reads(), tested));
  }

  private Value conditional(PyTree.Conditional conditional, Frame frame, State state) {
    Conditions.Tested test = walk.conditions.test(conditional.test(), frame, state);
    Set<ReadEvent> reads = Value.union(test.value().reads(), test.reads());
    State other = state.copy();
    Tracker.guard(state, test.reads(), conditional, 1, false, false);
    Value left = eval(conditional.body(), frame, state);
    Tracker.guard(other, test.reads(), conditional, 2, false, false);
    Value right = eval(conditional.orElse(), frame, other);
    State joined = State.join(state, other);
    if (joined != null) {
      state.become(joined);
    }
    Value value = Value.join(left, right);
    return value.withReads(Value.union(value.reads(), reads));
  }

  private Value compare(PyTree.Compare compare, Frame frame, State state) {
    Value left = eval(compare.left(), frame, state);
    int taint = left.allTaint();
    Set<ReadEvent> reads = left.reads();
    for (int i = 0; i < compare.comparators().size(); i++) {
      PyTree.Expr node = compare.comparators().get(i);
      Value right = eval(node, frame, state);
      taint |= right.allTaint();
      reads = Value.union(reads, right.reads());
      PyTree.CompareOp op = compare.ops().get(i);
      boolean membership = op == PyTree.CompareOp.IN || op == PyTree.CompareOp.NOT_IN;
      Location location = right.location();
      if (membership && location != null && right.type().isMutableContainer()) {
        boolean dict =
            right.type() instanceof Type.Container(Type.Kind kind, Type _)
                && kind == Type.Kind.DICT;
        Location item = walk.containers.item(location, left, frame.module.text(compare.left(), 60));
        if (item != null) {
          if ((left.allTaint() & Taint.DISTANT) != 0) {
            reads = right.reads(); // the test asks the container, wherever its key comes from
            taint = (taint & ~Taint.DISTANT) | right.allTaint();
          }
          reads =
              Value.union(
                  reads,
                  dict
                      ? walk.tracker.ask(item, false, walk.at(compare, frame), state)
                      : walk.tracker.ask(location, true, walk.at(compare, frame), state));
        }
      }
    }
    return Value.derived(Type.SCALAR, taint & ~Taint.UNIQUE, reads);
  }

  private Value await(PyTree.Await await, Frame frame, State state) {
    Value value = eval(await.value(), frame, state);
    return await(value, await, frame, state);
  }

  /// Awaits a value: a pending first-party coroutine runs here and suspends only where it does;
  /// everything else is taken to suspend.
  Value await(Value value, PyTree node, Frame frame, State state) {
    if (value.callable() instanceof Callee.Pending pending
        && pending.kind() == Callee.Kind.COROUTINE) {
      return walk.functions.run(pending, node, frame, state);
    }
    if (value.callable() instanceof Callee.Done) {
      return value;
    }
    walk.pause(node, frame, Pause.How.AWAIT, true, state);
    return value;
  }

  private Value yielded(PyTree.Yield node, Frame frame, State state) {
    Value value =
        node.value() == null ? Value.constant(Callee.NONE) : eval(node.value(), frame, state);
    BiConsumer<Value, State> handler = frame.onYield;
    if (handler != null) {
      walk.activity.lend(frame, () -> handler.accept(value, state));
    } else {
      walk.pause(node, frame, Pause.How.AWAIT, true, state);
    }
    return Value.UNKNOWN;
  }

  TypeScope scope(Frame frame) {
    return new TypeScope(frame.module, frame.function);
  }
}
