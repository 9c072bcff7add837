package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Objects that look like the request's own and are shared: a container in a class body seen
/// through an instance, a mutable default, what a cache hands out, what lifespan state holds.
final class SharedContainers {
  private static final Set<String> CONSTRUCTORS =
      Set.of("__init__", "__new__", "__post_init__", "model_post_init", "setUp");
  private static final Set<String> EMPTY =
      Set.of("dict", "list", "set", "defaultdict", "OrderedDict", "deque", "Counter");

  /// Modules whose caching decorators hand out the very object that they keep.
  private static final Set<String> CACHES =
      Set.of("functools", "cachetools", "async_lru", "asyncache", "aiocache", "cachetools_async");

  /// Library functions that make a new dictionary or list.
  private static final Set<String> LOADERS =
      Set.of(
          "json.load",
          "json.loads",
          "orjson.loads",
          "yaml.safe_load",
          "yaml.load",
          "tomllib.load",
          "tomllib.loads",
          "toml.load",
          "pickle.load",
          "pickle.loads");

  private static final int MAX_DEPTH = 2;

  private final Walk walk;
  private final Map<String, Location> roots = new HashMap<>();
  private final Map<ClassSymbol, Set<String>> ownFields = new HashMap<>();
  private @Nullable Map<String, Value> lifespan;

  SharedContainers(Walk walk) {
    this.walk = walk;
  }

  private Location root(String key, String display, Owner owner, @Nullable Site definition) {
    return roots.computeIfAbsent(key, _ -> Location.root(key, display, owner, definition));
  }

  // ---- class bodies

  /// The place of a class-level container that an object made by this request is asked for; null
  /// when the objects have a field of that name of their own.
  @Nullable Location throughInstance(ClassSymbol owner, ClassSymbol type, String name) {
    Binding.Assigned binding = owner.ownAttribute(name);
    if ((binding != null && saysShared(binding.annotation())) || hasMetaclass(type)) {
      return walk.variables.ofClass(owner).attribute(name);
    }
    if (fieldsOf(type).contains(name)) {
      return null;
    }
    Site site = new Site(owner.module(), definition(binding, owner), owner.dottedName());
    String key = walk.variables.ofClass(owner).key;
    return roots
        .computeIfAbsent(
            "through:" + key + "." + name,
            _ -> Location.root(key, owner.name(), Owner.CLASS_BODY, site))
        .attribute(name);
  }

  /// A metaclass decides how objects come into being, for example one for all.
  private boolean hasMetaclass(ClassSymbol type) {
    for (ClassSymbol each : walk.linker.lineage(type)) {
      for (PyTree.Argument argument : each.definition().arguments()) {
        if ("metaclass".equals(argument.name())
            && !Names.lastName(argument.value()).equals("ABCMeta")) {
          return true;
        }
      }
    }
    return false;
  }

  private static PyTree definition(Binding.@Nullable Assigned binding, ClassSymbol owner) {
    return binding == null ? owner.definition() : binding.node();
  }

  private static boolean saysShared(PyTree.@Nullable Expr annotation) {
    return annotation != null
        && (Names.lastName(annotation).equals("ClassVar")
            || (annotation instanceof PyTree.Subscript generic
                && Names.lastName(generic.value()).equals("ClassVar")));
  }

  private Set<String> fieldsOf(ClassSymbol type) {
    return ownFields.computeIfAbsent(
        type,
        _ -> {
          Set<String> fields = new HashSet<>();
          for (ClassSymbol each : walk.linker.lineage(type)) {
            for (FunctionSymbol method : each.ownMethods().values()) {
              if (CONSTRUCTORS.contains(method.name())) {
                addFields(method, fields);
              }
            }
          }
          return fields;
        });
  }

  private static void addFields(FunctionSymbol method, Set<String> out) {
    for (PyTree.Stmt statement : method.definition().body()) {
      PyWalk.walkOwn(
          statement,
          node -> {
            if (node instanceof PyTree.Assign assign) {
              assign.targets().forEach(target -> addField(target, out));
            } else if (node instanceof PyTree.AnnAssign assign) {
              addField(assign.target(), out);
            }
          });
    }
  }

  private static void addField(PyTree.Expr target, Set<String> out) {
    if (target instanceof PyTree.Attribute attribute) {
      out.add(attribute.name());
    } else if (target instanceof PyTree.TupleDisplay tuple) {
      tuple.elements().forEach(each -> addField(each, out));
    }
  }

  // ---- defaults

  /// The value of a default: one object for all calls when it can be changed.
  Value defaultOf(PyTree.Parameter parameter, Type type, FunctionSymbol function) {
    Value value = Value.of(type);
    boolean made =
        !(parameter.defaultValue() instanceof PyTree.Name)
            && !(parameter.defaultValue() instanceof PyTree.Attribute)
            && (type.isMutableContainer() || type instanceof Type.Instance);
    return made
        ? value.withLocation(
            root(
                "default:"
                    + function.module().path()
                    + ":"
                    + function.qualifiedName()
                    + ":"
                    + parameter.name(),
                parameter.name(),
                Owner.DEFAULT_ARGUMENT,
                new Site(function.module(), parameter, function.dottedName())))
        : value;
  }

  // ---- caches

  /// What a caching decorator hands out, typed by what the function says it returns.
  Value typed(Value result, FunctionSymbol function) {
    if (result.type().isMutableContainer() || result.type() instanceof Type.Instance) {
      return result;
    }
    Type declared = walk.types.ofReturn(function);
    if (declared.isMutableContainer()) {
      return result.withType(declared);
    }
    return result.type() instanceof Type.Library(String name) && LOADERS.contains(name)
        ? result.withType(new Type.Container(Type.Kind.DICT, Type.UNKNOWN))
        : result;
  }

  /// The place of a container that a caching decorator of a library keeps for a function; null when
  /// the cache makes copies, or the function only makes an empty container: that is a store.
  @Nullable Location cached(FunctionSymbol function, Value result, Location kept) {
    if (!result.type().isMutableContainer() || !handsOut(function) || makesStore(function)) {
      return null;
    }
    return root(kept.key, kept.display, Owner.CACHE, kept.definition);
  }

  /// The decorator is a function of the program: what it keeps is seen where it stores it.
  boolean cachesItself(FunctionSymbol function) {
    TypeScope scope = new TypeScope(function.module(), function.enclosing().orElse(null));
    return function.definition().decorators().stream()
        .map(decorator -> decorator instanceof PyTree.Call call ? call.function() : decorator)
        .anyMatch(callee -> walk.types.ofExpression(callee, scope) instanceof Type.FunctionObject);
  }

  private boolean handsOut(FunctionSymbol function) {
    TypeScope scope = new TypeScope(function.module(), function.enclosing().orElse(null));
    for (PyTree.Expr decorator : function.definition().decorators()) {
      PyTree.Expr callee = decorator instanceof PyTree.Call call ? call.function() : decorator;
      if (walk.types.ofExpression(callee, scope) instanceof Type.LibraryObject(String name)
          && CACHES.contains(name.substring(0, Math.max(0, name.indexOf('.'))))) {
        return true;
      }
    }
    return false;
  }

  private static boolean makesStore(FunctionSymbol function) {
    List<PyTree.Expr> returned = new ArrayList<>();
    for (PyTree.Stmt statement : function.definition().body()) {
      PyWalk.walkOwn(
          statement,
          node -> {
            if (node instanceof PyTree.Return result && result.value() != null) {
              returned.add(result.value());
            }
          });
    }
    return !returned.isEmpty() && returned.stream().allMatch(SharedContainers::isEmptyContainer);
  }

  private static boolean isEmptyContainer(PyTree.Expr expression) {
    return switch (expression) {
      case PyTree.DictDisplay dict -> dict.items().isEmpty();
      case PyTree.ListDisplay list -> list.elements().isEmpty();
      case PyTree.Call call ->
          EMPTY.contains(Names.lastName(call.function()))
              && (call.arguments().isEmpty()
                  || Names.lastName(call.function()).equals("defaultdict"));
      default -> false;
    };
  }

  // ---- lifespan state

  /// What the lifespan function yields under this name, or null. Each request gets a copy of the
  /// state, but not of what it holds.
  @Nullable Value lifespanState(String name) {
    Map<String, Value> known = lifespan;
    if (known == null) {
      known = readLifespans();
      lifespan = known;
    }
    return known.get(name);
  }

  private Map<String, Value> readLifespans() {
    Set<String> names = new HashSet<>();
    for (SourceModule module : walk.linker.modules().sorted()) {
      PyWalk.walk(
          module.tree(),
          node -> {
            if (node instanceof PyTree.Argument argument && "lifespan".equals(argument.name())) {
              names.add(Names.lastName(argument.value()));
            }
          });
    }
    Map<String, Value> state = new HashMap<>();
    for (SourceModule module : walk.linker.modules().sorted()) {
      for (FunctionSymbol function : module.functions()) {
        if (names.contains(function.name())) {
          for (PyTree.Stmt statement : function.definition().body()) {
            PyWalk.walkOwn(
                statement,
                node -> {
                  if (node instanceof PyTree.Yield yield
                      && yield.value() instanceof PyTree.DictDisplay dict) {
                    dict.items().forEach(item -> addState(item, function, state));
                  }
                });
          }
        }
      }
    }
    return state;
  }

  private void addState(PyTree.DictItem item, FunctionSymbol function, Map<String, Value> out) {
    Value key = item.key() == null ? null : Variables.literal(item.key(), function.module());
    if (key == null || !(key.constant() instanceof String name)) {
      return;
    }
    Type type = walk.types.ofExpression(item.value(), TypeScope.of(function));
    if (type.isMutableContainer()
        || type instanceof Type.Instance
        || type instanceof Type.Library) {
      Location place =
          root(
              "lifespan:" + name,
              "request.state." + name,
              Owner.LIFESPAN,
              new Site(function.module(), item.value(), function.dottedName()));
      out.putIfAbsent(name, Value.of(type).withLocation(place).withSymbol("v:" + place.key));
    }
  }

  // ---- what is looked at as a whole

  /// Notes that a value is handed to where its content is used: an answer, a call of a library.
  void readHeld(Value value, PyTree node, Frame frame, State state) {
    readHeld(value, node, frame, state, 0);
  }

  private void readHeld(Value value, PyTree node, Frame frame, State state, int depth) {
    Location location = value.location();
    if (location != null && location.owner.looksOwn()) {
      walk.tracker.readWhole(location, walk.at(node, frame), state);
    }
    if (depth < MAX_DEPTH) {
      FreshObject object = value.object();
      if (object != null) {
        for (Value field : object.values()) {
          readHeld(field, node, frame, state, depth + 1);
        }
      }
      for (Value element : value.elements()) {
        readHeld(element, node, frame, state, depth + 1);
      }
    }
  }
}
