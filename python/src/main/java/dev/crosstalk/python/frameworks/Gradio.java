package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Bound;
import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.TypeScope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gradio: functions that events of components call, `def` ones on the thread pool. Its queue runs
/// one event of a listener at a time unless told otherwise, so a function serves several visitors
/// at once only where `concurrency_limit`, `default_concurrency_limit` or `queue=False` says so.
final class Gradio implements FrameworkModel {
  private static final String NAME = "gradio";
  private static final Set<String> EVENTS =
      Set.of(
          "click", "submit", "change", "input", "select", "upload", "load", "unload", "then",
          "success", "stream", "release", "clear", "like", "retry", "undo", "tick", "edit", "play",
          "stop", "blur", "focus");
  private static final Set<String> INTERFACES = Set.of("gradio.Interface", "gradio.ChatInterface");

  @Override
  public String marker() {
    return NAME;
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    boolean[] wide = new boolean[1];
    EntryPoints.eachCall(
        module,
        (call, scope) -> {
          if (call.function() instanceof PyTree.Attribute method && method.name().equals("queue")) {
            wide[0] |= isWide(call, "default_concurrency_limit", scope);
          }
        });
    EntryPoints.eachCall(module, (call, scope) -> call(call, scope, wide[0], entries));
    for (Decoration each : EntryPoints.decorations(module)) {
      boolean event =
          EVENTS.contains(each.method())
              && entries.libraryClass(each.owner(), each.scope()).startsWith("gradio.");
      if ((event || entries.libraryName(each.target(), each.scope()).equals("gradio.on"))
          && isMany(each.call(), wide[0], each.scope())) {
        String name = event ? each.method() : "on";
        entries.add(NAME, each.function(), entry(name, each.function().name()));
      }
    }
  }

  private static void call(PyTree.Call call, TypeScope scope, boolean wide, EntryPoints entries) {
    String what;
    if (call.function() instanceof PyTree.Attribute method
        && EVENTS.contains(method.name())
        && entries.libraryClass(method.value(), scope).startsWith("gradio.")) {
      what = method.name();
    } else if (INTERFACES.contains(entries.libraryName(call.function(), scope))) {
      what = "interface";
    } else {
      return;
    }
    Bound bound = entries.function(EntryPoints.argument(call, 0, "fn"), scope);
    if (bound != null && isMany(call, wide, scope)) {
      entries.add(
          NAME, bound.function(), entry(what, bound.function().name()).on(bound.receiver()));
    }
  }

  private static Entry entry(String what, String name) {
    return Entry.call(what, name, true);
  }

  /// Whether a listener runs several events at once.
  private static boolean isMany(PyTree.@Nullable Call call, boolean wide, TypeScope scope) {
    PyTree.Expr queue = EntryPoints.argument(call, Integer.MAX_VALUE, "queue");
    if (queue instanceof PyTree.Constant constant && constant.kind() == PyTree.ConstantKind.FALSE) {
      return true;
    }
    return EntryPoints.argument(call, Integer.MAX_VALUE, "concurrency_limit") == null
        ? wide
        : isWide(call, "concurrency_limit", scope);
  }

  /// True for `None` and numbers above one.
  private static boolean isWide(PyTree.@Nullable Call call, String name, TypeScope scope) {
    return switch (EntryPoints.argument(call, Integer.MAX_VALUE, name)) {
      case PyTree.Constant constant -> constant.kind() == PyTree.ConstantKind.NONE;
      case PyTree.NumberLiteral number ->
          Literals.number(number, scope.module().source()).orElse(0L) > 1;
      case null, default -> false;
    };
  }
}
