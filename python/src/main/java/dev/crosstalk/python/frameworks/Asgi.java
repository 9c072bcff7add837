package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;

/// Applications without a framework: `async def app(scope, receive, send)` at module level, the
/// signature that the ASGI specification fixes.
final class Asgi implements FrameworkModel {
  @Override
  public String marker() {
    return "receive, send";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (FunctionSymbol function : module.functions()) {
      List<String> names =
          function.definition().parameters().all().stream().map(PyTree.Parameter::name).toList();
      if (function.async()
          && function.enclosing().isEmpty()
          && function.owner().isEmpty()
          && names.equals(List.of("scope", "receive", "send"))) {
        entries.add("asgi", function, Entry.call("ASGI", function.qualifiedName(), false));
      }
    }
  }
}
