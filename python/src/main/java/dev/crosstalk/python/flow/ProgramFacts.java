package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What functions change, gathered over all files before the walk: variables that are bound again,
/// attributes that are stored, containers that are changed. What nobody changes needs no tracking.
final class ProgramFacts {
  private static final Set<String> CONSTRUCTORS =
      Set.of("__init__", "__post_init__", "model_post_init");
  static final Set<String> MUTATORS =
      Set.of(
          "append",
          "extend",
          "insert",
          "add",
          "update",
          "setdefault",
          "pop",
          "popitem",
          "popleft",
          "appendleft",
          "extendleft",
          "remove",
          "discard",
          "clear",
          "sort",
          "reverse",
          "rotate",
          "difference_update",
          "intersection_update",
          "symmetric_difference_update",
          "move_to_end",
          "subtract",
          "__setitem__",
          "__delitem__");

  private final Linker linker;
  private final Set<String> rebound = new HashSet<>();
  private final Set<String> storedAttributes = new HashSet<>();
  private final Set<String> changedNames = new HashSet<>();
  private final Map<String, List<StateStore>> applicationState = new HashMap<>();

  /// `….state.NAME = value`.
  record StateStore(TypeScope scope, PyTree.Expr value) {}

  ProgramFacts(Linker linker) {
    this.linker = linker;
    for (SourceModule module : linker.modules().sorted()) {
      for (FunctionSymbol function : module.functions()) {
        gather(function);
      }
      for (PyTree.Stmt statement : module.tree().body()) {
        if (statement instanceof PyTree.Assign assign) {
          assign
              .targets()
              .forEach(target -> stateStore(target, assign.value(), TypeScope.of(module)));
        }
      }
    }
  }

  private void gather(FunctionSymbol function) {
    Set<String> global = function.locals().global();
    Set<String> nonlocal = function.locals().nonlocal();
    boolean constructor = function.owner().isPresent() && CONSTRUCTORS.contains(function.name());
    for (PyTree.Stmt statement : function.definition().body()) {
      if (statement instanceof PyTree.FunctionDef || statement instanceof PyTree.ClassDef) {
        continue;
      }
      PyWalk.walkOwn(
          statement,
          node -> {
            switch (node) {
              case PyTree.Assign assign -> {
                for (PyTree.Expr target : assign.targets()) {
                  store(target, function, global, nonlocal, constructor);
                  stateStore(target, assign.value(), TypeScope.of(function));
                }
              }
              case PyTree.AugAssign assign ->
                  store(assign.target(), function, global, nonlocal, false);
              case PyTree.AnnAssign assign -> {
                if (assign.value() != null) {
                  store(assign.target(), function, global, nonlocal, constructor);
                  stateStore(assign.target(), assign.value(), TypeScope.of(function));
                }
              }
              case PyTree.For loop -> store(loop.target(), function, global, nonlocal, false);
              case PyTree.NamedExpr named ->
                  store(named.target(), function, global, nonlocal, false);
              case PyTree.WithItem item -> {
                if (item.target() != null) {
                  store(item.target(), function, global, nonlocal, false);
                }
              }
              case PyTree.Delete delete ->
                  delete.targets().forEach(each -> store(each, function, global, nonlocal, false));
              case PyTree.Call call -> mutation(call);
              default -> {}
            }
          });
    }
  }

  private void store(
      PyTree.Expr target,
      FunctionSymbol function,
      Set<String> global,
      Set<String> nonlocal,
      boolean constructor) {
    switch (target) {
      case PyTree.Name name -> {
        if (global.contains(name.name())) {
          rebound.add(variableKey(function.module(), name.name()));
        } else if (nonlocal.contains(name.name())) {
          rebound.add(name.name() + "\nnonlocal");
        }
      }
      case PyTree.TupleDisplay tuple ->
          tuple.elements().forEach(each -> store(each, function, global, nonlocal, constructor));
      case PyTree.ListDisplay list ->
          list.elements().forEach(each -> store(each, function, global, nonlocal, constructor));
      case PyTree.Starred starred ->
          store(starred.value(), function, global, nonlocal, constructor);
      case PyTree.Attribute attribute -> {
        boolean ownField =
            constructor
                && attribute.value() instanceof PyTree.Name name
                && !function.definition().parameters().all().isEmpty()
                && name.name().equals(function.definition().parameters().all().getFirst().name());
        if (!ownField) {
          storedAttributes.add(attribute.name());
          String owner = Names.dotted(attribute.value());
          if (!owner.isEmpty()
              && linker.dotted(function.module(), owner)
                  instanceof Resolution.ToModule(SourceModule module)) {
            rebound.add(variableKey(module, attribute.name()));
          }
        }
        changed(attribute.value());
      }
      case PyTree.Subscript subscript -> {
        changed(subscript.value());
      }
      default -> {}
    }
  }

  private void stateStore(PyTree.Expr target, PyTree.Expr value, TypeScope scope) {
    if (target instanceof PyTree.Subscript item && Names.lastName(item.value()).equals("app")) {
      String key = scope.module().text(item.index(), 60).replace('\'', '"');
      applicationState
          .computeIfAbsent("app[" + key + "]", _ -> new ArrayList<>(1))
          .add(new StateStore(scope, value));
    }
    if (target instanceof PyTree.Attribute attribute
        && attribute.value() instanceof PyTree.Attribute state
        && (state.name().equals("state") || state.name().equals("ctx"))) {
      applicationState
          .computeIfAbsent(attribute.name(), _ -> new ArrayList<>(1))
          .add(new StateStore(scope, value));
    }
  }

  private void mutation(PyTree.Call call) {
    if (call.function() instanceof PyTree.Attribute method && MUTATORS.contains(method.name())) {
      changed(method.value());
    } else if (call.function() instanceof PyTree.Name name
        && name.name().equals("setattr")
        && call.arguments().size() >= 2) {
      changed(call.arguments().getFirst().value());
      storedAttributes.add("*");
    }
    for (PyTree.Argument argument : call.arguments()) {
      changed(argument.value()); // the callee may change what it is given
    }
  }

  private void changed(PyTree.Expr expression) {
    switch (expression) {
      case PyTree.Name name -> changedNames.add(name.name());
      case PyTree.Attribute attribute -> {
        changedNames.add(attribute.name());
        changed(attribute.value());
      }
      case PyTree.Subscript subscript -> changed(subscript.value());
      case PyTree.Call call -> changed(call.function());
      default -> {}
    }
  }

  private static String variableKey(SourceModule module, String name) {
    return module.path() + "\n" + name;
  }

  /// True when some function binds the module variable again.
  boolean isRebound(SourceModule module, String name) {
    return rebound.contains(variableKey(module, name));
  }

  /// True when some nested function binds a variable of this name of an enclosing function again.
  boolean isReboundByNested(String name) {
    return rebound.contains(name + "\nnonlocal");
  }

  /// True when some function, constructors aside, stores an attribute of this name.
  boolean isStored(String attribute) {
    return storedAttributes.contains(attribute) || storedAttributes.contains("*");
  }

  /// True when some function may change what a variable or attribute of this name holds.
  boolean mayChange(String name) {
    return changedNames.contains(name);
  }

  List<StateStore> stateStores(String name) {
    return applicationState.getOrDefault(name, List.of());
  }
}
