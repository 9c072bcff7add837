package dev.crosstalk.python.flow;

import dev.crosstalk.python.flow.Tracker.Write;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Items and methods of dicts, lists and sets.
final class Containers {
  private static final int TEXT = 60;
  private static final Set<String> WHOLE_READS =
      Set.of(
          "items",
          "values",
          "keys",
          "copy",
          "index",
          "count",
          "most_common",
          "elements",
          "union",
          "intersection",
          "difference",
          "issubset",
          "issuperset",
          "isdisjoint",
          "__contains__",
          "__len__",
          "__iter__");
  private final Walk walk;

  Containers(Walk walk) {
    this.walk = walk;
  }

  /// The location of an item, or null when the key is this request's own.
  @Nullable Location item(Location container, Value key, String text) {
    if ((key.allTaint() & Taint.UNIQUE) != 0) {
      return null;
    }
    Object constant = key.constant();
    if (constant != null) {
      return container.item(
          constant instanceof String string ? "\"" + string + "\"" : constant.toString());
    }
    if ((key.taint() & Taint.LOOP) != 0) {
      return container.item(text);
    }
    return container.anyItem(text, key.symbol());
  }

  /// `container[key]`.
  Value load(Value object, Value key, PyTree.Subscript node, Frame frame, State state) {
    if (object.special() == Value.Special.APPLICATION) {
      return applicationItem(key, node, frame, state);
    }
    Location location = object.location();
    if (location == null
        || object.type() instanceof Type.Library
        || object.type() instanceof Type.Instance) {
      return element(object, key, node, frame);
    }
    return readItem(object, key, frame.module.text(node.index(), TEXT), node, frame, state);
  }

  /// `app[key]` of aiohttp holds the same for all requests.
  private Value applicationItem(Value key, PyTree.Subscript node, Frame frame, State state) {
    Location item = applicationItem(key, node, frame);
    Type type = Type.UNKNOWN;
    for (ProgramFacts.StateStore store : walk.facts.stateStores(item.display)) {
      type = walk.types.ofExpression(store.value(), store.scope());
      if (!(type instanceof Type.Unknown)) {
        break;
      }
    }
    return Value.of(type)
        .withReads(walk.tracker.read(item, walk.at(node, frame), state))
        .withLocation(item);
  }

  Location applicationItem(Value key, PyTree.Subscript node, Frame frame) {
    Location items = walk.variables.applicationItems();
    return key.constant() instanceof String text
        ? items.item("\"" + text + "\"")
        : items.item(frame.module.text(node.index(), TEXT));
  }

  private Value element(Value object, Value key, PyTree.Subscript node, Frame frame) {
    if (key.constant() instanceof Long index && index >= 0 && index < object.elements().size()) {
      return object.elements().get(index.intValue());
    }
    FreshObject fresh = object.object();
    Value field = null;
    if (fresh != null) {
      field = key.constant() != null ? fresh.field("[" + key.constant() + "]") : null;
      if (field == null) {
        field = fresh.field("[]");
      }
    }
    if (field != null) {
      return field.withReads(Value.union(field.reads(), object.reads()));
    }
    Type type =
        object.type() instanceof Type.Container(Type.Kind _, Type element) ? element : Type.UNKNOWN;
    String symbol =
        object.symbol().isEmpty()
            ? ""
            : object.symbol() + "[" + frame.module.text(node.index(), TEXT) + "]";
    return Value.derived(type, object.allTaint(), object.reads()).withSymbol(symbol);
  }

  private Value readItem(
      Value object, Value key, String text, PyTree node, Frame frame, State state) {
    Location location = java.util.Objects.requireNonNull(object.location());
    Type type =
        object.type() instanceof Type.Container(Type.Kind _, Type element) ? element : Type.UNKNOWN;
    Location item = item(location, key, text);
    if (item == null) {
      return Value.derived(type, Taint.REQUEST, Set.of());
    }
    Set<ReadEvent> reads = walk.tracker.read(item, walk.at(node, frame), state);
    // what a request's own value selects belongs to the request: users[token]
    Value value =
        Value.of(type)
            .withTaint(key.allTaint() & ~(Taint.UNIQUE | Taint.LOOP))
            .withReads(Value.union(reads, object.reads()));
    return type instanceof Type.Scalar ? value : value.withLocation(item);
  }

  /// Notes that the whole content matters: a test, a length, an iteration, a copy.
  Set<ReadEvent> readWhole(Value value, PyTree node, Frame frame, State state) {
    Location location = value.location();
    if (location == null
        || !(value.type().isMutableContainer() || value.type() instanceof Type.Unknown)) {
      return Set.of();
    }
    return walk.tracker.readWhole(location, walk.at(node, frame), state);
  }

  /// An element of what is iterated.
  Value iterated(Value value, PyTree node, Frame frame, State state) {
    Set<ReadEvent> reads = Value.union(value.reads(), readWhole(value, node, frame, state));
    Type type =
        value.type() instanceof Type.Container(Type.Kind kind, Type element)
                && kind != Type.Kind.DICT
            ? element
            : Type.UNKNOWN;
    Value each = Value.derived(type, value.allTaint(), reads);
    Location location = value.location();
    boolean keys =
        value.type() instanceof Type.Container(Type.Kind kind, Type _) && kind == Type.Kind.DICT;
    if (location != null
        && !keys
        && !(type instanceof Type.Scalar)
        && value.type().isMutableContainer()) {
      return each.withLocation(location.anyItem("…", ""));
    }
    return each;
  }

  /// Notes a change of the container as a whole, under no known key.
  void change(
      Location location,
      Value value,
      String text,
      Write how,
      PyTree node,
      Frame frame,
      State state) {
    walk.tracker.write(location.anyItem("…", ""), value, text, how, walk.at(node, frame), state);
  }

  /// A method of a container, or null when the name is none.
  @Nullable Value call(
      Value receiver,
      String name,
      Callee.Arguments arguments,
      PyTree.@Nullable Call call,
      PyTree node,
      Frame frame,
      State state) {
    Location location = receiver.location();
    if (location == null) {
      return fresh(receiver, name, arguments);
    }
    Type.Kind kind =
        receiver.type() instanceof Type.Container(Type.Kind k, Type _) ? k : Type.Kind.DICT;
    List<Value> positional = arguments.positional();
    Value first = positional.isEmpty() ? Value.UNKNOWN : positional.getFirst();
    String firstText = argumentText(call, 0, frame);
    switch (name) {
      case "get", "__getitem__" -> {
        return withDefault(readItem(receiver, first, firstText, node, frame, state), positional);
      }
      case "setdefault" -> {
        Value second = positional.size() > 1 ? positional.get(1) : Value.SCALAR;
        Location item = item(location, first, firstText);
        if (item == null) {
          return second;
        }
        Value element = readItem(receiver, first, firstText, node, frame, state);
        walk.tracker.write(
            item,
            second.withReads(Set.of()),
            argumentText(call, 1, frame),
            new Write(dev.crosstalk.python.effects.Hazard.Change.INSERT, false, true),
            walk.at(node, frame),
            state);
        return element.type() instanceof Type.Unknown ? element.withType(second.type()) : element;
      }
      case "update" -> {
        update(location, arguments, call, node, frame, state);
        return Value.SCALAR;
      }
      case "pop" -> {
        return pop(receiver, location, kind, first, firstText, positional, node, frame, state);
      }
      case "popitem", "popleft" -> {
        // each element is handed to exactly one taker
        change(location, Value.SCALAR, "", Write.REMOVE_IF_PRESENT, node, frame, state);
        return Value.UNKNOWN;
      }
      case "append", "add", "appendleft", "insert", "extend", "extendleft" -> {
        Value value = positional.isEmpty() ? Value.UNKNOWN : positional.getLast();
        change(
            location,
            value,
            argumentText(call, positional.size() - 1, frame),
            Write.INSERT,
            node,
            frame,
            state);
        if (kind == Type.Kind.LIST && name.equals("append") && positional.size() == 1) {
          walk.tracker.write(
              location.item("-1"),
              value.withReads(Set.of()),
              firstText,
              Write.STORE,
              walk.at(node, frame),
              state);
        }
        return Value.SCALAR;
      }
      case "remove" -> {
        change(location, Value.SCALAR, "", Write.REMOVE, node, frame, state);
        return Value.SCALAR;
      }
      case "discard" -> {
        change(location, Value.SCALAR, "", Write.REMOVE_IF_PRESENT, node, frame, state);
        return Value.SCALAR;
      }
      case "clear" -> {
        walk.tracker.write(
            location,
            Value.SCALAR,
            "",
            new Write(dev.crosstalk.python.effects.Hazard.Change.STORE, true, true),
            walk.at(node, frame),
            state);
        return Value.SCALAR;
      }
      case "sort", "reverse", "rotate" -> {
        return Value.SCALAR;
      }
      default -> {
        if (WHOLE_READS.contains(name)) {
          Set<ReadEvent> reads = walk.tracker.readWhole(location, walk.at(node, frame), state);
          return Value.derived(
              new Type.Container(Type.Kind.LIST, Type.UNKNOWN),
              0,
              Value.union(reads, first.reads()));
        }
        return null;
      }
    }
  }

  private static Value withDefault(Value element, List<Value> positional) {
    if (positional.size() < 2) {
      return element;
    }
    Value fallback = positional.get(1);
    return element
        .withTaint(element.taint() | fallback.taint() | (fallback.isNone() ? 0 : Taint.DEFAULTED))
        .withReads(Value.union(element.reads(), fallback.reads()));
  }

  private Value pop(
      Value receiver,
      Location location,
      Type.Kind kind,
      Value first,
      String firstText,
      List<Value> positional,
      PyTree node,
      Frame frame,
      State state) {
    if (kind != Type.Kind.DICT && !positional.isEmpty()) {
      change(location, Value.SCALAR, "", Write.REMOVE, node, frame, state);
      return Value.UNKNOWN;
    }
    if (kind != Type.Kind.DICT || positional.isEmpty()) {
      Set<ReadEvent> reads =
          walk.isDiscarded(node)
              ? Set.of()
              : walk.tracker.read(location.item("-1"), walk.at(node, frame), state);
      change(location, Value.SCALAR, "", Write.REMOVE_IF_PRESENT, node, frame, state);
      return Value.derived(Type.UNKNOWN, 0, reads);
    }
    Location item = item(location, first, firstText);
    if (item == null) {
      return Value.derived(Type.UNKNOWN, Taint.REQUEST, Set.of());
    }
    Value element =
        walk.isDiscarded(node)
            ? Value.UNKNOWN
            : readItem(receiver, first, firstText, node, frame, state);
    walk.tracker.write(
        item, Value.SCALAR, "", Write.REMOVE_IF_PRESENT, walk.at(node, frame), state);
    return element.withLocation(null);
  }

  private void update(
      Location location,
      Callee.Arguments arguments,
      PyTree.@Nullable Call call,
      PyTree node,
      Frame frame,
      State state) {
    for (Map.Entry<String, Value> named : arguments.named().entrySet()) {
      walk.tracker.write(
          location.item("\"" + named.getKey() + "\""),
          named.getValue(),
          named.getKey(),
          Write.STORE,
          walk.at(node, frame),
          state);
    }
    if (call == null) {
      return;
    }
    for (PyTree.Argument argument : call.arguments()) {
      if (argument.kind() != PyTree.ArgumentKind.POSITIONAL) {
        continue;
      }
      if (argument.value() instanceof PyTree.DictDisplay display) {
        for (PyTree.DictItem entry : display.items()) {
          PyTree.Expr key = entry.key();
          if (key == null) {
            continue;
          }
          Value keyValue = walk.expressions.eval(key, frame, state);
          Value value = walk.expressions.eval(entry.value(), frame, state);
          Location item = item(location, keyValue, frame.module.text(key, TEXT));
          if (item != null) {
            walk.tracker.write(
                item,
                value,
                frame.module.text(entry.value(), TEXT),
                Write.STORE,
                walk.at(node, frame),
                state);
          }
        }
      } else if (!arguments.positional().isEmpty()) {
        Value value = arguments.positional().getFirst();
        change(
            location,
            value,
            frame.module.text(argument.value(), TEXT),
            Write.INSERT,
            node,
            frame,
            state);
      }
    }
  }

  /// Methods of containers made on the path of this request.
  private @Nullable Value fresh(Value receiver, String name, Callee.Arguments arguments) {
    if (!(receiver.type() instanceof Type.Container)) {
      return null;
    }
    FreshObject object = receiver.object();
    if (object != null && ProgramFacts.MUTATORS.contains(name)) {
      for (Value value : arguments.positional()) {
        object.store("[]", value);
      }
      arguments.named().forEach((key, value) -> object.store("[" + key + "]", value));
      return Value.SCALAR;
    }
    Value stored = null;
    if (object != null && name.equals("get") && !arguments.positional().isEmpty()) {
      Object key = arguments.positional().getFirst().constant();
      stored = key == null ? null : object.field("[" + key + "]");
    }
    return stored != null
        ? stored
        : Value.derived(
            Type.UNKNOWN,
            receiver.allTaint() | arguments.taint(),
            Value.union(receiver.reads(), arguments.reads()));
  }

  private static String argumentText(PyTree.@Nullable Call call, int index, Frame frame) {
    if (call == null || index < 0 || index >= call.arguments().size()) {
      return "…";
    }
    return frame.module.text(call.arguments().get(index).value(), TEXT);
  }
}
