package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.frameworks.WebApplication.Kind;
import dev.crosstalk.python.frameworks.WebApplication.MiddlewareKind;
import dev.crosstalk.python.names.SourceModule;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Quart: applications and blueprints. `def` views run on a thread with the context copied; `g`,
/// `request` and `session` belong to the request.
final class Quart implements FrameworkModel {
  private static final String NAME = "quart";
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");

  @Override
  public String marker() {
    return "quart";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      String owner = entries.libraryClass(each.owner(), each.scope());
      if (!owner.startsWith("quart")
          || !(owner.endsWith(".Quart") || owner.endsWith(".Blueprint"))) {
        continue;
      }
      String method = each.method();
      String path = EntryPoints.text(each.call(), 0, "rule", each.scope()).orElse("?");
      boolean pooled = !each.function().async();
      if (VERBS.contains(method)) {
        entries.add(
            NAME, each.function(), Entry.http(method.toUpperCase(Locale.ROOT), path, pooled));
      } else if (method.equals("route")) {
        entries.add(
            NAME,
            each.function(),
            Entry.http(EntryPoints.method(each.call(), each.scope()), path, pooled));
      } else if (method.equals("websocket")) {
        entries.add(
            NAME, each.function(), new Entry(Kind.WEBSOCKET, "WS", path, null, pooled, Map.of()));
      } else if (method.equals("before_request") || method.equals("before_app_request")) {
        entries.around(NAME, MiddlewareKind.BEFORE, each.function());
      } else if (method.equals("after_request") || method.equals("after_app_request")) {
        entries.around(NAME, MiddlewareKind.AFTER, each.function());
      }
    }
  }
}
