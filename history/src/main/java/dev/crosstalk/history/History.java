package dev.crosstalk.history;

import dev.crosstalk.model.Interleaving.Lane;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One execution, and the executions it is measured by.
///
/// @param lanes the racing requests
/// @param events in time order; their lanes are known
/// @param answers one for each lane, then those of the requests that looked at the result
/// @param state shared memory at the end, by path
/// @param ending how the execution ended
/// @param stuck where each lane waits when the ending is a deadlock
/// @param serial what the program does when the same requests come one after the other; never empty
public record History(
    List<Lane> lanes,
    List<Event> events,
    List<Answer> answers,
    Map<String, String> state,
    Ending ending,
    List<Stuck> stuck,
    List<Serial> serial) {

  public History {
    lanes = List.copyOf(lanes);
    events = List.copyOf(events);
    answers = List.copyOf(answers);
    state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    stuck = List.copyOf(stuck);
    serial = List.copyOf(serial);
    if (serial.isEmpty()) {
      throw new IllegalArgumentException("a history is judged by at least one serial execution");
    }
  }

  /// How an execution ended.
  public enum Ending {
    COMPLETE,
    DEADLOCK
  }

  /// Where a lane waits for ever.
  public record Stuck(String lane, Optional<String> path, int line, Optional<String> text) {}

  /// One serial execution.
  ///
  /// @param order lanes in the order in which they ran
  public record Serial(List<String> order, List<Answer> answers, Map<String, String> state) {
    public Serial {
      order = List.copyOf(order);
      answers = List.copyOf(answers);
      state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
    }
  }

  /// The request whose client left before it was answered.
  public Optional<String> leaver() {
    return events.stream()
        .filter(event -> event.kind() == Event.Kind.LEAVE)
        .map(Event::lane)
        .findFirst();
  }

  /// True when no serial execution gives these answers.
  public boolean answersAreForeign() {
    return ending == Ending.DEADLOCK
        || serial.stream().noneMatch(one -> one.answers().equals(answers));
  }

  /// Paths of the shared memory whose values no serial execution with these answers ends with.
  public List<String> foreignState() {
    List<Serial> alike = serial.stream().filter(one -> one.answers().equals(answers)).toList();
    if (alike.isEmpty() || alike.stream().anyMatch(one -> one.state().equals(state))) {
      return List.of();
    }
    return state.entrySet().stream()
        .filter(entry ->
            serial.stream()
                .noneMatch(one -> entry.getValue().equals(one.state().get(entry.getKey()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The answer of a lane.
  public Optional<Answer> answer(String lane) {
    return answers.stream().filter(answer -> answer.lane().equals(lane)).findFirst();
  }
}
