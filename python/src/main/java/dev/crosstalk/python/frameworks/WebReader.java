package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.WebApplication.DependencyRef;
import dev.crosstalk.python.frameworks.WebApplication.Kind;
import dev.crosstalk.python.frameworks.WebApplication.Middleware;
import dev.crosstalk.python.frameworks.WebApplication.MiddlewareKind;
import dev.crosstalk.python.frameworks.WebApplication.Route;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeReader;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Reads FastAPI and Starlette applications: routers, prefixes, `include_router`, `add_api_route`,
/// middleware of every kind, lifespan and start-up functions.
public final class WebReader {
  /// FastAPI is Starlette as far as the way of a request goes.
  private static final String NAME = "starlette";

  private static final Set<String> HTTP_VERBS =
      Set.of("get", "post", "put", "delete", "patch", "head", "options", "trace");
  private static final Set<String> MARKERS =
      Set.of(
          "fastapi",
          "starlette",
          "APIRouter",
          "add_middleware",
          "include_router",
          "add_api_route",
          "router.",
          "Router(",
          "Middleware",
          "@app.");
  private static final int MAX_INCLUDE_DEPTH = 8;

  private final TypeReader types;
  private final Linker linker;
  private final Map<String, Router> routers = new LinkedHashMap<>();
  private final List<Include> includes = new ArrayList<>();
  private final List<RawRoute> rawRoutes = new ArrayList<>();
  private final List<Middleware> added = new ArrayList<>();
  private final List<Middleware> listed = new ArrayList<>();
  private final List<FunctionSymbol> lifecycles = new ArrayList<>();
  private final Set<String> applications = new HashSet<>();
  private final Set<String> seenRoutes = new HashSet<>();

  public WebReader(TypeReader types) {
    this.types = types;
    this.linker = types.linker();
  }

  /// A FastAPI, Starlette or router object, by the variable that holds it.
  private record Router(String key, String prefix, List<DependencyRef> dependencies) {}

  private record Include(
      @Nullable String parent, String child, String prefix, List<DependencyRef> dependencies) {}

  private record RawRoute(
      Kind kind,
      String method,
      String path,
      FunctionSymbol handler,
      @Nullable ClassSymbol receiver,
      @Nullable String router,
      List<DependencyRef> dependencies) {}

  /// Reads all modules.
  public WebApplication read() {
    List<SourceModule> modules = new ArrayList<>();
    for (SourceModule module : linker.modules().sorted()) {
      String text = module.source().text();
      if (MARKERS.stream().anyMatch(text::contains)) {
        modules.add(module);
      }
    }
    modules.forEach(this::readConstructions);
    modules.forEach(this::readCalls);
    modules.forEach(this::readDecorators);
    List<Route> routes = new ArrayList<>();
    for (RawRoute raw : rawRoutes) {
      String key = raw.router();
      List<DependencyRef> dependencies = new ArrayList<>(raw.dependencies());
      Set<String> chain = new HashSet<>();
      String prefix = key == null ? "" : prefix(key, dependencies, chain, 0);
      chain.retainAll(applications);
      routes.add(
          new Route(
              raw.kind(),
              raw.method(),
              prefix + raw.path(),
              raw.handler(),
              Optional.ofNullable(raw.receiver()),
              dependencies,
              chain,
              NAME,
              true,
              Map.of()));
    }
    List<Middleware> onion = new ArrayList<>(added.reversed());
    onion.addAll(listed);
    return new WebApplication(routes, onion, lifecycles);
  }

  private String prefix(
      String key, List<DependencyRef> dependencies, Set<String> chain, int depth) {
    chain.add(key);
    Router router = routers.get(key);
    String own = router == null ? "" : router.prefix();
    if (router != null) {
      dependencies.addAll(router.dependencies());
    }
    if (depth < MAX_INCLUDE_DEPTH) {
      for (Include include : includes) {
        if (include.child().equals(key)) {
          dependencies.addAll(include.dependencies());
          String parent = include.parent();
          String above =
              parent == null || parent.equals(key)
                  ? ""
                  : prefix(parent, dependencies, chain, depth + 1);
          return above + include.prefix() + own;
        }
      }
    }
    return own;
  }

  // ---- calls

  /// First the objects, then what is done with them.
  private void readConstructions(SourceModule module) {
    readNodes(module, this::readConstruction);
  }

  private void readCalls(SourceModule module) {
    readNodes(
        module,
        (node, scope) -> {
          if (node instanceof PyTree.Call call) {
            readCall(call, scope);
          }
        });
  }

  private static void readNodes(SourceModule module, BiConsumer<PyTree, TypeScope> reader) {
    readBlock(module.tree().body(), TypeScope.of(module), reader);
    for (FunctionSymbol function : module.functions()) {
      readBlock(function.definition().body(), TypeScope.of(function), reader);
    }
  }

  private static void readBlock(
      List<PyTree.Stmt> body, TypeScope scope, BiConsumer<PyTree, TypeScope> reader) {
    for (PyTree.Stmt statement : body) {
      if (statement instanceof PyTree.FunctionDef) {
        continue;
      }
      if (statement instanceof PyTree.ClassDef type) {
        if (scope.function() == null) {
          readBlock(type.body(), scope, reader);
        }
        continue;
      }
      PyWalk.walkOwn(statement, node -> reader.accept(node, scope));
    }
  }

  private void readConstruction(PyTree node, TypeScope scope) {
    switch (node) {
      case PyTree.Assign assign -> {
        if (assign.value() instanceof PyTree.Call call) {
          assign.targets().forEach(target -> readConstruction(target, call, scope));
        }
      }
      case PyTree.AnnAssign assign -> {
        if (assign.value() instanceof PyTree.Call call) {
          readConstruction(assign.target(), call, scope);
        }
      }
      default -> {}
    }
  }

  private void readConstruction(PyTree.Expr target, PyTree.Call call, TypeScope scope) {
    String key = key(target, scope);
    if (key != null && isApplicationType(types.ofExpression(call, scope))) {
      applications.add(key);
      listedFor(call, key, scope);
    }
    if (key != null && isRouterType(types.ofExpression(call, scope))) {
      routers.put(
          key, new Router(key, keywordString(call, "prefix", scope), dependencies(call, scope)));
    }
  }

  /// Middleware given to the constructor of an application: the first is outermost.
  private void listedFor(PyTree.Call call, String key, TypeScope scope) {
    for (PyTree.Argument argument : call.arguments()) {
      if ("middleware".equals(argument.name())
          && argument.value() instanceof PyTree.ListDisplay list) {
        for (PyTree.Expr each : list.elements()) {
          if (each instanceof PyTree.Call wrapper && !wrapper.arguments().isEmpty()) {
            readMiddleware(
                wrapper.arguments().getFirst().value(), wrapper, scope, Optional.of(key), listed);
          }
        }
      }
    }
  }

  private boolean isApplicationType(Type type) {
    return isRouterType(type)
        && switch (type) {
          case Type.Library(String name) ->
              name.endsWith(".FastAPI") || name.endsWith(".Starlette");
          case Type.Instance(ClassSymbol symbol) ->
              linker.libraryBases(symbol).stream()
                  .anyMatch(base -> base.endsWith(".FastAPI") || base.endsWith(".Starlette"));
          default -> false;
        };
  }

  private Optional<String> application(PyTree.Expr owner, TypeScope scope) {
    String key = key(owner, scope);
    return key != null && applications.contains(key) ? Optional.of(key) : Optional.empty();
  }

  private void readCall(PyTree.Call call, TypeScope scope) {
    if (call.function() instanceof PyTree.Attribute method) {
      switch (method.name()) {
        case "include_router", "mount" -> readInclude(method, call, scope);
        case "add_middleware" -> {
          if (!call.arguments().isEmpty()) {
            readMiddleware(
                call.arguments().getFirst().value(),
                call,
                scope,
                application(method.value(), scope),
                added);
          }
        }
        case "add_api_route", "add_route" -> readAddedRoute(method, call, scope, Kind.HTTP);
        case "add_api_websocket_route", "add_websocket_route" ->
            readAddedRoute(method, call, scope, Kind.WEBSOCKET);
        case "add_event_handler" -> {
          FunctionSymbol function = argumentFunction(call, 1, scope);
          if (function != null) {
            lifecycles.add(function);
          }
        }
        case "add_exception_handler" -> {
          FunctionSymbol function = argumentFunction(call, 1, scope);
          if (function != null) {
            addRoute(
                new RawRoute(Kind.EXCEPTION_HANDLER, "ERR", "", function, null, null, List.of()));
          }
        }
        default -> {}
      }
    }
    Type callee = types.ofExpression(call.function(), scope);
    if (!(callee instanceof Type.LibraryObject(String name))) {
      return;
    }
    switch (name) {
      case "fastapi.FastAPI", "starlette.applications.Starlette", "fastapi.applications.FastAPI" ->
          readApplication(call, scope);
      case "starlette.routing.Route", "fastapi.routing.APIRoute" ->
          readRouteObject(call, scope, Kind.HTTP);
      case "starlette.routing.WebSocketRoute", "fastapi.routing.APIWebSocketRoute" ->
          readRouteObject(call, scope, Kind.WEBSOCKET);
      default -> {}
    }
  }

  private void readApplication(PyTree.Call call, TypeScope scope) {
    for (PyTree.Argument argument : call.arguments()) {
      String name = argument.name();
      if (name == null) {
        continue;
      }
      switch (name) {
        case "lifespan" -> addLifecycle(argument.value(), scope);
        case "on_startup", "on_shutdown" -> {
          if (argument.value() instanceof PyTree.ListDisplay list) {
            list.elements().forEach(each -> addLifecycle(each, scope));
          }
        }
        default -> {}
      }
    }
  }

  private void addLifecycle(PyTree.Expr expression, TypeScope scope) {
    if (types.ofExpression(expression, scope) instanceof Type.FunctionObject(FunctionSymbol f)) {
      lifecycles.add(f);
    }
  }

  private void readInclude(PyTree.Attribute method, PyTree.Call call, TypeScope scope) {
    String prefix = keywordString(call, "prefix", scope);
    PyTree.Expr child = null;
    for (PyTree.Argument argument : call.arguments()) {
      String name = argument.name();
      if (argument.kind() == PyTree.ArgumentKind.POSITIONAL) {
        if (argument.value() instanceof PyTree.StringLiteral literal && child == null) {
          prefix = string(literal, scope);
        } else if (child == null) {
          child = argument.value();
        }
      } else if (name != null && (name.equals("router") || name.equals("app"))) {
        child = argument.value();
      }
    }
    String childKey = child == null ? null : key(child, scope);
    if (childKey != null) {
      includes.add(
          new Include(key(method.value(), scope), childKey, prefix, dependencies(call, scope)));
    }
  }

  private void readMiddleware(
      PyTree.Expr type,
      PyTree.Call call,
      TypeScope scope,
      Optional<String> application,
      List<Middleware> out) {
    Type target = types.ofExpression(type, scope);
    if (target instanceof Type.ClassObject(ClassSymbol symbol)) {
      addMiddleware(symbol, application, out);
      return;
    }
    for (PyTree.Argument argument : call.arguments()) {
      if ("dispatch".equals(argument.name())
          && types.ofExpression(argument.value(), scope)
              instanceof Type.FunctionObject(FunctionSymbol function)) {
        out.add(new Middleware(MiddlewareKind.HTTP_FUNCTION, function, null, application, NAME));
      }
    }
  }

  private void addMiddleware(
      ClassSymbol symbol, Optional<String> application, List<Middleware> out) {
    FunctionSymbol dispatch = linker.method(symbol, "dispatch");
    if (dispatch != null) {
      out.add(new Middleware(MiddlewareKind.BASE_HTTP, dispatch, symbol, application, NAME));
      return;
    }
    FunctionSymbol call = linker.method(symbol, "__call__");
    if (call != null) {
      out.add(new Middleware(MiddlewareKind.ASGI, call, symbol, application, NAME));
    }
  }

  private void readAddedRoute(
      PyTree.Attribute method, PyTree.Call call, TypeScope scope, Kind kind) {
    PyTree.Expr endpoint = argument(call, 1, "endpoint");
    String path = argumentString(call, scope);
    if (endpoint == null || path == null) {
      return;
    }
    String verb = kind == Kind.WEBSOCKET ? "WS" : methods(call, scope);
    addEndpoint(kind, verb, path, endpoint, key(method.value(), scope), call, scope);
  }

  private void readRouteObject(PyTree.Call call, TypeScope scope, Kind kind) {
    PyTree.Expr endpoint = argument(call, 1, "endpoint");
    String path = argumentString(call, scope);
    if (endpoint != null && path != null) {
      String verb = kind == Kind.WEBSOCKET ? "WS" : methods(call, scope);
      addEndpoint(kind, verb, path, endpoint, null, call, scope);
    }
  }

  private void addEndpoint(
      Kind kind,
      String verb,
      String path,
      PyTree.Expr endpoint,
      @Nullable String router,
      PyTree.Call call,
      TypeScope scope) {
    Type target = types.ofExpression(endpoint, scope);
    List<DependencyRef> dependencies = dependencies(call, scope);
    switch (target) {
      case Type.FunctionObject(FunctionSymbol function) -> {
        ClassSymbol receiver = null;
        if (function.owner().isPresent()
            && endpoint instanceof PyTree.Attribute bound
            && types.ofExpression(bound.value(), scope)
                instanceof Type.Instance(ClassSymbol symbol)) {
          receiver = symbol;
        }
        addRoute(new RawRoute(kind, verb, path, function, receiver, router, dependencies));
      }
      case Type.ClassObject(ClassSymbol symbol) -> {
        for (String each : HTTP_VERBS) {
          FunctionSymbol function = linker.method(symbol, each);
          if (function != null) {
            addRoute(
                new RawRoute(
                    kind,
                    each.toUpperCase(Locale.ROOT),
                    path,
                    function,
                    null,
                    router,
                    dependencies));
          }
        }
      }
      default -> {}
    }
  }

  // ---- decorators

  private void readDecorators(SourceModule module) {
    for (FunctionSymbol function : module.functions()) {
      TypeScope scope = new TypeScope(module, function.enclosing().orElse(null));
      for (PyTree.Expr decorator : function.definition().decorators()) {
        if (decorator instanceof PyTree.Call call
            && call.function() instanceof PyTree.Attribute method) {
          readDecorator(function, method, call, scope);
        }
      }
    }
  }

  private void readDecorator(
      FunctionSymbol function, PyTree.Attribute method, PyTree.Call call, TypeScope scope) {
    String name = method.name();
    boolean verb = HTTP_VERBS.contains(name) || name.equals("api_route") || name.equals("route");
    boolean socket = name.equals("websocket") || name.equals("websocket_route");
    if (verb || socket) {
      String path = argumentString(call, scope);
      if (path == null && !call.arguments().isEmpty() && isRouter(method.value(), scope)) {
        path = "{" + scope.module().text(call.arguments().getFirst().value(), 30) + "}";
      }
      if (path == null || !mayBeRouter(method.value(), path, scope)) {
        return;
      }
      String httpMethod =
          socket
              ? "WS"
              : HTTP_VERBS.contains(name) ? name.toUpperCase(Locale.ROOT) : methods(call, scope);
      addRoute(
          new RawRoute(
              socket ? Kind.WEBSOCKET : Kind.HTTP,
              httpMethod,
              path,
              function,
              null,
              key(method.value(), scope),
              dependencies(call, scope)));
      return;
    }
    switch (name) {
      case "middleware" -> {
        if ("http".equals(argumentString(call, scope))) {
          added.add(
              new Middleware(
                  MiddlewareKind.HTTP_FUNCTION,
                  function,
                  null,
                  application(method.value(), scope),
                  NAME));
        }
      }
      case "on_event" -> lifecycles.add(function);
      case "exception_handler" -> {
        if (isRouter(method.value(), scope)) {
          addRoute(
              new RawRoute(Kind.EXCEPTION_HANDLER, "ERR", "", function, null, null, List.of()));
        }
      }
      default -> {}
    }
  }

  private void addRoute(RawRoute route) {
    String id =
        route.method()
            + " "
            + route.path()
            + " "
            + route.handler().dottedName()
            + " "
            + route.handler().definition().start();
    if (seenRoutes.add(id)) {
      rawRoutes.add(route);
    }
  }

  private boolean isRouter(PyTree.Expr owner, TypeScope scope) {
    String key = key(owner, scope);
    return (key != null && routers.containsKey(key))
        || isRouterType(types.ofExpression(owner, scope));
  }

  /// Routers of unknown origin (a parameter, a wrapper) count when the path looks like one; an
  /// object of another library does not.
  private boolean mayBeRouter(PyTree.Expr owner, String path, TypeScope scope) {
    if (isRouter(owner, scope)) {
      return true;
    }
    return switch (types.ofExpression(owner, scope)) {
      case Type.Unknown _ -> path.isEmpty() || path.startsWith("/");
      case Type.Instance(ClassSymbol symbol) ->
          linker.method(symbol, "get") == null
              && linker.method(symbol, "route") == null
              && (path.isEmpty() || path.startsWith("/"));
      default -> false;
    };
  }

  private boolean isRouterType(Type type) {
    return switch (type) {
      case Type.Library(String name) -> isRouterClass(name);
      case Type.Instance(ClassSymbol symbol) ->
          linker.libraryBases(symbol).stream().anyMatch(WebReader::isRouterClass);
      default -> false;
    };
  }

  private static boolean isRouterClass(String name) {
    return (name.startsWith("fastapi") || name.startsWith("starlette"))
        && (name.endsWith(".FastAPI")
            || name.endsWith(".APIRouter")
            || name.endsWith(".Starlette")
            || name.endsWith(".Router"));
  }

  // ---- arguments

  /// A name for the variable that holds an object, the same from every module; null when it is not
  /// held by a plain variable or attribute.
  private @Nullable String key(PyTree.Expr expression, TypeScope scope) {
    return switch (expression) {
      case PyTree.Name name -> {
        FunctionSymbol function = scope.function();
        while (function != null) {
          if (function.locals().local().contains(name.name())) {
            yield function.dottedName() + "()." + name.name();
          }
          function = function.enclosing().orElse(null);
        }
        yield switch (linker.resolve(scope.module(), name.name())) {
          case dev.crosstalk.python.names.Resolution.ToVariable(SourceModule module, String v) ->
              module.path() + ":" + v;
          default -> scope.module().path() + ":" + name.name();
        };
      }
      case PyTree.Attribute attribute -> {
        if (attribute.value() instanceof PyTree.Name self
            && self.name().equals("self")
            && scope.function() != null
            && scope.function().owner().isPresent()) {
          yield scope.function().owner().get().dottedName() + ".self." + attribute.name();
        }
        Type owner = types.ofExpression(attribute.value(), scope);
        yield switch (owner) {
          case Type.ModuleObject(SourceModule module) ->
              switch (linker.resolve(module, attribute.name())) {
                case dev.crosstalk.python.names.Resolution.ToVariable(SourceModule m, String v) ->
                    m.path() + ":" + v;
                default -> null;
              };
          case Type.Instance(ClassSymbol symbol) ->
              symbol.dottedName() + ".self." + attribute.name();
          default -> null;
        };
      }
      default -> null;
    };
  }

  /// What `dependencies=[…]` lists, the one that runs last first.
  private List<DependencyRef> dependencies(PyTree.Call call, TypeScope scope) {
    List<DependencyRef> found = new ArrayList<>();
    for (PyTree.Argument argument : call.arguments()) {
      if ("dependencies".equals(argument.name())
          && argument.value() instanceof PyTree.ListDisplay list) {
        list.elements().reversed().forEach(each -> found.add(new DependencyRef(each, scope)));
      }
    }
    return found;
  }

  private @Nullable FunctionSymbol argumentFunction(PyTree.Call call, int index, TypeScope scope) {
    PyTree.Expr expression = argument(call, index, "");
    return expression != null
            && types.ofExpression(expression, scope)
                instanceof Type.FunctionObject(FunctionSymbol function)
        ? function
        : null;
  }

  private static PyTree.@Nullable Expr argument(PyTree.Call call, int index, String keyword) {
    int position = 0;
    for (PyTree.Argument argument : call.arguments()) {
      if (argument.kind() == PyTree.ArgumentKind.POSITIONAL && position++ == index) {
        return argument.value();
      }
      if (keyword.equals(argument.name())) {
        return argument.value();
      }
    }
    return null;
  }

  /// The first positional argument, or `path=`, when it is a literal.
  private @Nullable String argumentString(PyTree.Call call, TypeScope scope) {
    PyTree.Expr first = argument(call, 0, "path");
    return first instanceof PyTree.StringLiteral literal ? string(literal, scope) : null;
  }

  private String keywordString(PyTree.Call call, String keyword, TypeScope scope) {
    for (PyTree.Argument argument : call.arguments()) {
      if (keyword.equals(argument.name())
          && argument.value() instanceof PyTree.StringLiteral literal) {
        return string(literal, scope);
      }
    }
    return "";
  }

  private static String string(PyTree.StringLiteral literal, TypeScope scope) {
    return Literals.stringValue(literal, scope.module().source()).orElse("");
  }

  private String methods(PyTree.Call call, TypeScope scope) {
    Map<String, String> found = new HashMap<>();
    for (PyTree.Argument argument : call.arguments()) {
      if ("methods".equals(argument.name())
          && argument.value() instanceof PyTree.ListDisplay list
          && !list.elements().isEmpty()
          && list.elements().getFirst() instanceof PyTree.StringLiteral literal) {
        found.put("first", string(literal, scope));
      }
    }
    return found.getOrDefault("first", "GET").toUpperCase(Locale.ROOT);
  }
}
