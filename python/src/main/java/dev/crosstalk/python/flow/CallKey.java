package dev.crosstalk.python.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call depends on, in short: equal keys of one function run alike. It begins with the
/// arguments as they are seen from outside; what their objects hold is added when it is asked for
/// ({@link #say}). Reads that values were computed from are told apart by place and whether others
/// could run since, objects by where they were met first.
final class CallKey {
  /// The question for all fields of an object.
  static final String WHOLE = "*";

  /// The question for what taints an object.
  static final String TAINT = "~";

  private static final int MAX_DEPTH = 3;
  private static final int MAX_LENGTH = 12_000;
  private static final int MAX_GIVEN = 96;

  private final State state;
  private final StringBuilder out = new StringBuilder(96);
  private final List<ReadEvent> given = new ArrayList<>(4);
  private final List<String> givenText = new ArrayList<>(4);
  private final List<ReadEvent> told = new ArrayList<>(4);
  private final Map<ReadEvent, Integer> numbers = new HashMap<>(8);
  private final List<FreshObject> objects = new ArrayList<>(4);

  private CallKey(State state) {
    this.state = state;
  }

  /// The key of a call, or null when it cannot be said in short.
  static @Nullable CallKey of(
      String kind, @Nullable Value self, Callee.Arguments arguments, boolean thread, State state) {
    CallKey key = new CallKey(state);
    key.out.append(kind).append(thread ? 't' : 'a');
    if (self != null && !key.append(self, 0)) {
      return null;
    }
    for (Value value : arguments.positional()) {
      key.out.append(',');
      if (!key.append(value, 0)) {
        return null;
      }
    }
    for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
      key.out.append(';').append(entry.getKey()).append('=');
      if (!key.append(entry.getValue(), 0)) {
        return null;
      }
    }
    key.out.append(arguments.open());
    return key;
  }

  String text() {
    return out.toString();
  }

  /// One read for each place that the values were computed from; those of equal keys correspond.
  List<ReadEvent> given() {
    return given;
  }

  /// The number in {@link #given} of each read that was met.
  Map<ReadEvent, Integer> numbers() {
    return numbers;
  }

  /// The objects that were met, in order; those of equal keys correspond.
  List<FreshObject> objects() {
    return objects;
  }

  /// How far the key has come.
  record Point(int length, int given, int told, int objects) {}

  Point point() {
    return new Point(out.length(), given.size(), told.size(), objects.size());
  }

  /// Forgets what was said since.
  void back(Point point) {
    out.setLength(point.length());
    cut(given, point.given());
    cut(givenText, point.given());
    cut(objects, point.objects());
    while (told.size() > point.told()) {
      numbers.remove(told.removeLast());
    }
  }

  private static void cut(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }

  /// What the object answers to `what`: the name of a field, {@link #WHOLE} or {@link #TAINT}. Null
  /// when it cannot be said in short.
  @Nullable String say(FreshObject object, String what) {
    int from = out.length();
    boolean said;
    switch (what) {
      case TAINT -> {
        out.append(object.peekTaint());
        said = true;
      }
      case WHOLE -> said = whole(object);
      default -> {
        Value value = object.peek(what);
        said = value == null || append(value, 0);
      }
    }
    out.append('/');
    return said ? out.substring(from) : null;
  }

  /// The object and all that it leads to.
  private boolean whole(FreshObject object) {
    int next = objects.size();
    if (!object.describe(out, field -> append(field, 0))) {
      return false;
    }
    for (; next < objects.size(); next++) {
      out.append('O').append(next);
      if (!objects.get(next).describe(out, field -> append(field, 0))) {
        return false;
      }
    }
    return true;
  }

  private boolean append(Value value, int depth) {
    if (depth > MAX_DEPTH || out.length() > MAX_LENGTH) {
      return false;
    }
    switch (value.callable()) {
      case null -> {}
      case Callee.Function function -> {
        if (function.closure() != null) {
          return false;
        }
        out.append('f').append(function.symbol().dottedName());
        Value self = function.self();
        if (self != null) {
          out.append('(');
          if (!append(self, depth + 1)) {
            return false;
          }
        }
      }
      case Callee.Method method -> {
        out.append('m').append(method.name()).append('(');
        if (!append(method.receiver(), depth + 1)) {
          return false;
        }
      }
      default -> {
        return false;
      }
    }
    out.append(value.type().hashCode()).append(':').append(value.taint());
    if (!value.reads().isEmpty() && !append(value.reads())) {
      return false;
    }
    if (value.special() != Value.Special.NONE) {
      out.append(value.special());
    }
    Location location = value.location();
    if (location != null) {
      out.append('@').append(location.key).append(location.keySymbol);
    }
    if (value.constant() != null) {
      out.append('#').append(value.constant());
    }
    if (!value.symbol().isEmpty()) {
      out.append('$').append(value.symbol());
    }
    for (Value element : value.elements()) {
      out.append('[');
      if (!append(element, depth + 1)) {
        return false;
      }
    }
    FreshObject object = value.object();
    if (object != null) {
      append(object);
    }
    return true;
  }

  private void append(FreshObject object) {
    int number = objects.indexOf(object);
    out.append('{').append(number < 0 ? objects.size() : number);
    if (number < 0) {
      if (object.type != null) {
        out.append(object.type.dottedName());
      }
      objects.add(object);
    }
  }

  /// Each place once: how often it was read on the way to the value says nothing.
  private boolean append(Set<ReadEvent> reads) {
    BitSet said = new BitSet();
    for (ReadEvent read : reads) {
      int number = number(read);
      if (number < 0) {
        return false;
      }
      said.set(number);
    }
    out.append(said);
    return true;
  }

  /// The number of the read, or -1 when there are too many.
  private int number(ReadEvent read) {
    Integer known = numbers.get(read);
    if (known != null) {
      return known;
    }
    State.ReadFact fact = state.reads.get(read);
    String text =
        (fact == null ? "x" : fact.pause() == null ? "n" : "p") + read.whole + read.location.key;
    int number = givenText.indexOf(text);
    if (number < 0) {
      if (given.size() >= MAX_GIVEN) {
        return -1;
      }
      number = given.size();
      given.add(read);
      givenText.add(text);
      out.append(text);
    }
    numbers.put(read, number);
    told.add(read);
    return number;
  }
}
