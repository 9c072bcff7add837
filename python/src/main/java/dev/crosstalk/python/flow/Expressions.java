package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.LibraryTypes;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions in the order Python does.
final class Expressions {
  private static final Set<String> CREDENTIALS =
      Set.of("cookies", "session", "user", "auth", "headers");
  private static final Set<String> PER_OBJECT =
      Set.of("dataclass", "define", "attrs", "s", "mutable", "frozen");
  private static final Set<String> ENUMERATIONS =
      Set.of("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag");

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
        yield attribute(object, attribute.name(), attribute, frame, state);
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
      return walk.calls.run(pending, node, frame, state);
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

  // ---- attributes

  /// `object.name`; reads of attributes that change are noted.
  Value attribute(Value object, String name, PyTree node, Frame frame, State state) {
    Value special = specialAttribute(object, name);
    if (special == null && object.type() instanceof Type.Library) {
      special = walk.clients.attribute(object, name);
    }
    if (special != null) {
      return special;
    }
    return switch (object.type()) {
      case Type.ModuleObject(SourceModule module) -> {
        Resolution found = walk.linker.resolve(module, name);
        if (found instanceof Resolution.ToNothing && walk.facts.isRebound(module, name)) {
          yield walk.variables.variable(module, name, node, frame, state);
        }
        yield found instanceof Resolution.ToBuiltin
            ? Value.UNKNOWN
            : walk.variables.resolved(found, node, frame, state);
      }
      case Type.LibraryObject(String qualified) ->
          Value.of(new Type.LibraryObject(qualified + "." + name)).withTaint(object.taint());
      case Type.ClassObject(ClassSymbol symbol) ->
          classAttribute(symbol, name, object, node, frame, state);
      case Type.Instance(ClassSymbol symbol) ->
          instanceAttribute(symbol, object, name, node, frame, state);
      default -> plainAttribute(object, name, node, frame, state);
    };
  }

  private @Nullable Value specialAttribute(Value object, String name) {
    return switch (object.special()) {
      case REQUEST, CONNECTION ->
          switch (name) {
            case "state", "ctx" ->
                Value.special(Value.Special.REQUEST_STATE, Type.UNKNOWN, 0)
                    .withObject(object.object());
            case "app" -> Value.special(Value.Special.APPLICATION, Type.UNKNOWN, 0);
            case "scope" -> Value.derived(Type.UNKNOWN, Taint.REQUEST, Set.of());
            default -> {
              int taint = Taint.REQUEST | (CREDENTIALS.contains(name) ? Taint.IDENTITY : 0);
              Value receiver =
                  Value.derived(Type.UNKNOWN, taint, Set.of()).withSymbol("request." + name);
              yield new Value(
                  receiver.type(),
                  null,
                  taint,
                  null,
                  receiver.symbol(),
                  Set.of(),
                  null,
                  new Callee.Method(receiver, name),
                  List.of(),
                  Value.Special.NONE);
            }
          };
      case REQUEST_STATE -> {
        FreshObject fields = object.object();
        Value field = fields == null ? null : fields.field(name);
        if (field == null) {
          field = walk.shared.lifespanState(name);
        }
        yield field != null
            ? field
            : Value.derived(Type.UNKNOWN, Taint.REQUEST, Set.of())
                .withSymbol("request.state." + name);
      }
      case APPLICATION -> {
        if (name.equals("state") || name.equals("ctx")) {
          yield Value.of(new Type.Library("starlette.datastructures.State"))
              .withLocation(walk.variables.applicationState());
        }
        yield method(object, name);
      }
      case SUPER -> superMethod(object, name);
      case BACKGROUND_TASKS, TASK_GROUP -> method(object, name);
      case NONE, CALL_NEXT, ASGI_SCOPE -> null;
    };
  }

  private static Value method(Value receiver, String name) {
    return new Value(
        Type.UNKNOWN,
        null,
        receiver.taint(),
        null,
        receiver.symbol().isEmpty() ? "" : receiver.symbol() + "." + name,
        receiver.reads(),
        null,
        new Callee.Method(receiver, name),
        List.of(),
        Value.Special.NONE);
  }

  private Value superMethod(Value object, String name) {
    if (object.type() instanceof Type.Instance(ClassSymbol symbol)) {
      for (ClassSymbol each : walk.linker.lineage(symbol)) {
        FunctionSymbol method = each == symbol ? null : each.ownMethod(name);
        if (method != null) {
          FreshObject fresh = object.object();
          Value self =
              Value.of(object.type())
                  .withLocation(object.location())
                  .withObject(fresh)
                  .withTaint(object.taint());
          return Value.callable(
              new Type.FunctionObject(method), new Callee.Function(method, self, null));
        }
      }
    }
    return Value.UNKNOWN;
  }

  private Value classAttribute(
      ClassSymbol symbol, String name, Value object, PyTree node, Frame frame, State state) {
    FunctionSymbol method = walk.linker.method(symbol, name);
    if (method != null) {
      Value self = method.hasDecorator(Set.of("classmethod")) ? object : null;
      return Value.callable(
          new Type.FunctionObject(method), new Callee.Function(method, self, null));
    }
    Linker.ClassAttribute attribute = walk.linker.classAttribute(symbol, name);
    if (attribute == null) {
      if (!walk.facts.isStored(name)) {
        return Value.UNKNOWN;
      }
      Location location = walk.variables.ofClass(symbol).attribute(name);
      return Value.UNKNOWN
          .withLocation(location)
          .withReads(walk.tracker.read(location, walk.at(node, frame), state));
    }
    Type type = walk.types.ofAttribute(symbol, name);
    if (isEnumeration(symbol)) {
      return Value.constant(symbol.name() + "." + name); // Python refuses to bind members again
    }
    if (!walk.facts.isStored(name) && type instanceof Type.Scalar) {
      Value constant = Variables.literal(attribute.binding().value(), attribute.owner().module());
      return constant != null ? constant : Value.constant(symbol.name() + "." + name);
    }
    return held(
        walk.variables.ofClass(attribute.owner()).attribute(name), type, name, node, frame, state);
  }

  private boolean isEnumeration(ClassSymbol symbol) {
    for (String base : walk.linker.libraryBases(symbol)) {
      if (ENUMERATIONS.contains(base)) {
        return true;
      }
    }
    return false;
  }

  private Value instanceAttribute(
      ClassSymbol symbol, Value object, String name, PyTree node, Frame frame, State state) {
    FunctionSymbol method = walk.linker.method(symbol, name);
    if (method != null) {
      if (method.hasDecorator(Set.of("property", "cached_property", "computed_field"))) {
        return walk.calls.invoke(
            new Callee.Function(method, object, null), Callee.Arguments.NONE, node, frame, state);
      }
      Value self =
          method.hasDecorator(Set.of("classmethod"))
              ? Value.of(new Type.ClassObject(symbol))
              : method.hasDecorator(Set.of("staticmethod")) ? null : object;
      Value function = walk.variables.function(method, null);
      Callee callee =
          function.callable()
                  instanceof Callee.Function(FunctionSymbol target, Value _, Env closure)
              ? new Callee.Function(target, self, closure)
              : new Callee.Function(method, self, null);
      return Value.callable(new Type.FunctionObject(method), callee);
    }
    Type type = walk.types.ofAttribute(symbol, name);
    FreshObject fresh = object.object();
    if (fresh != null && object.location() == null) {
      Value field = fresh.field(name);
      if (field != null) {
        return field;
      }
      Linker.ClassAttribute shared = walk.linker.classAttribute(symbol, name);
      if (shared != null
          && type.isMutableContainer()
          && shared.binding().value() != null
          && !isModel(symbol)) {
        Location place = walk.shared.throughInstance(shared.owner(), symbol, name);
        if (place != null) {
          return held(place, type, name, node, frame, state);
        }
      }
      return Value.derived(type, object.allTaint(), object.reads())
          .withSymbol(extend(object, name));
    }
    if (object.location() == null) {
      return Value.derived(type, object.allTaint(), object.reads())
          .withSymbol(extend(object, name));
    }
    Linker.ClassAttribute shared = walk.linker.classAttribute(symbol, name);
    if (shared != null && !walk.facts.isStored(name) && type instanceof Type.Scalar) {
      Value constant = Variables.literal(shared.binding().value(), shared.owner().module());
      return constant != null ? constant : Value.SCALAR;
    }
    return held(object.location().attribute(name), type, name, node, frame, state)
        .withTaint(object.taint());
  }

  /// Dataclasses, attrs, pydantic and SQLModel make class-level names fields of each object.
  private boolean isModel(ClassSymbol symbol) {
    for (ClassSymbol each : walk.linker.lineage(symbol)) {
      for (PyTree.Expr decorator : each.definition().decorators()) {
        if (PER_OBJECT.contains(Names.lastName(decorator))) {
          return true;
        }
      }
    }
    return walk.linker.libraryBases(symbol).stream()
        .anyMatch(base ->
            base.startsWith("pydantic")
                || base.startsWith("sqlmodel")
                || base.endsWith("BaseModel")
                || base.endsWith("NamedTuple")
                || base.endsWith("TypedDict"));
  }

  private Value plainAttribute(Value object, String name, PyTree node, Frame frame, State state) {
    Location location = object.location();
    if (location != null
        && (LibraryTypes.isHolder(object.type()) || object.type() instanceof Type.Unknown)
        && !object.type().isMutableContainer()) {
      if (location.key.equals("app.state")) {
        Type type = Type.UNKNOWN;
        for (ProgramFacts.StateStore store : walk.facts.stateStores(name)) {
          type = walk.types.ofExpression(store.value(), store.scope());
          if (!(type instanceof Type.Unknown)) {
            break;
          }
        }
        Value held = held(location.attribute(name), type, name, node, frame, state);
        return held.callable() == null && type instanceof Type.Unknown
            ? attachMethod(held, object, name)
            : held;
      }
      boolean container = ProgramFacts.MUTATORS.contains(name) || name.equals("get");
      if (object.type() instanceof Type.Unknown && (container || !walk.facts.isStored(name))) {
        return method(object, name);
      }
      return attachMethod(
          held(location.attribute(name), Type.UNKNOWN, name, node, frame, state), object, name);
    }
    Value result =
        method(object, name).withTaint(object.allTaint() & ~(Taint.ABSENT | Taint.LEFT_OUT));
    Type type = walk.types.member(object.type(), name);
    return type instanceof Type.Unknown ? result : result.withType(type);
  }

  private static Value attachMethod(Value value, Value receiver, String name) {
    return value.callable() != null
        ? value
        : new Value(
            value.type(),
            value.location(),
            value.taint(),
            null,
            value.symbol(),
            value.reads(),
            value.object(),
            new Callee.Method(receiver, name),
            List.of(),
            value.special());
  }

  /// What an attribute of a shared object holds; a read is noted when the attribute changes.
  private Value held(
      Location location, Type type, String name, PyTree node, Frame frame, State state) {
    if (type instanceof Type.FunctionObject(FunctionSymbol symbol)) {
      return walk.variables.function(symbol, null);
    }
    Value value = Value.of(type).withSymbol("v:" + location.key);
    if (!(type instanceof Type.Scalar) || walk.facts.isStored(name)) {
      value = value.withLocation(location);
    }
    if (walk.facts.isStored(name)) {
      value = value.withReads(walk.tracker.read(location, walk.at(node, frame), state));
    }
    return value;
  }

  private static String extend(Value object, String name) {
    return object.symbol().isEmpty() ? "" : object.symbol() + "." + name;
  }

  TypeScope scope(Frame frame) {
    return new TypeScope(frame.module, frame.function);
  }
}
