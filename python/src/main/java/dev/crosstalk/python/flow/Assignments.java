package dev.crosstalk.python.flow;

import dev.crosstalk.python.flow.Tracker.Write;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Stores into names, attributes, items and unpacked targets.
final class Assignments {
  private static final int TEXT = 60;
  private final Walk walk;

  Assignments(Walk walk) {
    this.walk = walk;
  }

  /// Stores `value` into a target; `statement` is where a report points.
  void assign(
      PyTree.Expr target,
      Value value,
      PyTree.@Nullable Expr source,
      PyTree statement,
      Frame frame,
      State state) {
    Text text = new Text(frame.module, source);
    switch (target) {
      case PyTree.Name name -> storeName(name, value, text, Write.STORE, statement, frame, state);
      case PyTree.Attribute attribute -> {
        Value object = walk.expressions.eval(attribute.value(), frame, state);
        storeAttribute(object, attribute.name(), value, text, Write.STORE, statement, frame, state);
      }
      case PyTree.Subscript subscript -> {
        Value object = walk.expressions.eval(subscript.value(), frame, state);
        Value key = walk.expressions.eval(subscript.index(), frame, state);
        storeItem(object, key, subscript, value, text, Write.STORE, statement, frame, state);
      }
      case PyTree.TupleDisplay tuple -> unpack(tuple.elements(), value, statement, frame, state);
      case PyTree.ListDisplay list -> unpack(list.elements(), value, statement, frame, state);
      case PyTree.Starred starred ->
          assign(starred.value(), value, source, statement, frame, state);
      default -> walk.expressions.eval(target, frame, state);
    }
  }

  private void unpack(
      List<PyTree.Expr> targets, Value value, PyTree statement, Frame frame, State state) {
    boolean exact = value.elements().size() == targets.size();
    for (int i = 0; i < targets.size(); i++) {
      Value each =
          exact
              ? value.elements().get(i)
              : Value.derived(Type.UNKNOWN, value.allTaint(), value.reads());
      assign(targets.get(i), each, null, statement, frame, state);
    }
  }

  void storeName(
      PyTree.Name name,
      Value value,
      Text text,
      Write how,
      PyTree statement,
      Frame frame,
      State state) {
    FunctionSymbol function = frame.function;
    if (function != null && function.locals().global().contains(name.name())) {
      storeVariable(frame.module, name.name(), value, text, how, statement, frame, state);
      return;
    }
    if (function != null && function.locals().nonlocal().contains(name.name())) {
      storeNonlocal(name.name(), function, value, text, how, statement, frame, state);
      return;
    }
    state.env.put(name.name(), value);
  }

  private void storeNonlocal(
      String name,
      FunctionSymbol function,
      Value value,
      Text text,
      Write how,
      PyTree statement,
      Frame frame,
      State state) {
    for (Env env = state.env.parent(); env != null; env = env.parent()) {
      if (env.get(name) != null) {
        FunctionSymbol owner = env.function();
        if (env.atStart() && owner != null) {
          walk.tracker.write(
              walk.variables.cellLocation(owner, name),
              value,
              text.get(),
              how,
              walk.at(statement, frame),
              state);
        } else {
          env.put(name, value);
        }
        return;
      }
    }
    FunctionSymbol around = function.enclosing().orElse(null);
    while (around != null) {
      if (around.locals().local().contains(name)) {
        walk.tracker.write(
            walk.variables.cellLocation(around, name),
            value,
            text.get(),
            how,
            walk.at(statement, frame),
            state);
        return;
      }
      around = around.enclosing().orElse(null);
    }
  }

  private void storeVariable(
      SourceModule module,
      String name,
      Value value,
      Text text,
      Write how,
      PyTree statement,
      Frame frame,
      State state) {
    Location location = walk.variables.location(module, name, walk.types.ofVariable(module, name));
    walk.tracker.write(location, value, text.get(), how, walk.at(statement, frame), state);
  }

  void storeAttribute(
      Value object,
      String name,
      Value value,
      Text text,
      Write how,
      PyTree statement,
      Frame frame,
      State state) {
    if (object.type() instanceof Type.Instance(ClassSymbol type)) {
      FunctionSymbol setter = walk.linker.setter(type, name);
      if (setter != null) {
        walk.functions.invoke(
            new Callee.Function(setter, object, null),
            new Callee.Arguments(List.of(value), Map.of(), false),
            statement,
            frame,
            state);
        return;
      }
    }
    if (object.special() == Value.Special.REQUEST_STATE
        || (object.object() != null && object.location() == null)) {
      if (object.special() == Value.Special.REQUEST_STATE) {
        walk.contexts.stateKnown(name, true, state);
      }
      FreshObject fresh = object.object();
      if (fresh != null) {
        fresh.store(name, value);
      }
      return;
    }
    switch (object.type()) {
      case Type.ModuleObject(SourceModule module) -> {
        if (walk.linker.resolve(module, name)
            instanceof Resolution.ToVariable(SourceModule owner, String variable)) {
          storeVariable(owner, variable, value, text, how, statement, frame, state);
        } else if (!module.allBindings().containsKey(name)) {
          storeVariable(module, name, value, text, how, statement, frame, state);
        }
      }
      case Type.ClassObject(ClassSymbol symbol) ->
          walk.tracker.write(
              walk.variables.ofClass(classThatHolds(symbol, name)).attribute(name),
              value,
              text.get(),
              how,
              walk.at(statement, frame),
              state);
      case Type.LibraryObject _ ->
          walk.settings.storeAttribute(object, name, statement, value, text.get(), frame, state);
      case Type.FunctionObject _, Type.Builtin _ -> {}
      default -> {
        Location location = object.location();
        if (location != null
            && !walk.clients.storeAttribute(
                object, name, value, text.get(), statement, frame, state)) {
          walk.tracker.write(
              location.attribute(name), value, text.get(), how, walk.at(statement, frame), state);
        }
      }
    }
  }

  private ClassSymbol classThatHolds(ClassSymbol symbol, String name) {
    dev.crosstalk.python.names.Linker.ClassAttribute attribute =
        walk.linker.classAttribute(symbol, name);
    return attribute == null ? symbol : attribute.owner();
  }

  void storeItem(
      Value object,
      Value key,
      PyTree.Subscript subscript,
      Value value,
      Text text,
      Write how,
      PyTree statement,
      Frame frame,
      State state) {
    if (object.special() == Value.Special.APPLICATION) {
      walk.tracker.write(
          walk.containers.applicationItem(key, subscript, frame),
          value,
          text.get(),
          how,
          walk.at(statement, frame),
          state);
      return;
    }
    Location location = object.location();
    String keyText = frame.module.text(subscript.index(), TEXT);
    if (location == null) {
      FreshObject fresh = object.object();
      if (fresh != null) {
        fresh.store(key.constant() == null ? "[]" : "[" + key.constant() + "]", value);
      } else {
        walk.settings.storeItem(object, key, keyText, value, text.get(), statement, frame, state);
      }
      return;
    }
    if (walk.clients.storeItem(object, key, keyText, value, text.get(), statement, frame, state)) {
      return;
    }
    if (object.type() instanceof Type.Library || object.type() instanceof Type.Instance) {
      return; // __setitem__ of an object that is no container: a client, a mapping to storage
    }
    Location item = walk.containers.item(location, key, keyText);
    if (item == null) {
      walk.refusals.storedUnderOwnKey(location, keyText, text.get(), statement, frame);
    } else {
      walk.tables.stored(item, key, value, text.source(), text.get(), statement, frame, state);
      walk.tracker.write(item, value, text.get(), how, walk.at(statement, frame), state);
    }
  }

  /// `del target`.
  void delete(PyTree.Expr target, PyTree statement, Frame frame, State state) {
    switch (target) {
      case PyTree.Subscript subscript -> {
        Value object = walk.expressions.eval(subscript.value(), frame, state);
        Value key = walk.expressions.eval(subscript.index(), frame, state);
        storeItem(
            object,
            key,
            subscript,
            Value.SCALAR,
            new Text(frame.module, null),
            Write.REMOVE,
            statement,
            frame,
            state);
      }
      case PyTree.Attribute attribute -> {
        Value object = walk.expressions.eval(attribute.value(), frame, state);
        storeAttribute(
            object,
            attribute.name(),
            Value.SCALAR,
            new Text(frame.module, null),
            Write.REMOVE,
            statement,
            frame,
            state);
      }
      case PyTree.TupleDisplay tuple ->
          tuple.elements().forEach(each -> delete(each, statement, frame, state));
      default -> {}
    }
  }

  /// `target op= value`: the target is read before the right side is evaluated.
  void augment(PyTree.AugAssign statement, Frame frame, State state) {
    Text text = new Text(frame.module, statement.value());
    switch (statement.target()) {
      case PyTree.Name name -> {
        Value old = walk.variables.load(name, frame, state);
        Value right = walk.expressions.eval(statement.value(), frame, state);
        if (old.location() != null
            && old.type().isMutableContainer()
            && statement.op() == PyTree.BinaryOp.ADD) {
          walk.containers.change(
              old.location(), right, text.get(), Write.INSERT, statement, frame, state);
          return;
        }
        storeName(name, mix(old, right), text, Write.UPDATE, statement, frame, state);
      }
      case PyTree.Attribute attribute -> {
        Value object = walk.expressions.eval(attribute.value(), frame, state);
        Value old = walk.attributes.attribute(object, attribute.name(), attribute, frame, state);
        Value right = walk.expressions.eval(statement.value(), frame, state);
        storeAttribute(
            object, attribute.name(), mix(old, right), text, Write.UPDATE, statement, frame, state);
      }
      case PyTree.Subscript subscript -> {
        Value object = walk.expressions.eval(subscript.value(), frame, state);
        Value key = walk.expressions.eval(subscript.index(), frame, state);
        Value old = walk.containers.load(object, key, subscript, frame, state);
        Value right = walk.expressions.eval(statement.value(), frame, state);
        storeItem(
            object, key, subscript, mix(old, right), text, Write.UPDATE, statement, frame, state);
      }
      default -> walk.expressions.eval(statement.value(), frame, state);
    }
  }

  /// The source text of a stored value, made only when it is shown.
  record Text(SourceModule module, PyTree.@Nullable Expr source) {
    String get() {
      return source == null ? "" : module.text(source, TEXT);
    }
  }

  private static Value mix(Value left, Value right) {
    return Value.derived(
        Type.join(left.type(), right.type()) instanceof Type.Scalar ? Type.SCALAR : left.type(),
        left.allTaint() | right.allTaint(),
        Value.union(left.reads(), right.reads()));
  }
}
