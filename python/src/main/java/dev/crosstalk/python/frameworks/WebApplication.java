package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.effects.EntryPoint;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.TypeScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How requests enter a program.
///
/// @param routes sorted by place in the source
/// @param middlewares outermost first
/// @param lifecycles functions that run once at start-up or shut-down
public record WebApplication(
    List<Route> routes, List<Middleware> middlewares, List<FunctionSymbol> lifecycles) {

  public WebApplication {
    routes = List.copyOf(routes);
    middlewares = List.copyOf(middlewares);
    lifecycles = List.copyOf(lifecycles);
  }

  /// The routes, without what only this package and the walk need.
  public List<EntryPoint> entryPoints() {
    return routes.stream()
        .map(route ->
            new EntryPoint(
                route.label(),
                new Site(
                    route.handler().module(),
                    route.handler().definition(),
                    route.handler().dottedName()),
                route.framework(),
                route.pooled() && !route.handler().definition().async()))
        .toList();
  }

  /// What calls a handler.
  public enum Kind {
    HTTP,
    WEBSOCKET,
    EXCEPTION_HANDLER,
    /// A call of another kind: a tool, a resolver, a job. No middleware stands around it.
    CALL
  }

  /// A `Depends(...)` that belongs to a route without being a parameter.
  public record DependencyRef(PyTree.Expr expression, TypeScope scope) {}

  /// One function that serves requests.
  ///
  /// @param method HTTP method in upper case, `WS` for WebSockets, `ERR` for exception handlers
  /// @param path with the prefixes of its routers as far as they are literal
  /// @param receiver class of the shared object that the handler is a bound method of
  /// @param applications keys of the application objects that serve it, as far as they are known
  /// @param dependencies of the decorator, its routers and the application, in the reverse of the
  ///   order in which they run
  /// @param framework whose requests it serves
  /// @param pooled true when a `def` handler runs on a pool thread, false when on the event loop
  /// @param named providers of parameters by the parameters' names
  public record Route(
      Kind kind,
      String method,
      String path,
      FunctionSymbol handler,
      Optional<ClassSymbol> receiver,
      List<DependencyRef> dependencies,
      Set<String> applications,
      String framework,
      boolean pooled,
      Map<String, DependencyRef> named) {
    public Route {
      dependencies = List.copyOf(dependencies);
      applications = Set.copyOf(applications);
      named = Map.copyOf(named);
    }

    /// True when requests for this route pass the middleware; what is not known counts as yes.
    public boolean passes(Middleware middleware) {
      return middleware.framework().equals(framework)
          && (middleware.application().isEmpty()
              || applications.isEmpty()
              || applications.contains(middleware.application().get()));
    }

    /// How reports name it, for example `GET /reports/{report_id}`.
    public String label() {
      return switch (kind) {
        case HTTP, CALL -> method + " " + path;
        case WEBSOCKET -> "WS " + path;
        case EXCEPTION_HANDLER -> "exception handler " + handler.qualifiedName();
      };
    }
  }

  /// How a middleware is built.
  public enum MiddlewareKind {
    /// `async def f(request, call_next)`
    HTTP_FUNCTION,
    /// a subclass of `BaseHTTPMiddleware` with `dispatch(self, request, call_next)`
    BASE_HTTP,
    /// a class with `__call__(self, scope, receive, send)`
    ASGI,
    /// `async def f(request, handler)` that runs the inner layer in its own task
    PLAIN_FUNCTION,
    /// `def f(request)` that runs before the handler
    BEFORE,
    /// `def f(request, response)` that runs after the handler
    AFTER
  }

  /// One layer of the onion.
  ///
  /// @param type the class for the two class kinds
  /// @param application key of the application object it was added to, when that is known
  /// @param framework whose requests pass it
  public record Middleware(
      MiddlewareKind kind,
      FunctionSymbol entry,
      @Nullable ClassSymbol type,
      Optional<String> application,
      String framework) {}
}
