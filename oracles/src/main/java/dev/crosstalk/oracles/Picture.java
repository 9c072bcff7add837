package dev.crosstalk.oracles;

import dev.crosstalk.history.Answer;
import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Draws an execution: who came when, what each lane did to the places that matter, what it got.
final class Picture {
  private static final int MAX_STEPS = 80;

  private final History history;
  private final SharedUse use;
  private final List<Step> steps = new ArrayList<>();

  private Picture(History history, SharedUse use) {
    this.history = history;
    this.use = use;
  }

  /// @param locations the places that matter
  static Interleaving of(History history, SharedUse use, Set<String> locations) {
    Picture picture = new Picture(history, use);
    picture.draw(locations);
    return new Interleaving(history.lanes(), picture.steps);
  }

  private void draw(Set<String> locations) {
    List<Event> shown =
        history.events().stream()
            .filter(event ->
                event.kind() == Kind.SUSPEND
                    || event.kind() == Kind.LEAVE
                    || event.location().map(locations::contains).orElse(false))
            .toList();
    Set<String> started = new HashSet<>();
    for (int i = 0; i < shown.size() && steps.size() < MAX_STEPS; i++) {
      Event event = shown.get(i);
      if (started.add(event.lane())) {
        steps.add(plain(event.lane(), Interleaving.Kind.START, origin(event.lane())));
      }
      if (event.kind() == Kind.LEAVE) {
        steps.add(plain(event.lane(), Interleaving.Kind.NOTE, "its client leaves"));
      } else if (event.kind() != Kind.SUSPEND) {
        steps.add(step(event));
      } else if (switchesAt(shown, i)) {
        suspend(suspension(event));
      }
    }
    for (Interleaving.Lane lane : history.lanes()) {
      if (started.add(lane.id())) {
        steps.add(plain(lane.id(), Interleaving.Kind.START, origin(lane.id())));
      }
      history
          .answer(lane.id())
          .filter(answer -> !history.leaver().equals(Optional.of(answer.lane())))
          .ifPresent(
              answer -> steps.add(plain(lane.id(), Interleaving.Kind.RESPOND, respond(answer))));
    }
    for (History.Stuck stuck : history.stuck()) {
      if (history.lanes().stream().anyMatch(lane -> lane.id().equals(stuck.lane()))) {
        steps.add(
            new Step(
                stuck.lane(),
                Interleaving.Kind.LOCK,
                "waits for ever: " + stuck.text().orElse("outside the application's source"),
                stuck.path(),
                stuck.line() > 0 ? OptionalInt.of(stuck.line()) : OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    }
  }

  /// A suspension is worth a row when another lane acts before this one goes on.
  private static boolean switchesAt(List<Event> shown, int index) {
    String lane = shown.get(index).lane();
    for (int i = index + 1; i < shown.size(); i++) {
      if (shown.get(i).kind() != Kind.SUSPEND) {
        return !shown.get(i).lane().equals(lane);
      }
    }
    return false;
  }

  private String origin(String lane) {
    return history.lanes().stream()
        .filter(one -> one.id().equals(lane))
        .map(Interleaving.Lane::origin)
        .findFirst()
        .orElse(lane);
  }

  private static String respond(Answer answer) {
    return "answers " + answer.summary();
  }

  /// Waiting on at the same place is no news.
  private void suspend(Step step) {
    Optional<Step> last =
        steps.reversed().stream().filter(one -> one.lane().equals(step.lane())).findFirst();
    if (last.isEmpty() || !last.get().equals(step)) {
      steps.add(step);
    }
  }

  private Step step(Event event) {
    Optional<String> writer =
        event.kind() == Kind.READ ? use.writerOf(event).map(Event::lane) : Optional.empty();
    return new Step(
        event.lane(),
        switch (event.kind()) {
          case READ -> Interleaving.Kind.READ;
          case WRITE -> Interleaving.Kind.WRITE;
          case SQL -> Interleaving.Kind.SQL;
          case CALL -> Interleaving.Kind.CALL;
          case SUSPEND -> Interleaving.Kind.SUSPEND;
          case LEAVE -> Interleaving.Kind.NOTE;
          case CONTEXT_SET, CONTEXT_GET, CONTEXT_MISS, CONTEXT_RESET -> Interleaving.Kind.CONTEXT;
        },
        event.kind() == Kind.SQL
            ? event.value().orElse("statement")
            : event.text().or(event::location).orElse("access"),
        event.path(),
        event.line(),
        event.location(),
        event.kind() == Kind.SQL ? Optional.empty() : event.value(),
        writer);
  }

  private static Step suspension(Event event) {
    return new Step(
        event.lane(),
        Interleaving.Kind.SUSPEND,
        event.text().orElse("gives control to the event loop"),
        event.path(),
        event.line(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Step plain(String lane, Interleaving.Kind kind, String text) {
    return new Step(
        lane,
        kind,
        text,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
