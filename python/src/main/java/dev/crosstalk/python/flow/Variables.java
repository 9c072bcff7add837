package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.LibraryTypes;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Loads and stores names: locals, variables of enclosing functions, module variables.
final class Variables {
  private static final Set<String> APPLICATIONS =
      Set.of(
          "fastapi.FastAPI",
          "starlette.applications.Starlette",
          "aiohttp.web.Application",
          "quart.Quart",
          "sanic.Sanic");

  private final Walk walk;
  private final Map<FunctionSymbol, Value> decorated = new HashMap<>();
  private final Set<FunctionSymbol> decorating = new HashSet<>();
  private final Map<String, Location> roots = new HashMap<>();

  Variables(Walk walk) {
    this.walk = walk;
  }

  Value load(PyTree.Name node, Frame frame, State state) {
    String name = node.name();
    Value local = state.env.get(name);
    if (local != null) {
      return local;
    }
    FunctionSymbol function = frame.function;
    boolean global = function != null && function.locals().global().contains(name);
    if (function != null && function.locals().local().contains(name)) {
      for (Binding binding : function.locals().bindings().getOrDefault(name, List.of())) {
        if (binding instanceof Binding.ImportedName) {
          return resolved(walk.linker.resolveLocal(binding, frame.module), node, frame, state);
        }
      }
      return Value.UNKNOWN;
    }
    if (!global) {
      for (Env env = state.env.parent(); env != null; env = env.parent()) {
        Value captured = env.get(name);
        if (captured != null) {
          return env.atStart() ? cell(env, name, captured, node, frame, state) : captured;
        }
      }
      FunctionSymbol around = function == null ? null : function.enclosing().orElse(null);
      while (around != null) {
        if (around.locals().local().contains(name)) {
          return cell(around, name, node, frame, state);
        }
        around = around.enclosing().orElse(null);
      }
    }
    return resolved(walk.linker.resolve(frame.module, name), node, frame, state);
  }

  /// What a resolved name gives.
  Value resolved(Resolution resolution, PyTree node, Frame frame, State state) {
    return switch (resolution) {
      case Resolution.ToFunction(FunctionSymbol symbol) -> function(symbol, null);
      case Resolution.ToClass(ClassSymbol symbol) -> Value.of(new Type.ClassObject(symbol));
      case Resolution.ToModule(SourceModule module) -> Value.of(new Type.ModuleObject(module));
      case Resolution.ToExternal(String name) -> external(name);
      case Resolution.ToBuiltin(String name) -> Value.of(new Type.Builtin(name));
      case Resolution.ToVariable(SourceModule module, String name) ->
          variable(module, name, node, frame, state);
      case Resolution.ToNothing _ -> Value.UNKNOWN;
    };
  }

  /// Request-bound proxies of Quart stand for the request itself.
  private static Value external(String name) {
    Type type = new Type.LibraryObject(name);
    return switch (name) {
      case "quart.request" -> Value.special(Value.Special.REQUEST, type, Taint.REQUEST);
      case "quart.websocket" ->
          Value.special(Value.Special.CONNECTION, type, Taint.REQUEST | Taint.HANDLE);
      case "quart.g", "quart.session" -> Value.special(Value.Special.REQUEST_STATE, type, 0);
      case "quart.current_app" -> Value.special(Value.Special.APPLICATION, type, 0);
      default -> Value.of(type);
    };
  }

  /// A module variable.
  Value variable(SourceModule module, String name, PyTree node, Frame frame, State state) {
    Type type = walk.types.ofVariable(module, name);
    if (type instanceof Type.FunctionObject(FunctionSymbol symbol)) {
      return function(symbol, null);
    }
    boolean rebound = walk.facts.isRebound(module, name);
    Location location = location(module, name, type);
    Value value = Value.of(type);
    if (isApplication(type)) {
      return Value.special(Value.Special.APPLICATION, type, 0).withLocation(location);
    }
    if (rebound) {
      return value
          .withLocation(location)
          .withReads(walk.tracker.read(location, walk.at(node, frame), state));
    }
    Value constant = constantOf(module, name);
    if (constant != null) {
      return constant;
    }
    return switch (type) {
      case Type.Scalar _ -> value.withSymbol("v:" + location.key);
      case Type.Unknown _, Type.Instance _, Type.Library _, Type.Container _ ->
          value.withLocation(location).withSymbol("v:" + location.key);
      default -> value;
    };
  }

  private static boolean isApplication(Type type) {
    return type instanceof Type.Library(String name) && APPLICATIONS.contains(name);
  }

  /// The literal that a name is bound to once and for all.
  private static @Nullable Value constantOf(SourceModule module, String name) {
    List<Binding> bindings = module.bindings(name);
    return bindings.size() == 1 && bindings.getFirst() instanceof Binding.Assigned assigned
        ? literal(assigned.value(), module)
        : null;
  }

  /// The value of a literal, or null.
  static @Nullable Value literal(PyTree.@Nullable Expr expression, SourceModule module) {
    return switch (expression) {
      case PyTree.StringLiteral string -> {
        Optional<String> text = Literals.stringValue(string, module.source());
        yield text.map(Value::constant).orElse(null);
      }
      case PyTree.NumberLiteral number -> {
        Optional<Long> parsed = Literals.number(number, module.source());
        yield parsed.map(Value::constant).orElse(null);
      }
      case null, default -> null;
    };
  }

  Location location(SourceModule module, String name, Type type) {
    return roots.computeIfAbsent(
        "var:" + module.path() + ":" + name,
        key -> {
          List<Binding> bindings = module.bindings(name);
          Site site = null;
          for (Binding binding : bindings) {
            if (binding instanceof Binding.Assigned(PyTree node, _, _)) {
              site = new Site(module, node, module.name());
              break;
            }
          }
          boolean threadLocal = isThreadLocal(type);
          return Location.root(
              key,
              name,
              threadLocal ? SharedPlace.Owner.THREAD_LOCAL : SharedPlace.Owner.MODULE,
              site);
        });
  }

  private boolean isThreadLocal(Type type) {
    return switch (type) {
      case Type.Library(String name) -> name.equals("threading.local");
      case Type.Instance(ClassSymbol symbol) ->
          walk.linker.libraryBases(symbol).contains("threading.local");
      default -> false;
    };
  }

  /// The location of an object that lives as long as the process but is held by no variable we
  /// know.
  Location singleton(ClassSymbol type) {
    return roots.computeIfAbsent(
        "one:" + type.module().path() + ":" + type.qualifiedName(),
        key ->
            Location.root(
                key,
                type.name(),
                SharedPlace.Owner.INSTANCE,
                new Site(type.module(), type.definition(), type.dottedName())));
  }

  /// The object of `Depends(Class(…))`: it is made when the module is loaded and serves all
  /// requests.
  Value madeOnce(Value callee, PyTree.Expr target, TypeScope scope) {
    return target instanceof PyTree.Call
            && callee.type() instanceof Type.Instance(ClassSymbol type)
            && callee.location() == null
        ? Value.of(callee.type())
            .withLocation(
                roots.computeIfAbsent(
                    "made:" + scope.module().path() + ":" + target.start(),
                    key ->
                        Location.root(
                            key,
                            scope.module().text(target, 40),
                            SharedPlace.Owner.INSTANCE,
                            new Site(type.module(), type.definition(), type.dottedName()))))
        : callee;
  }

  /// The location of the object that a caching decorator keeps for a function.
  Location kept(FunctionSymbol function) {
    return roots.computeIfAbsent(
        "kept:" + function.module().path() + ":" + function.qualifiedName(),
        key ->
            Location.root(
                key,
                function.name() + "()",
                SharedPlace.Owner.INSTANCE,
                new Site(function.module(), function.definition(), function.dottedName())));
  }

  /// The location of a class object.
  Location ofClass(ClassSymbol type) {
    return roots.computeIfAbsent(
        "class:" + type.module().path() + ":" + type.qualifiedName(),
        key ->
            Location.root(
                key,
                type.name(),
                SharedPlace.Owner.INSTANCE,
                new Site(type.module(), type.definition(), type.dottedName())));
  }

  Location applicationState() {
    return roots.computeIfAbsent(
        "app.state", key -> Location.root(key, "app.state", SharedPlace.Owner.INSTANCE, null));
  }

  /// What `app[key]` of aiohttp names.
  Location applicationItems() {
    return roots.computeIfAbsent(
        "app[]", key -> Location.root(key, "app", SharedPlace.Owner.INSTANCE, null));
  }

  /// The expression that makes what a module variable or an attribute set in `__init__` holds.
  PyTree.@Nullable Expr creation(Location location) {
    Site site = location.definition;
    if (site == null) {
      return null;
    }
    if (location.isRoot()) {
      for (Binding binding : site.module().bindings(location.display)) {
        if (binding instanceof Binding.Assigned assigned && assigned.value() != null) {
          return assigned.value();
        }
      }
      return null;
    }
    String attribute = location.display.substring(location.display.lastIndexOf('.') + 1);
    return walk.types.storedValue(attribute, site.module());
  }

  /// The module whose text {@link #creation} refers to.
  @Nullable SourceModule moduleOf(Location location) {
    return location.definition == null ? null : location.definition.module();
  }

  // ---- variables of enclosing functions

  private Value cell(FunctionSymbol owner, String name, PyTree node, Frame frame, State state) {
    Type type = walk.types.ofLocal(owner, name);
    if (type instanceof Type.FunctionObject(FunctionSymbol symbol)) {
      return function(symbol, null);
    }
    Value value = Value.of(type);
    if (isApplication(type)) {
      return Value.special(Value.Special.APPLICATION, type, 0);
    }
    Location location = cellLocation(owner, name);
    if (walk.facts.isReboundByNested(name)) {
      return value
          .withLocation(location)
          .withReads(walk.tracker.read(location, walk.at(node, frame), state));
    }
    return switch (type) {
      case Type.Instance _, Type.Library _, Type.Container _ ->
          value.withLocation(location).withSymbol("v:" + location.key);
      default -> value;
    };
  }

  /// A variable that a call followed at start-up left behind in a closure.
  private Value cell(Env env, String name, Value captured, PyTree node, Frame frame, State state) {
    FunctionSymbol owner = env.function();
    if (owner == null || captured.location() != null || captured.callable() != null) {
      return captured;
    }
    Location location = cellLocation(owner, name);
    if (walk.facts.isReboundByNested(name)) {
      return captured
          .withLocation(location)
          .withReads(walk.tracker.read(location, walk.at(node, frame), state));
    }
    boolean holds =
        captured.type().isMutableContainer()
            || captured.type() instanceof Type.Instance
            || LibraryTypes.isHolder(captured.type());
    return holds ? captured.withLocation(location).withObject(null) : captured;
  }

  Location cellLocation(FunctionSymbol owner, String name) {
    return roots.computeIfAbsent(
        "cell:" + owner.module().path() + ":" + owner.qualifiedName() + ":" + name,
        key -> {
          List<Binding> bindings = owner.locals().bindings().getOrDefault(name, List.of());
          Site site = null;
          if (!bindings.isEmpty()
              && bindings.getFirst() instanceof Binding.Assigned(PyTree node, _, _)) {
            site = new Site(owner.module(), node, owner.dottedName());
          }
          return Location.root(key, name, SharedPlace.Owner.CLOSURE, site);
        });
  }

  // ---- functions with first-party decorators

  /// A function value; decorators of the program are applied.
  Value function(FunctionSymbol symbol, @Nullable Env closure) {
    if (closure != null || symbol.definition().decorators().isEmpty()) {
      return Value.callable(
          new Type.FunctionObject(symbol), new Callee.Function(symbol, null, closure));
    }
    Value known = decorated.get(symbol);
    if (known != null) {
      return known;
    }
    Value plain =
        Value.callable(new Type.FunctionObject(symbol), new Callee.Function(symbol, null, null));
    if (!decorating.add(symbol)) {
      return plain;
    }
    Value wrapped = decorate(symbol, plain);
    decorating.remove(symbol);
    decorated.put(symbol, wrapped);
    return wrapped;
  }

  private Value decorate(FunctionSymbol symbol, Value plain) {
    Value value = plain;
    Frame frame =
        new Frame(symbol.module(), symbol.enclosing().orElse(null), null, null, false, true);
    List<PyTree.Expr> decorators = symbol.definition().decorators();
    for (PyTree.Expr decorator : decorators.reversed()) {
      PyTree.Expr callee = decorator instanceof PyTree.Call call ? call.function() : decorator;
      Type type =
          walk.types.ofExpression(
              callee,
              new dev.crosstalk.python.types.TypeScope(
                  symbol.module(), symbol.enclosing().orElse(null)));
      if (!(type instanceof Type.FunctionObject) && !(type instanceof Type.ClassObject)) {
        continue;
      }
      if (callee instanceof PyTree.Attribute
          && type instanceof Type.FunctionObject(FunctionSymbol f)
          && f.owner().isPresent()) {
        continue; // registers the function with an object and gives it back
      }
      boolean muted = walk.tracker.isMuted();
      State state = new State(Env.of(null, null, true));
      Value applied =
          walk.tracker.whileMuted(() -> {
            Value wrapper = walk.expressions.eval(decorator, frame, state);
            return walk.calls.apply(
                wrapper,
                new Callee.Arguments(List.of(plain), Map.of(), false),
                decorator,
                frame,
                state);
          });
      if (muted != walk.tracker.isMuted()) {
        throw new IllegalStateException("the tracker was left in another mode");
      }
      if (applied.callable() instanceof Callee.Function
          || applied.callable() instanceof Callee.Anonymous
          || applied.callable() instanceof Callee.Partial) {
        value = applied;
      }
    }
    return value;
  }
}
