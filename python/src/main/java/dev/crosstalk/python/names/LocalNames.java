package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the body of one function binds, without its nested functions and classes.
///
/// @param local parameters and names assigned, imported or defined in the body
/// @param global names declared `global`
/// @param nonlocal names declared `nonlocal`
/// @param bindings how each local name gets its value, in source order
public record LocalNames(
    Set<String> local,
    Set<String> global,
    Set<String> nonlocal,
    Map<String, List<Binding>> bindings) {

  static LocalNames of(PyTree.FunctionDef def) {
    Collector collector = new Collector();
    def.parameters().all().forEach(parameter -> collector.local.add(parameter.name()));
    collector.block(def.body(), 0);
    collector.local.removeAll(collector.global);
    collector.local.removeAll(collector.nonlocal);
    return new LocalNames(
        collector.local, collector.global, collector.nonlocal, collector.bindings);
  }

  private static final class Collector {
    private static final int MAX_NESTING = 100;
    private final Set<String> local = new HashSet<>();
    private final Set<String> global = new HashSet<>();
    private final Set<String> nonlocal = new HashSet<>();
    private final Map<String, List<Binding>> bindings = new HashMap<>();

    void block(List<PyTree.Stmt> body, int depth) {
      if (depth > MAX_NESTING) {
        return;
      }
      for (PyTree.Stmt statement : body) {
        statement(statement, depth);
      }
    }

    private void statement(PyTree.Stmt statement, int depth) {
      switch (statement) {
        case PyTree.FunctionDef def -> local.add(def.name());
        case PyTree.ClassDef def -> local.add(def.name());
        case PyTree.Global names -> global.addAll(names.names());
        case PyTree.Nonlocal names -> nonlocal.addAll(names.names());
        case PyTree.Assign assign -> {
          for (PyTree.Expr target : assign.targets()) {
            if (target instanceof PyTree.Name name) {
              bind(name.name(), new Binding.Assigned(name, assign.value(), null));
            } else {
              target(target);
            }
          }
        }
        case PyTree.AnnAssign assign -> {
          if (assign.target() instanceof PyTree.Name name) {
            bind(name.name(), new Binding.Assigned(name, assign.value(), assign.annotation()));
          }
        }
        case PyTree.AugAssign assign -> target(assign.target());
        case PyTree.Import imported -> {
          for (PyTree.Alias alias : imported.names()) {
            String asName = alias.asName();
            String first = alias.name();
            int dot = first.indexOf('.');
            if (asName == null && dot > 0) {
              first = first.substring(0, dot);
            }
            bind(asName != null ? asName : first, new Binding.ImportedModule(first));
          }
        }
        case PyTree.ImportFrom imported -> {
          for (PyTree.Alias alias : imported.names()) {
            String asName = alias.asName();
            bind(
                asName != null ? asName : alias.name(),
                new Binding.ImportedName(imported.module(), imported.level(), alias.name()));
          }
        }
        case PyTree.For loop -> {
          target(loop.target());
          block(loop.body(), depth + 1);
          block(loop.orElse(), depth + 1);
        }
        case PyTree.While loop -> {
          block(loop.body(), depth + 1);
          block(loop.orElse(), depth + 1);
        }
        case PyTree.If branch -> {
          block(branch.body(), depth + 1);
          block(branch.orElse(), depth + 1);
        }
        case PyTree.With with -> {
          for (PyTree.WithItem item : with.items()) {
            if (item.target() != null) {
              target(item.target());
            }
          }
          block(with.body(), depth + 1);
        }
        case PyTree.Try attempt -> {
          block(attempt.body(), depth + 1);
          for (PyTree.ExceptHandler handler : attempt.handlers()) {
            if (handler.name() != null) {
              local.add(handler.name());
            }
            block(handler.body(), depth + 1);
          }
          block(attempt.orElse(), depth + 1);
          block(attempt.finalBody(), depth + 1);
        }
        case PyTree.Match match ->
            match.cases().forEach(matchCase -> block(matchCase.body(), depth + 1));
        case PyTree.ErrorStmt error -> block(error.body(), depth + 1);
        default -> {}
      }
    }

    private void bind(String name, Binding binding) {
      local.add(name);
      bindings.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(binding);
    }

    private void target(PyTree.Expr target) {
      switch (target) {
        case PyTree.Name name -> bind(name.name(), new Binding.Opaque(name));
        case PyTree.TupleDisplay tuple -> tuple.elements().forEach(this::target);
        case PyTree.ListDisplay list -> list.elements().forEach(this::target);
        case PyTree.Starred starred -> target(starred.value());
        default -> {}
      }
    }
  }
}
