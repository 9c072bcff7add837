package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.SourceModule;
import java.util.Map;

/// MCP servers: FastMCP of the official SDK and of `fastmcp`, and the low-level `Server`. One
/// server object answers all sessions; `def` tools run on the event loop.
final class Mcp implements FrameworkModel {
  private static final Map<String, String> KINDS =
      Map.of(
          "tool", "tool",
          "resource", "resource",
          "prompt", "prompt",
          "custom_route", "route",
          "call_tool", "tool call",
          "read_resource", "resource read",
          "list_tools", "tool list",
          "list_resources", "resource list",
          "get_prompt", "prompt");

  @Override
  public String marker() {
    return "mcp";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      String kind = KINDS.get(each.method());
      String owner = entries.libraryClass(each.owner(), each.scope());
      if (kind != null && isServer(owner)) {
        String name =
            EntryPoints.text(each.call(), 0, "name", each.scope()).orElse(each.function().name());
        entries.add("mcp", each.function(), Entry.call(kind, name, false));
      }
    }
    EntryPoints.eachCall(
        module,
        (call, scope) -> {
          if (call.function() instanceof dev.crosstalk.python.syntax.PyTree.Attribute method
              && method.name().equals("add_tool")
              && isServer(entries.libraryClass(method.value(), scope))) {
            EntryPoints.Bound bound = entries.function(EntryPoints.argument(call, 0, "fn"), scope);
            if (bound != null) {
              entries.add(
                  "mcp",
                  bound.function(),
                  Entry.call("tool", bound.function().name(), false).on(bound.receiver()));
            }
          }
        });
  }

  private static boolean isServer(String name) {
    return (name.startsWith("mcp.") || name.startsWith("fastmcp."))
        && (name.endsWith(".FastMCP") || name.endsWith(".Server") || name.endsWith(".MCPServer"));
  }
}
