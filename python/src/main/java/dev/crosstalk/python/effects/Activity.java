package dev.crosstalk.python.effects;

import dev.crosstalk.python.names.FunctionSymbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What requests do beside reading and writing: calls that block, tasks, locks; and the calls that
/// lead there. A function that runs on the event loop and in the thread pool is two points.
public final class Activity {

  /// What is done.
  public enum Kind {
    /// A library call that holds up the thread it runs on.
    BLOCKING,
    /// A library call that waits for another system and gives the loop away meanwhile.
    SLOW,
    /// A task is started; `dropped` as detail when its result is thrown away at once.
    TASK_STARTED,
    /// A lock or a slot of something bounded is taken.
    TAKE
  }

  /// An entry point, or a function on a thread or on the loop.
  ///
  /// @param label of the entry point, else empty
  /// @param function absent for entry points
  /// @param thread runs in the thread pool
  /// @param once its result is kept for all later callers
  public record Point(
      String label, Optional<FunctionSymbol> function, boolean thread, boolean once) {}

  /// A lock, or a slot of something bounded.
  ///
  /// @param id tells it from others of the program
  /// @param type the library class, for example `asyncio.Lock`
  /// @param single there is one in the process, whoever asks
  /// @param exclusive one holder at a time
  public record Guarded(
      String id, String display, String type, boolean single, boolean exclusive) {}

  /// Something guarded that is held, with where it was taken.
  public record Hold(Guarded what, Site taken) {}

  /// A call from one point to another.
  ///
  /// @param held what the caller took and holds at the call
  /// @param detached the callee runs beside the caller, as a task of its own
  public record Call(int from, int to, Site site, List<Hold> held, boolean detached) {
    public Call {
      held = List.copyOf(held);
    }
  }

  /// Something done at a place.
  ///
  /// @param subject qualified name of what is called
  /// @param detail more about it, for example its family; empty when there is nothing to say
  /// @param held what the function took and holds there
  /// @param guarded what is taken, for {@link Kind#TAKE}
  public record Deed(
      Kind kind,
      int point,
      Site site,
      String subject,
      String detail,
      List<Hold> held,
      Optional<Guarded> guarded) {
    public Deed {
      held = List.copyOf(held);
    }
  }

  /// How a request gets to a point.
  ///
  /// @param calls call sites, outermost first; the first one is the handler itself
  /// @param once every way leads through a function whose result is kept
  public record Way(String origin, List<Site> calls, boolean once) {
    public Way {
      calls = List.copyOf(calls);
    }
  }

  /// What is done while something is held.
  ///
  /// @param holder the point that took it
  /// @param between the calls from there to the deed
  public record Under(Hold hold, int holder, List<Site> between, Deed deed) {
    public Under {
      between = List.copyOf(between);
    }
  }

  private static final int MAX_UNDER = 4000;

  private final List<Point> points;
  private final List<Call> calls;
  private final List<Deed> deeds;
  private final List<Conversation> conversations;
  private final List<List<Call>> outgoing = new ArrayList<>();
  private final List<List<Call>> incoming = new ArrayList<>();
  private Call @Nullable [] toward;
  private Call @Nullable [] towardOnce;

  public Activity(
      List<Point> points, List<Call> calls, List<Deed> deeds, List<Conversation> conversations) {
    this.conversations = List.copyOf(conversations);
    this.points = List.copyOf(points);
    this.calls = List.copyOf(calls);
    this.deeds = List.copyOf(deeds);
    for (int i = 0; i < points.size(); i++) {
      outgoing.add(new ArrayList<>(2));
      incoming.add(new ArrayList<>(2));
    }
    for (Call call : calls) {
      outgoing.get(call.from()).add(call);
      incoming.get(call.to()).add(call);
    }
  }

  /// Nothing at all.
  public static Activity none() {
    return new Activity(List.of(), List.of(), List.of(), List.of());
  }

  /// Chat histories that all requests share.
  public List<Conversation> conversations() {
    return conversations;
  }

  /// How many points there are.
  public int size() {
    return points.size();
  }

  public Point point(int id) {
    return points.get(id);
  }

  /// Deeds of a kind in the order they were met.
  public List<Deed> deeds(Kind kind) {
    return deeds.stream().filter(deed -> deed.kind() == kind).toList();
  }

  /// Labels of the entry points that reach a point, sorted.
  public List<String> origins(int point) {
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(point));
    seen.set(point);
    TreeSet<String> labels = new TreeSet<>();
    while (!open.isEmpty()) {
      int at = open.removeFirst();
      if (points.get(at).function().isEmpty()) {
        labels.add(points.get(at).label());
      }
      for (Call call : incoming.get(at)) {
        if (!seen.get(call.from())) {
          seen.set(call.from());
          open.add(call.from());
        }
      }
    }
    return List.copyOf(labels);
  }

  /// A shortest way to a point, one that does not lead through a kept result when there is one.
  public Optional<Way> way(int point) {
    if (toward == null) {
      toward = search(false);
      towardOnce = search(true);
    }
    Call[] direct = java.util.Objects.requireNonNull(toward);
    Call[] any = java.util.Objects.requireNonNull(towardOnce);
    if (direct[point] != null) {
      return Optional.of(trace(point, direct, false));
    }
    return any[point] == null ? Optional.empty() : Optional.of(trace(point, any, true));
  }

  private Way trace(int point, Call[] by, boolean once) {
    List<Site> sites = new ArrayList<>();
    int at = point;
    while (points.get(at).function().isPresent()) {
      Call call = by[at];
      sites.addFirst(call.site());
      at = call.from();
    }
    return new Way(points.get(at).label(), sites, once);
  }

  private Call[] search(boolean throughOnce) {
    Call[] by = new Call[points.size()];
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).function().isEmpty()) {
        seen.set(i);
        open.add(i);
      }
    }
    while (!open.isEmpty()) {
      for (Call call : outgoing.get(open.removeFirst())) {
        if (!seen.get(call.to()) && (throughOnce || !points.get(call.to()).once())) {
          seen.set(call.to());
          by[call.to()] = call;
          open.add(call.to());
        }
      }
    }
    return by;
  }

  /// Every deed that is done while something is held, in the function that took it or below.
  public List<Under> under(java.util.function.Predicate<Deed> wanted) {
    Map<Integer, List<Deed>> byPoint = new HashMap<>();
    List<Under> found = new ArrayList<>();
    for (Deed deed : deeds) {
      if (wanted.test(deed)) {
        byPoint.computeIfAbsent(deed.point(), _ -> new ArrayList<>(2)).add(deed);
        for (Hold hold : deed.held()) {
          found.add(new Under(hold, deed.point(), List.of(), deed));
        }
      }
    }
    if (byPoint.isEmpty()) {
      return found;
    }
    for (Call call : calls) {
      if (!call.held().isEmpty() && !call.detached()) {
        below(call, byPoint, found);
      }
    }
    return found;
  }

  private void below(Call first, Map<Integer, List<Deed>> byPoint, List<Under> found) {
    Map<Integer, Call> by = new HashMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    by.put(first.to(), first);
    open.add(first.to());
    while (!open.isEmpty() && found.size() < MAX_UNDER) {
      int at = open.removeFirst();
      for (Deed deed : byPoint.getOrDefault(at, List.of())) {
        List<Site> between = new ArrayList<>();
        Call call = by.get(at);
        while (call != null) {
          between.addFirst(call.site());
          call = call.equals(first) ? null : by.get(call.from());
        }
        for (Hold hold : first.held()) {
          found.add(new Under(hold, first.from(), between, deed));
        }
      }
      for (Call call : outgoing.get(at)) {
        if (!call.detached() && !by.containsKey(call.to())) {
          by.put(call.to(), call);
          open.add(call.to());
        }
      }
    }
  }
}
