package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.LibraryTypes;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an attribute of a value is: a method, a field, a shared place, an object of a framework.
final class Attributes {
  private static final Set<String> CREDENTIALS =
      Set.of("cookies", "session", "user", "auth", "headers");
  private static final Set<String> PER_OBJECT =
      Set.of("dataclass", "define", "attrs", "s", "mutable", "frozen");

  private static final Set<String> ENUMERATIONS =
      Set.of("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag");

  private final Walk walk;

  Attributes(Walk walk) {
    this.walk = walk;
  }

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
        return walk.functions.invoke(
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
}
