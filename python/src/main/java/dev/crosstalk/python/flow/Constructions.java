package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes objects of classes of the program.
final class Constructions {
  private final Walk walk;

  Constructions(Walk walk) {
    this.walk = walk;
  }

  Value construct(
      ClassSymbol symbol, Callee.Arguments given, PyTree node, Frame frame, State state) {
    Callee.Arguments arguments = given.withoutProse();
    if (walk.singletons.isOne(symbol)) {
      return Value.of(new Type.Instance(symbol)).withLocation(walk.variables.singleton(symbol));
    }
    FunctionSymbol make = walk.linker.method(symbol, "__new__");
    FunctionSymbol init = walk.linker.method(symbol, "__init__");
    FunctionSymbol runs = init != null ? init : make;
    if (runs == null) {
      return fill(symbol, arguments);
    }
    if (walk.functions.canFollow(runs, frame, state)) {
      walk.activity.enter(runs, frame.thread, node, frame);
    }
    CallKey key =
        frame.atStart
            ? null
            : CallKey.of("new " + symbol.dottedName(), null, arguments, frame.thread, state);
    return walk.memo.call(
        runs,
        key,
        node,
        frame,
        state,
        () -> construct(symbol, make, init, arguments, node, frame, state));
  }

  /// An object whose class leaves storing the arguments to its base or decorator.
  private Value fill(ClassSymbol symbol, Callee.Arguments arguments) {
    FreshObject object = new FreshObject(symbol, walk.heap);
    arguments.named().forEach(object::store);
    List<String> fields = new ArrayList<>(symbol.ownAttributes().keySet());
    for (int i = 0; i < Math.min(fields.size(), arguments.positional().size()); i++) {
      object.store(fields.get(i), arguments.positional().get(i));
    }
    return Value.of(new Type.Instance(symbol))
        .withObject(object)
        .withReads(arguments.reads())
        .withTaint(arguments.taint() & ~Taint.UNIQUE);
  }

  private Value construct(
      ClassSymbol symbol,
      @Nullable FunctionSymbol make,
      @Nullable FunctionSymbol init,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state) {
    FreshObject object = new FreshObject(symbol, walk.heap);
    Value self =
        Value.of(new Type.Instance(symbol)).withObject(object).withReads(arguments.reads());
    if (make != null) {
      Value made =
          walk.functions.invoke(
              new Callee.Function(make, Value.of(new Type.ClassObject(symbol)), null),
              arguments,
              node,
              frame,
              state);
      if (made.location() != null) {
        return made.type() instanceof Type.Instance ? made : made.withType(self.type());
      }
    }
    if (init == null) {
      return fill(symbol, arguments);
    }
    if (walk.functions.canFollow(init, frame, state)) {
      walk.functions.follow(
          new Callee.Function(init, self, null), arguments, node, frame, state, null, frame.thread);
    } else {
      walk.calls.opaque(Value.UNKNOWN, arguments, node, frame, state);
    }
    return self;
  }
}
