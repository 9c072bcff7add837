package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Bound;
import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.SourceModule;
import java.util.Map;

/// Strawberry GraphQL: resolvers, mutations and subscriptions. Resolvers run on the event loop,
/// `def` or not; the object they belong to is made for each operation.
final class Strawberry implements FrameworkModel {
  private static final Map<String, String> KINDS =
      Map.of("field", "resolver", "mutation", "mutation", "subscription", "subscription");

  @Override
  public String marker() {
    return "strawberry";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      String kind = kind(entries.libraryName(each.target(), each.scope()));
      if (kind != null) {
        entries.add("strawberry", each.function(), Entry.call(kind, each.function().name(), false));
      }
    }
    EntryPoints.eachCall(
        module,
        (call, scope) -> {
          String kind = kind(entries.libraryName(call.function(), scope));
          Bound bound =
              kind == null
                  ? null
                  : entries.function(
                      EntryPoints.argument(call, Integer.MAX_VALUE, "resolver"), scope);
          if (kind != null && bound != null) {
            entries.add(
                "strawberry", bound.function(), Entry.call(kind, bound.function().name(), false));
          }
        });
  }

  private static @org.jspecify.annotations.Nullable String kind(String name) {
    return name.startsWith("strawberry.")
        ? KINDS.get(name.substring(name.lastIndexOf('.') + 1))
        : null;
  }
}
