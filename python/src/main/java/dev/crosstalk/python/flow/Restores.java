package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a function takes back what it did when the wait in between fails or is cancelled.
final class Restores {
  private Restores() {}

  /// True when a `try` around the wait does what `undo` does, in `finally` or for any error.
  static boolean onFailure(Access set, Pause pause, Access undo) {
    Site wait = waitIn(set.site().symbol(), pause);
    PyTree.FunctionDef function = functionAround(undo.site());
    if (wait == null || function == null) {
      return true; // the wait is elsewhere: not known
    }
    String undoing = undo.site().text();
    boolean[] restored = new boolean[1];
    for (PyTree.Stmt statement : function.body()) {
      PyWalk.walk(
          statement,
          node -> {
            if (node instanceof PyTree.Try attempt && isIn(wait.node(), attempt.body())) {
              restored[0] |= isIn(undo.site().node(), attempt.finalBody());
              restored[0] |= does(undoing, attempt.finalBody(), undo);
              for (PyTree.ExceptHandler handler : attempt.handlers()) {
                restored[0] |= does(undoing, handler.body(), undo);
              }
            }
          });
    }
    return restored[0];
  }

  private static boolean does(String text, List<PyTree.Stmt> body, Access undo) {
    return !body.isEmpty()
        && undo.site()
            .module()
            .source()
            .text()
            .substring(body.getFirst().start(), body.getLast().end())
            .contains(text);
  }

  static boolean isIn(PyTree node, List<? extends PyTree> body) {
    return !body.isEmpty()
        && body.getFirst().start() <= node.start()
        && node.end() <= body.getLast().end();
  }

  /// The wait, or the call that leads to it, in the function of this name.
  private static @Nullable Site waitIn(String symbol, Pause pause) {
    if (pause.site().symbol().equals(symbol)) {
      return pause.site();
    }
    for (Site call : pause.calls().reversed()) {
      if (call.symbol().equals(symbol)) {
        return call;
      }
    }
    return null;
  }

  private static PyTree.@Nullable FunctionDef functionAround(Site site) {
    PyTree.FunctionDef[] found = new PyTree.FunctionDef[1];
    PyWalk.walk(
        site.module().tree(),
        node -> {
          if (node instanceof PyTree.FunctionDef function
              && function.start() <= site.node().start()
              && site.node().end() <= function.end()) {
            found[0] = function;
          }
        });
    return found[0];
  }
}
