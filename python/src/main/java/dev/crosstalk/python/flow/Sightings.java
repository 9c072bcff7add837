package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Sighting.Kind;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.State.Lock;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Notes what the walk meets when somebody asks. A walk that nobody asks holds none.
final class Sightings {
  private static final int MOST = 200_000;
  private static final String CONTEXT_VARIABLE = "context variable";

  private final Watch watch;
  private final Map<String, Sighting> found = new LinkedHashMap<>();

  Sightings(Watch watch) {
    this.watch = watch;
  }

  void access(Kind kind, Location location, Tracker.PyNode at, String origin, State state) {
    note(kind, at.site(), at.calls(), origin, location.display, location.place(), state);
  }

  /// A method of a context variable: `set` and `reset` write, `get` reads.
  void variable(
      String method, Location location, PyTree node, Frame frame, String origin, State state) {
    Kind kind = method.equals("get") ? Kind.READ : Kind.WRITE;
    SharedPlace place = location.place();
    SharedPlace variable =
        new SharedPlace(
            place.key(),
            place.rootCause(),
            place.display(),
            CONTEXT_VARIABLE,
            place.owner(),
            place.definition());
    note(kind, frame.site(node), frame.calls(), origin, location.display, variable, state);
  }

  void pause(Pause pause, String origin, State state) {
    String what =
        switch (pause.how()) {
          case AWAIT -> "another request can run";
          case THREAD_HOP -> "the hop between event loop and thread pool";
          case PREEMPTION -> "the interpreter can switch threads behind this call";
          case RESPONSE -> "the response is sent";
        };
    Kind kind = pause.certain() ? Kind.PAUSE : Kind.POSSIBLE_PAUSE;
    note(kind, pause.site(), pause.calls(), origin, what, null, state);
  }

  void call(PyTree.Call call, Frame frame, boolean resolved, String origin, State state) {
    Site site = frame.site(call);
    note(
        resolved ? Kind.CALL : Kind.UNRESOLVED_CALL,
        site,
        frame.calls(),
        origin,
        frame.site(call.function()).text(),
        null,
        state);
  }

  private void note(
      Kind kind,
      Site site,
      List<Site> calls,
      String origin,
      String what,
      @Nullable SharedPlace place,
      State state) {
    boolean everything = watch == Watch.EVERYTHING;
    if ((!everything && kind != Kind.UNRESOLVED_CALL) || found.size() >= MOST) {
      return;
    }
    String key = kind + site.key() + what + (everything ? origin : "");
    found.computeIfAbsent(
        key,
        _ ->
            new Sighting(
                kind,
                site,
                calls,
                origin,
                what,
                state.held.stream().filter(Lock::effective).map(Lock::id).toList(),
                Optional.ofNullable(place)));
  }

  List<Sighting> found() {
    return new ArrayList<>(found.values());
  }
}
