package dev.crosstalk.drive.agent;

import dev.crosstalk.openapi.spec.Operation.Parameter.In;
import dev.crosstalk.openapi.spec.Undeclared;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the agent says of the application once it is loaded.
///
/// @param python version of the interpreter
/// @param gil false on a free-threaded build
/// @param versions of libraries that matter, by package
/// @param modules names of the rewritten modules
/// @param asked what the application's own source looks for in requests
/// @param sockets paths of WebSockets with their parameters, as an interface document lists them
/// @param whyNotForkable reasons why a fork is no faithful copy; empty when it is
public record Ready(
    String python,
    boolean gil,
    Map<String, String> versions,
    List<String> modules,
    List<Undeclared> asked,
    List<Map<String, Object>> sockets,
    List<String> whyNotForkable) {

  public Ready {
    versions = Map.copyOf(versions);
    modules = List.copyOf(modules);
    asked = List.copyOf(asked);
    sockets = List.copyOf(sockets);
    whyNotForkable = List.copyOf(whyNotForkable);
  }

  static Ready of(Tree tree) {
    return new Ready(
        tree.requiredText("python"),
        tree.flag("gil"),
        tree.textMap("versions"),
        Tree.of(tree.get("instrumented").orElse(Map.of())).texts("modules"),
        tree.list("asked", node -> asked(Tree.of(node))),
        tree.list("sockets", node -> Tree.of(node).named()),
        tree.texts("why_not"));
  }

  private static Undeclared asked(Tree tree) {
    return new Undeclared(
        In.valueOf(tree.requiredText("in").toUpperCase(Locale.ROOT)),
        tree.requiredText("name"),
        tree.texts("paths"));
  }
}
