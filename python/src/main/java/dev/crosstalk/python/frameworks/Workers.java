package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Bound;
import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.TypeScope;

/// Job workers that run many jobs on one event loop: taskiq and arq. Celery gives each job a
/// process of its own by default, so its tasks are no entry points.
final class Workers implements FrameworkModel {
  @Override
  public String marker() {
    return "import";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    String text = module.source().text();
    if (text.contains("taskiq")) {
      for (Decoration each : EntryPoints.decorations(module)) {
        if (each.method().equals("task")
            && entries.libraryClass(each.owner(), each.scope()).startsWith("taskiq")) {
          entries.add(
              "taskiq",
              each.function(),
              Entry.call("job", each.function().name(), !each.function().async()));
        }
      }
    }
    if (text.contains("functions") && text.contains("arq")) {
      for (ClassSymbol symbol : module.classes()) {
        arq(symbol, entries);
      }
    }
  }

  /// `functions = [...]` of the settings class that arq's command line is given.
  private static void arq(ClassSymbol symbol, EntryPoints entries) {
    Binding.Assigned functions = symbol.ownAttribute("functions");
    if (functions != null
        && functions.value() instanceof PyTree.ListDisplay list
        && symbol.name().endsWith("Settings")) {
      TypeScope scope = TypeScope.of(symbol.module());
      for (PyTree.Expr element : list.elements()) {
        PyTree.Expr job =
            element instanceof PyTree.Call call
                ? EntryPoints.argument(call, 0, "coroutine")
                : element;
        Bound bound = entries.function(job, scope);
        if (bound != null && bound.function().async()) {
          entries.add("arq", bound.function(), Entry.call("job", bound.function().name(), false));
        }
      }
    }
  }
}
