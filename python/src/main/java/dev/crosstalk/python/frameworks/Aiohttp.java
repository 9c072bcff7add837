package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Bound;
import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.frameworks.WebApplication.MiddlewareKind;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.TypeScope;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// aiohttp's server: route tables, `router.add_*`, `web.get(...)`, `web.View`, middlewares.
final class Aiohttp implements FrameworkModel {
  private static final String NAME = "aiohttp";
  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options", "view");

  @Override
  public String marker() {
    return "aiohttp";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      String owner = entries.libraryClass(each.owner(), each.scope());
      if (owner.equals("aiohttp.web.RouteTableDef")) {
        String path =
            EntryPoints.text(
                    each.call(), each.method().equals("route") ? 1 : 0, "path", each.scope())
                .orElse("?");
        entries.add(NAME, each.function(), Entry.http(verb(each.method()), path, false));
      }
      if (entries.libraryName(each.target(), each.scope()).equals("aiohttp.web.middleware")) {
        entries.around(NAME, MiddlewareKind.PLAIN_FUNCTION, each.function());
      }
    }
    EntryPoints.eachCall(module, (call, scope) -> call(call, scope, entries));
    for (ClassSymbol symbol : module.classes()) {
      if (entries.libraryBases(symbol).contains("aiohttp.web.View")) {
        view(symbol, "?", entries);
      }
    }
  }

  private static void call(PyTree.Call call, TypeScope scope, EntryPoints entries) {
    if (call.function() instanceof PyTree.Attribute method
        && method.name().startsWith("add_")
        && isRouter(method.value(), scope, entries)) {
      String verb = method.name().substring("add_".length());
      if (VERBS.contains(verb)) {
        endpoint(verb, call, 0, scope, entries);
      } else if (verb.equals("route")) {
        endpoint(EntryPoints.text(call, 0, "method", scope).orElse("*"), call, 1, scope, entries);
      }
      return;
    }
    String name = entries.libraryName(call.function(), scope);
    if (name.startsWith("aiohttp.web.")) {
      String verb = name.substring("aiohttp.web.".length());
      if (VERBS.contains(verb)) {
        endpoint(verb, call, 0, scope, entries);
      } else if (verb.equals("route")) {
        endpoint(EntryPoints.text(call, 0, "method", scope).orElse("*"), call, 1, scope, entries);
      }
    }
  }

  /// `app.router`, also of an application that is a parameter or an attribute.
  private static boolean isRouter(PyTree.Expr owner, TypeScope scope, EntryPoints entries) {
    return entries.libraryClass(owner, scope).equals("aiohttp.web.UrlDispatcher")
        || (owner instanceof PyTree.Attribute attribute
            && attribute.name().equals("router")
            && (entries.libraryClass(attribute.value(), scope).equals("aiohttp.web.Application")
                || entries.libraryClass(attribute.value(), scope).isEmpty()));
  }

  private static void endpoint(
      String verb, PyTree.Call call, int path, TypeScope scope, EntryPoints entries) {
    PyTree.Expr handler = EntryPoints.argument(call, path + 1, "handler");
    String label = EntryPoints.text(call, path, "path", scope).orElse("?");
    Bound bound = entries.function(handler, scope);
    if (bound != null) {
      entries.add(
          NAME, bound.function(), Entry.http(verb(verb), label, false).on(bound.receiver()));
      return;
    }
    ClassSymbol type = entries.type(handler, scope);
    if (type != null) {
      view(type, label, entries);
    }
  }

  private static void view(ClassSymbol symbol, String path, EntryPoints entries) {
    for (String verb : List.of("get", "post", "put", "patch", "delete", "head", "options")) {
      FunctionSymbol method = entries.method(symbol, verb);
      if (method != null) {
        entries.add(NAME, method, Entry.http(verb(verb), path, false));
      }
    }
  }

  private static String verb(String name) {
    return name.equals("view") || name.equals("route") ? "*" : name.toUpperCase(Locale.ROOT);
  }
}
