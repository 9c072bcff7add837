package dev.crosstalk.python.deployment;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads how many processes Python source starts: `uvicorn.run(…, workers=…)`, and the settings of
/// gunicorn, which are Python as well.
final class PythonStarts {
  private static final int DEPTH = 6;
  private static final Set<String> CORES =
      Set.of(
          "cpu_count",
          "multiprocessing.cpu_count",
          "os.cpu_count",
          "mp.cpu_count",
          "os.process_cpu_count");
  private static final Set<String> FROM_ENVIRONMENT =
      Set.of("os.getenv", "getenv", "os.environ.get", "environ.get");

  private final SourceText source;
  private final Map<String, PyTree.Expr> names = new HashMap<>();

  private PythonStarts(PyTree.Module module, SourceText source) {
    this.source = source;
    for (PyTree.Stmt statement : module.body()) {
      if (statement instanceof PyTree.Assign assign) {
        for (PyTree.Expr target : assign.targets()) {
          if (target instanceof PyTree.Name name) {
            names.put(name.name(), assign.value());
          }
        }
      } else if (statement instanceof PyTree.AnnAssign assign
          && assign.target() instanceof PyTree.Name name
          && assign.value() != null) {
        names.put(name.name(), assign.value());
      }
    }
  }

  /// Calls of `uvicorn.run` that name an application.
  static List<Start> in(PyTree.Module module, SourceText source) {
    if (!source.text().contains("uvicorn") || !source.text().contains("workers")) {
      return List.of();
    }
    PythonStarts starts = new PythonStarts(module, source);
    List<Start> found = new ArrayList<>();
    PyWalk.walk(
        module,
        node -> {
          if (node instanceof PyTree.Call call
              && Names.dotted(call.function()).equals("uvicorn.run")) {
            starts.run(call, found);
          }
        });
    return found;
  }

  private void run(PyTree.Call call, List<Start> found) {
    String target = "";
    Count workers = Count.UNKNOWN;
    for (PyTree.Argument argument : call.arguments()) {
      boolean application =
          argument.name() == null ? target.isEmpty() : argument.name().equals("app");
      if (application && argument.value() instanceof PyTree.StringLiteral literal) {
        target = Literals.stringValue(literal, source).orElse("");
      } else if ("workers".equals(argument.name())) {
        workers = count(argument.value(), 0);
      } else if ("reload".equals(argument.name())
          && !(argument.value() instanceof PyTree.Constant constant
              && constant.kind() == PyTree.ConstantKind.FALSE)) {
        return;
      }
    }
    int colon = target.indexOf(':');
    if (colon > 0) {
      found.add(new Start(target.substring(0, colon), workers, source.line(call.start()), ""));
    }
  }

  /// What a configuration of gunicorn sets.
  static Start settings(PyTree.Module module, SourceText source) {
    PythonStarts starts = new PythonStarts(module, source);
    PyTree.Expr workers = starts.names.get("workers");
    PyTree.Expr application = starts.names.get("wsgi_app");
    String target =
        application instanceof PyTree.StringLiteral literal
            ? Literals.stringValue(literal, source).orElse("")
            : "";
    return new Start(
        target.contains(":") ? target.substring(0, target.indexOf(':')) : target,
        workers == null ? Count.UNKNOWN : starts.count(workers, 0),
        workers == null ? 1 : source.line(workers.start()),
        "");
  }

  private Count count(PyTree.@Nullable Expr value, int depth) {
    if (value == null || depth > DEPTH) {
      return Count.UNKNOWN;
    }
    return switch (value) {
      case PyTree.NumberLiteral number -> Count.of(Literals.number(number, source).orElse(0L));
      case PyTree.StringLiteral text -> number(Literals.stringValue(text, source).orElse(""));
      case PyTree.Name name -> count(names.get(name.name()), depth + 1);
      case PyTree.Binary binary -> binary(binary, depth);
      case PyTree.BoolOp or -> first(or.values(), depth);
      case PyTree.Call call -> call(call, depth);
      default -> Count.UNKNOWN;
    };
  }

  private Count binary(PyTree.Binary binary, int depth) {
    Count left = count(binary.left(), depth + 1);
    Count right = count(binary.right(), depth + 1);
    boolean grows = binary.op() == PyTree.BinaryOp.ADD || binary.op() == PyTree.BinaryOp.MUL;
    if (grows && (left.perCore() || right.perCore())) {
      return Count.CORES;
    }
    if (left.exact() == 0 || right.exact() == 0) {
      return Count.UNKNOWN;
    }
    return switch (binary.op()) {
      case ADD -> Count.of((long) left.exact() + right.exact());
      case MUL -> Count.of((long) left.exact() * right.exact());
      default -> Count.UNKNOWN;
    };
  }

  private Count call(PyTree.Call call, int depth) {
    String name = Names.dotted(call.function());
    List<PyTree.Expr> values = call.arguments().stream().map(PyTree.Argument::value).toList();
    if (CORES.contains(name)) {
      return Count.CORES;
    }
    if (FROM_ENVIRONMENT.contains(name)) {
      return values.size() == 2 ? count(values.get(1), depth + 1) : Count.UNKNOWN;
    }
    return switch (name) {
      case "int", "str" -> values.size() == 1 ? count(values.getFirst(), depth + 1) : Count.UNKNOWN;
      case "max" -> most(values, depth);
      default -> Count.UNKNOWN;
    };
  }

  private Count most(List<PyTree.Expr> values, int depth) {
    Count most = Count.UNKNOWN;
    for (PyTree.Expr each : values) {
      Count count = count(each, depth + 1);
      most = count.perCore() || (!most.perCore() && count.exact() > most.exact()) ? count : most;
    }
    return most;
  }

  /// `a or b`: the first that is known.
  private Count first(List<PyTree.Expr> values, int depth) {
    for (PyTree.Expr each : values) {
      Count count = count(each, depth + 1);
      if (count.isKnown()) {
        return count;
      }
    }
    return Count.UNKNOWN;
  }

  private static Count number(String text) {
    return text.matches("\\d{1,5}") ? Count.of(Integer.parseInt(text)) : Count.UNKNOWN;
  }
}
