package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Map;

/// Binds what functions, classes and imports inside of functions define.
final class Definitions {
  private final Walk walk;

  Definitions(Walk walk) {
    this.walk = walk;
  }

  void define(PyTree.FunctionDef def, Frame frame, State state) {
    FunctionSymbol symbol = frame.module.functionAt(def);
    if (symbol == null) {
      return;
    }
    Value value =
        Value.callable(
            new Type.FunctionObject(symbol), new Callee.Function(symbol, null, state.env));
    for (PyTree.Expr decorator : def.decorators().reversed()) {
      Type type =
          walk.types.ofExpression(
              decorator instanceof PyTree.Call call ? call.function() : decorator,
              walk.expressions.scope(frame));
      if (type instanceof Type.FunctionObject) {
        Value wrapper = walk.expressions.eval(decorator, frame, state);
        Value applied =
            walk.calls.apply(
                wrapper,
                new Callee.Arguments(List.of(value), Map.of(), false),
                decorator,
                frame,
                state);
        if (applied.callable() instanceof Callee.Function) {
          value = applied;
        }
      }
    }
    state.env.put(def.name(), value);
  }

  static void defineClass(PyTree.ClassDef def, Frame frame, State state) {
    dev.crosstalk.python.names.ClassSymbol symbol = frame.module.classAt(def);
    if (symbol != null) {
      state.env.put(def.name(), Value.of(new Type.ClassObject(symbol)));
    }
  }

  void bindImports(PyTree.Stmt imported, Frame frame, State state) {
    switch (imported) {
      case PyTree.Import plain -> {
        for (PyTree.Alias alias : plain.names()) {
          String asName = alias.asName();
          int dot = alias.name().indexOf('.');
          String target = asName != null || dot < 0 ? alias.name() : alias.name().substring(0, dot);
          bind(
              asName != null ? asName : target,
              new Binding.ImportedModule(target),
              plain,
              frame,
              state);
        }
      }
      case PyTree.ImportFrom from -> {
        for (PyTree.Alias alias : from.names()) {
          String asName = alias.asName();
          bind(
              asName != null ? asName : alias.name(),
              new Binding.ImportedName(from.module(), from.level(), alias.name()),
              from,
              frame,
              state);
        }
      }
      default -> {}
    }
  }

  private void bind(String name, Binding binding, PyTree node, Frame frame, State state) {
    Resolution found = walk.linker.resolveLocal(binding, frame.module);
    if (found instanceof Resolution.ToVariable) {
      return; // an import is no read of the variable; uses of the name are
    }
    state.env.put(name, walk.variables.resolved(found, node, frame, state));
  }
}
