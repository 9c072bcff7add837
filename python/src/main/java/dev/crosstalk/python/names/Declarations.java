package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects what a file declares: top-level bindings, functions and classes of every depth.
/// Conditional code (`if`, `try`, `with`, loops) at the top level counts as top level.
final class Declarations {
  private static final int MAX_NESTING = 100;

  private final SourceModule module;
  private final Map<String, List<Binding>> bindings = new LinkedHashMap<>();
  private final List<Binding.ImportedName> starImports = new ArrayList<>();
  private final List<FunctionSymbol> functions = new ArrayList<>();
  private final List<ClassSymbol> classes = new ArrayList<>();

  Declarations(SourceModule module) {
    this.module = module;
  }

  Map<String, List<Binding>> bindings() {
    return bindings;
  }

  List<Binding.ImportedName> starImports() {
    return starImports;
  }

  List<FunctionSymbol> allFunctions() {
    return functions;
  }

  List<ClassSymbol> allClasses() {
    return classes;
  }

  void collect(List<PyTree.Stmt> body) {
    block(body, new Owner("", null, null), 0);
  }

  /// Where a statement stands: module (both null), class body or function body.
  private record Owner(
      String prefix, @Nullable ClassSymbol type, @Nullable FunctionSymbol function) {

    boolean isModule() {
      return type == null && function == null;
    }
  }

  private void block(List<PyTree.Stmt> body, Owner owner, int depth) {
    if (depth > MAX_NESTING) {
      return;
    }
    for (PyTree.Stmt statement : body) {
      statement(statement, owner, depth);
    }
  }

  private void statement(PyTree.Stmt statement, Owner owner, int depth) {
    switch (statement) {
      case PyTree.FunctionDef def -> function(def, owner, depth);
      case PyTree.ClassDef def -> type(def, owner, depth);
      case PyTree.If branch -> {
        block(branch.body(), owner, depth + 1);
        block(branch.orElse(), owner, depth + 1);
      }
      case PyTree.Try attempt -> {
        block(attempt.body(), owner, depth + 1);
        attempt.handlers().forEach(handler -> block(handler.body(), owner, depth + 1));
        block(attempt.orElse(), owner, depth + 1);
        block(attempt.finalBody(), owner, depth + 1);
      }
      case PyTree.With with -> {
        for (PyTree.WithItem item : with.items()) {
          if (item.target() != null) {
            opaque(item.target(), owner);
          }
        }
        block(with.body(), owner, depth + 1);
      }
      case PyTree.For loop -> {
        opaque(loop.target(), owner);
        block(loop.body(), owner, depth + 1);
        block(loop.orElse(), owner, depth + 1);
      }
      case PyTree.While loop -> {
        block(loop.body(), owner, depth + 1);
        block(loop.orElse(), owner, depth + 1);
      }
      case PyTree.Match match ->
          match.cases().forEach(matchCase -> block(matchCase.body(), owner, depth + 1));
      case PyTree.ErrorStmt error -> block(error.body(), owner, depth + 1);
      case PyTree.Import imported -> {
        for (PyTree.Alias alias : imported.names()) {
          String asName = alias.asName();
          String head = alias.name();
          int dot = head.indexOf('.');
          if (asName != null) {
            bind(asName, new Binding.ImportedModule(alias.name()), owner);
          } else {
            String first = dot < 0 ? head : head.substring(0, dot);
            bind(first, new Binding.ImportedModule(first), owner);
          }
        }
      }
      case PyTree.ImportFrom imported -> {
        for (PyTree.Alias alias : imported.names()) {
          Binding.ImportedName binding =
              new Binding.ImportedName(imported.module(), imported.level(), alias.name());
          if (alias.name().equals("*")) {
            if (owner.isModule()) {
              starImports.add(binding);
            }
          } else {
            String asName = alias.asName();
            bind(asName != null ? asName : alias.name(), binding, owner);
          }
        }
      }
      case PyTree.Assign assign -> {
        for (PyTree.Expr target : assign.targets()) {
          if (target instanceof PyTree.Name name) {
            bind(name.name(), new Binding.Assigned(name, assign.value(), null), owner);
          } else {
            opaque(target, owner);
          }
        }
      }
      case PyTree.AnnAssign assign -> {
        if (assign.target() instanceof PyTree.Name name) {
          bind(name.name(), new Binding.Assigned(name, assign.value(), assign.annotation()), owner);
        }
      }
      case PyTree.TypeAlias alias ->
          bind(alias.name(), new Binding.Assigned(alias, alias.value(), null), owner);
      default -> {}
    }
  }

  private void function(PyTree.FunctionDef def, Owner owner, int depth) {
    FunctionSymbol enclosing = owner.function();
    FunctionSymbol symbol =
        new FunctionSymbol(module, def, owner.prefix() + def.name(), owner.type(), enclosing);
    functions.add(symbol);
    ClassSymbol type = owner.type();
    if (type != null) {
      type.addMethod(symbol);
    } else {
      bind(def.name(), new Binding.Function(symbol), owner);
    }
    block(def.body(), new Owner(symbol.qualifiedName() + ".", null, symbol), depth + 1);
  }

  private void type(PyTree.ClassDef def, Owner owner, int depth) {
    ClassSymbol symbol =
        new ClassSymbol(module, def, owner.prefix() + def.name(), owner.function());
    classes.add(symbol);
    bind(def.name(), new Binding.ClassDefinition(symbol), owner);
    block(def.body(), new Owner(symbol.qualifiedName() + ".", symbol, owner.function()), depth + 1);
  }

  private void opaque(PyTree.Expr target, Owner owner) {
    switch (target) {
      case PyTree.Name name -> bind(name.name(), new Binding.Opaque(name), owner);
      case PyTree.TupleDisplay tuple -> tuple.elements().forEach(each -> opaque(each, owner));
      case PyTree.ListDisplay list -> list.elements().forEach(each -> opaque(each, owner));
      case PyTree.Starred starred -> opaque(starred.value(), owner);
      default -> {}
    }
  }

  private void bind(String name, Binding binding, Owner owner) {
    if (owner.isModule()) {
      bindings.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(binding);
      return;
    }
    ClassSymbol type = owner.type();
    if (type != null && binding instanceof Binding.Assigned assigned) {
      type.addAttribute(name, assigned);
    }
  }
}
