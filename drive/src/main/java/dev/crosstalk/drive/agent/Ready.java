package dev.crosstalk.drive.agent;

import java.util.List;
import java.util.Map;

/// What the agent says of the application once it is loaded.
///
/// @param python version of the interpreter
/// @param gil false on a free-threaded build
/// @param versions of libraries that matter, by package
/// @param modules names of the rewritten modules
/// @param whyNotForkable reasons why a fork is no faithful copy; empty when it is
public record Ready(
    String python,
    boolean gil,
    Map<String, String> versions,
    List<String> modules,
    List<String> whyNotForkable) {

  public Ready {
    versions = Map.copyOf(versions);
    modules = List.copyOf(modules);
    whyNotForkable = List.copyOf(whyNotForkable);
  }

  static Ready of(Tree tree) {
    return new Ready(
        tree.requiredText("python"),
        tree.flag("gil"),
        tree.textMap("versions"),
        Tree.of(tree.get("instrumented").orElse(Map.of())).texts("modules"),
        tree.texts("why_not"));
  }
}
