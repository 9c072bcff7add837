package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Bound;
import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.frameworks.WebApplication.Kind;
import dev.crosstalk.python.frameworks.WebApplication.MiddlewareKind;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Sanic: applications and blueprints, `HTTPMethodView`, request and response middleware. `def`
/// handlers run on the event loop; `request.ctx` belongs to the request, `app.ctx` to all.
final class Sanic implements FrameworkModel {
  private static final String NAME = "sanic";
  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");

  @Override
  public String marker() {
    return "sanic";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      if (isApplication(entries.libraryClass(each.owner(), each.scope()))) {
        decorated(each, entries);
      }
    }
    EntryPoints.eachCall(
        module,
        (call, scope) -> {
          if (call.function() instanceof PyTree.Attribute method
              && method.name().equals("add_route")
              && isApplication(entries.libraryClass(method.value(), scope))) {
            Bound bound = entries.function(EntryPoints.argument(call, 0, "handler"), scope);
            if (bound != null) {
              String path = EntryPoints.text(call, 1, "uri", scope).orElse("?");
              entries.add(
                  NAME,
                  bound.function(),
                  Entry.http(EntryPoints.method(call, scope), path, false).on(bound.receiver()));
            }
          }
        });
    for (ClassSymbol symbol : module.classes()) {
      if (entries.libraryBases(symbol).stream().anyMatch(base -> base.endsWith("HTTPMethodView"))) {
        for (String verb : List.of("get", "post", "put", "patch", "delete")) {
          FunctionSymbol method = entries.method(symbol, verb);
          if (method != null) {
            entries.add(NAME, method, Entry.http(verb.toUpperCase(Locale.ROOT), "?", false));
          }
        }
      }
    }
  }

  private static void decorated(Decoration each, EntryPoints entries) {
    String method = each.method();
    String path = EntryPoints.text(each.call(), 0, "uri", each.scope()).orElse("?");
    switch (method) {
      case "route" ->
          entries.add(
              NAME,
              each.function(),
              Entry.http(EntryPoints.method(each.call(), each.scope()), path, false));
      case "websocket" ->
          entries.add(
              NAME, each.function(), new Entry(Kind.WEBSOCKET, "WS", path, null, false, Map.of()));
      case "middleware", "on_request", "on_response" -> {
        boolean response =
            method.equals("on_response")
                || EntryPoints.text(each.call(), 0, "attach_to", each.scope())
                    .filter("response"::equals)
                    .isPresent();
        entries.around(
            NAME, response ? MiddlewareKind.AFTER : MiddlewareKind.BEFORE, each.function());
      }
      default -> {
        if (VERBS.contains(method)) {
          entries.add(
              NAME, each.function(), Entry.http(method.toUpperCase(Locale.ROOT), path, false));
        }
      }
    }
  }

  private static boolean isApplication(String name) {
    return name.startsWith("sanic") && (name.endsWith(".Sanic") || name.endsWith(".Blueprint"));
  }
}
