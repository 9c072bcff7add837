package dev.crosstalk.rules.liveness;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Questions about the statements around a place in a function.
final class Bodies {
  private Bodies() {}

  /// Everything that encloses a place in a function, the outermost first.
  static List<PyTree> around(FunctionSymbol function, PyTree place) {
    List<PyTree> found = new ArrayList<>();
    PyWalk.walk(
        function.definition(),
        node -> {
          if (node.start() <= place.start()
              && place.end() <= node.end()
              && node.id() != place.id()) {
            found.add(node);
          }
        });
    return found;
  }

  static boolean contains(List<? extends PyTree> nodes, PyTree place) {
    return nodes.stream()
        .anyMatch(node -> node.start() <= place.start() && place.end() <= node.end());
  }

  /// True when `wanted` holds for something in `nodes`; nested functions are left out.
  static boolean any(List<? extends PyTree> nodes, Predicate<PyTree> wanted) {
    boolean[] found = new boolean[1];
    for (PyTree node : nodes) {
      PyWalk.walkOwn(node, each -> found[0] |= wanted.test(each));
    }
    return found[0];
  }

  /// True when the place is only reached when an argument, or the lock itself, says so.
  static boolean dependsOnCaller(FunctionSymbol function, PyTree place) {
    Set<String> parameters =
        function.definition().parameters().all().stream()
            .map(PyTree.Parameter::name)
            .filter(name -> !name.equals("self"))
            .collect(Collectors.toSet());
    for (PyTree node : around(function, place)) {
      if (node instanceof PyTree.If branch
          && !contains(List.of(branch.test()), place)
          && any(
              List.of(branch.test()),
              each ->
                  (each instanceof PyTree.Name name && parameters.contains(name.name()))
                      || (each instanceof PyTree.Attribute attribute
                          && attribute.name().equals("locked")))) {
        return true;
      }
    }
    return false;
  }
}
