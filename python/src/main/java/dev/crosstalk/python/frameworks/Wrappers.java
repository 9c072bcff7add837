package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.TypeScope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// First-party decorators that register what they decorate: their body, or a function nested in it,
/// calls the route decorator of a framework's application or router.
final class Wrappers implements FrameworkModel {
  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");
  private static final Set<String> REGISTRARS =
      Set.of("route", "api_route", "add_api_route", "add_route", "add_url_rule");

  private final Map<FunctionSymbol, String> frameworks = new HashMap<>();

  @Override
  public String marker() {
    return "@";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      if (each.call() == null) {
        continue;
      }
      EntryPoints.Bound wrapper = entries.function(each.target(), each.scope());
      if (wrapper == null) {
        continue;
      }
      String framework = framework(wrapper.function(), entries);
      if (!framework.isEmpty()) {
        String verb =
            VERBS.contains(wrapper.function().name())
                ? wrapper.function().name().toUpperCase(Locale.ROOT)
                : EntryPoints.method(each.call(), each.scope());
        String path = EntryPoints.text(each.call(), 0, "path", each.scope()).orElse("?");
        entries.add(framework, each.function(), Entry.http(verb, path, !framework.equals("sanic")));
      }
    }
  }

  /// The framework that a decorator registers with, or the empty text.
  private String framework(FunctionSymbol decorator, EntryPoints entries) {
    String known = frameworks.get(decorator);
    if (known != null) {
      return known;
    }
    String[] found = {""};
    for (FunctionSymbol function : decorator.module().functions()) {
      if (within(function, decorator)) {
        for (PyTree.Stmt statement : function.definition().body()) {
          if (!(statement instanceof PyTree.FunctionDef)) {
            PyWalk.walkOwn(
                statement,
                node -> {
                  if (found[0].isEmpty() && node instanceof PyTree.Call call) {
                    found[0] = registers(call, TypeScope.of(function), entries);
                  }
                });
          }
        }
      }
    }
    frameworks.put(decorator, found[0]);
    return found[0];
  }

  private static boolean within(FunctionSymbol function, FunctionSymbol outer) {
    for (FunctionSymbol each = function; each != null; each = each.enclosing().orElse(null)) {
      if (each.equals(outer)) {
        return true;
      }
    }
    return false;
  }

  private static String registers(PyTree.Call call, TypeScope scope, EntryPoints entries) {
    if (!(call.function() instanceof PyTree.Attribute method)
        || !(VERBS.contains(method.name()) || REGISTRARS.contains(method.name()))) {
      return "";
    }
    String owner = entries.libraryClass(method.value(), scope);
    if (owner.startsWith("quart")) {
      return "quart";
    }
    if (owner.startsWith("sanic")) {
      return "sanic";
    }
    boolean router =
        owner.endsWith(".FastAPI")
            || owner.endsWith(".APIRouter")
            || owner.endsWith(".Starlette")
            || owner.endsWith(".Router");
    return router && (owner.startsWith("fastapi") || owner.startsWith("starlette"))
        ? "starlette"
        : "";
  }
}
