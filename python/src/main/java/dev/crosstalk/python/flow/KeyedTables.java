package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shared tables with a varying key: what is stored under which key, and who takes it out again.
final class KeyedTables {
  private static final Set<String> RESOLVERS =
      Set.of("set_result", "set_exception", "put", "put_nowait", "send", "send_nowait");
  private static final Set<String> CHANNELS = Set.of("asyncio.Future", "asyncio.Queue");

  private final Walk walk;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Entry> channels = new LinkedHashMap<>();
  private final Map<String, Answer> answers = new HashMap<>();

  private record Entry(
      Location item, Access store, String origin, boolean ambient, boolean identity) {}

  private record Answer(Access access, String origin) {}

  KeyedTables(Walk walk) {
    this.walk = walk;
  }

  /// `table[key] = value`.
  void stored(
      Location item,
      Value key,
      Value value,
      PyTree.@Nullable Expr source,
      String text,
      PyTree node,
      Frame frame,
      State state) {
    if (!item.isAnyItem() || walk.tracker.isMuted() || state.dead) {
      return;
    }
    int keyTaint = key.allTaint();
    if ((keyTaint & (Taint.IDENTITY | Taint.UNIQUE | Taint.AMBIENT | Taint.ASSUMED)) != 0) {
      return;
    }
    if ((keyTaint & Taint.DISTANT) != 0) {
      return; // it came through a call that was not followed, and may say who asks
    }
    int taint = value.allTaint();
    if (value.type() instanceof Type.Library(String type) && CHANNELS.contains(type)) {
      if ((keyTaint & Taint.REQUEST) != 0) {
        channels.putIfAbsent(item.key, entry(item, value, text, node, frame));
      }
      return;
    }
    if ((keyTaint & Taint.REQUEST) == 0) {
      return; // a key that no caller chose may be one for each of them
    }
    boolean ambient = isAmbient(value);
    boolean computed =
        (taint & Taint.IDENTITY) != 0
            && (taint & Taint.HANDLE) == 0
            && value.object() == null
            && isCall(source, frame)
            && fillsMiss(item, state);
    if (ambient || computed) {
      entries.merge(item.key, entry(item, value, text, node, frame), (a, b) -> a.ambient() ? a : b);
    }
  }

  private Entry entry(Location item, Value value, String text, PyTree node, Frame frame) {
    int taint = value.allTaint();
    return new Entry(
        item,
        new Access(frame.site(node), frame.calls(), text),
        walk.tracker.origin(),
        isAmbient(value),
        (taint & Taint.AMBIENT_IDENTITY) != 0);
  }

  /// The value came beside the parameters. What an object that was made here holds of the context
  /// counts only when it is the caller's credentials.
  private static boolean isAmbient(Value value) {
    return value.object() == null
        ? (value.allTaint() & Taint.AMBIENT) != 0
        : ((value.taint() & Taint.AMBIENT) | (value.allTaint() & Taint.AMBIENT_IDENTITY)) != 0;
  }

  /// The value was made by a call; a value that is only handed on marks whose entry it is.
  private static boolean isCall(PyTree.@Nullable Expr source, Frame frame) {
    PyTree.Expr made = source;
    if (source instanceof PyTree.Name name && frame.function != null) {
      for (Binding binding :
          frame.function.locals().bindings().getOrDefault(name.name(), List.of())) {
        if (binding instanceof Binding.Assigned assigned && isCall(assigned.value())) {
          return true;
        }
      }
      return false;
    }
    return isCall(made);
  }

  private static boolean isCall(PyTree.@Nullable Expr expression) {
    return expression instanceof PyTree.Call || expression instanceof PyTree.Await;
  }

  private static boolean fillsMiss(Location item, State state) {
    for (State.Guard guard : state.guards()) {
      if (guard.read().location.key.equals(item.key)) {
        return true;
      }
    }
    return false;
  }

  /// A method of what was taken out of a table: whoever waits for it gets the answer.
  void method(Value receiver, String name, PyTree node, Frame frame, State state) {
    if (!RESOLVERS.contains(name) || walk.tracker.isMuted() || state.dead) {
      return;
    }
    List<Location> taken = new ArrayList<>();
    if (receiver.location() != null && receiver.location().isAnyItem()) {
      taken.add(receiver.location());
    }
    for (ReadEvent read : receiver.reads()) {
      if (read.location.isAnyItem() && !read.whole) {
        taken.add(read.location);
      }
    }
    for (Location item : taken) {
      if (!state.wroteItself(item) || isTaken(receiver)) {
        answers.putIfAbsent(
            item.key,
            new Answer(new Access(frame.site(node), frame.calls(), ""), walk.tracker.origin()));
      }
    }
  }

  /// `pop` writes to the table and gives a value that is held by it no more.
  private static boolean isTaken(Value receiver) {
    return receiver.location() == null;
  }

  /// Hands what was found to the tracker.
  void finish() {
    for (Entry entry : entries.values()) {
      Access read = walk.tracker.keyedRead(entry.item());
      if (read != null) {
        put(
            Shape.CACHED_FOR_ALL,
            entry,
            read,
            entry.origin(),
            entry.ambient() ? Confidence.HIGH : Confidence.MEDIUM);
      }
    }
    for (Entry entry : channels.values()) {
      Answer answer = answers.get(entry.item().key);
      if (answer != null) {
        put(Shape.CHOSEN_KEY, entry, answer.access(), answer.origin(), Confidence.HIGH);
      }
    }
  }

  private void put(Shape shape, Entry entry, Access second, String reader, Confidence confidence) {
    walk.tracker.hazards.put(
        new Hazard(
            shape,
            entry.item().place(),
            entry.store(),
            Optional.empty(),
            second,
            entry.origin(),
            List.of(reader),
            confidence,
            entry.identity(),
            Change.INSERT));
  }
}
