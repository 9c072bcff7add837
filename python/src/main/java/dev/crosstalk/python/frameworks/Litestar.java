package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.frameworks.WebApplication.DependencyRef;
import dev.crosstalk.python.frameworks.WebApplication.Kind;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.TypeScope;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Litestar: handlers by decorator, alone or in a controller, and `Provide` by the names of
/// parameters. A `def` handler runs on the event loop unless it says `sync_to_thread=True`.
final class Litestar implements FrameworkModel {
  private static final String NAME = "litestar";
  private static final Set<String> VERBS =
      Set.of(
          "get",
          "post",
          "put",
          "patch",
          "delete",
          "head",
          "route",
          "websocket",
          "websocket_listener");

  @Override
  public String marker() {
    return "litestar";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    Map<String, DependencyRef> application = new HashMap<>();
    EntryPoints.eachCall(
        module,
        (call, scope) -> {
          String name = entries.libraryName(call.function(), scope);
          if (name.endsWith(".Litestar") || name.endsWith(".Router")) {
            application.putAll(provided(call, scope));
          }
        });
    for (Decoration each : EntryPoints.decorations(module)) {
      String name = entries.libraryName(each.target(), each.scope());
      String verb = name.substring(name.lastIndexOf('.') + 1);
      if (name.startsWith("litestar.") && VERBS.contains(verb)) {
        handler(each, verb, application, entries);
      }
    }
  }

  private static void handler(
      Decoration each, String verb, Map<String, DependencyRef> application, EntryPoints entries) {
    Map<String, DependencyRef> named = new HashMap<>(application);
    ClassSymbol controller = each.function().owner().orElse(null);
    String prefix = "";
    if (controller != null) {
      TypeScope scope = TypeScope.of(controller.module());
      prefix = attribute(controller, "path").flatMap(value -> text(value, scope)).orElse("");
      attribute(controller, "dependencies").ifPresent(value -> named.putAll(table(value, scope)));
    }
    if (each.call() != null) {
      named.putAll(provided(each.call(), each.scope()));
    }
    String path = EntryPoints.text(each.call(), 0, "path", each.scope()).orElse("");
    boolean socket = verb.startsWith("websocket");
    entries.add(
        NAME,
        each.function(),
        new Entry(
            socket ? Kind.WEBSOCKET : Kind.HTTP,
            socket ? "WS" : verb.toUpperCase(Locale.ROOT),
            prefix.isEmpty() && path.isEmpty() ? "/" : prefix + path,
            controller,
            EntryPoints.isSet(each.call(), "sync_to_thread"),
            named));
  }

  private static Optional<PyTree.Expr> attribute(ClassSymbol symbol, String name) {
    Binding.Assigned binding = symbol.ownAttribute(name);
    return binding == null ? Optional.empty() : Optional.ofNullable(binding.value());
  }

  private static Optional<String> text(PyTree.Expr expression, TypeScope scope) {
    return expression instanceof PyTree.StringLiteral literal
        ? Literals.stringValue(literal, scope.module().source())
        : Optional.empty();
  }

  private static Map<String, DependencyRef> provided(PyTree.Call call, TypeScope scope) {
    PyTree.Expr table = EntryPoints.argument(call, Integer.MAX_VALUE, "dependencies");
    return table == null ? Map.of() : table(table, scope);
  }

  /// `{"name": Provide(function)}`.
  private static Map<String, DependencyRef> table(PyTree.Expr expression, TypeScope scope) {
    Map<String, DependencyRef> found = new HashMap<>();
    if (expression instanceof PyTree.DictDisplay dict) {
      for (PyTree.DictItem item : dict.items()) {
        if (item.key() instanceof PyTree.StringLiteral key && item.value() instanceof PyTree.Call) {
          Literals.stringValue(key, scope.module().source())
              .ifPresent(name -> found.put(name, new DependencyRef(item.value(), scope)));
        }
      }
    }
    return found;
  }
}
