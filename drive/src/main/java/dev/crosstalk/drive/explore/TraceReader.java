package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.RunResult.TraceEvent;
import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Makes a history of a run that was recorded with evidence.
final class TraceReader {
  private final SourceLines source;

  TraceReader(SourceLines source) {
    this.source = source;
  }

  History read(Scenario scenario, RunResult result, SerialOracle oracle) throws AgentException {
    Outcome outcome = oracle.measure(result);
    return read(scenario, result, outcome, oracle.legal(outcome));
  }

  /// @param legal what the run is measured by
  History read(Scenario scenario, RunResult result, Outcome outcome, List<History.Serial> legal) {
    List<Event> events = new ArrayList<>();
    for (TraceEvent one : result.timeline()) {
      kind(one).ifPresent(kind -> events.add(event(events.size(), kind, one)));
    }
    return new History(
        scenario.lanes(),
        events,
        outcome.answers(),
        outcome.state(),
        outcome.deadlock() ? History.Ending.DEADLOCK : History.Ending.COMPLETE,
        innermost(result.stuck()).stream()
            .map(stuck ->
                new History.Stuck(
                    stuck.lane(),
                    stuck.file().map(source::relative),
                    stuck.line(),
                    stuck.file().flatMap(file -> source.text(file, stuck.line()))))
            .toList(),
        legal);
  }

  /// The place of each lane's last task: those before it wait for it.
  private static List<RunResult.Stuck> innermost(List<RunResult.Stuck> stuck) {
    Map<String, RunResult.Stuck> last = new LinkedHashMap<>();
    stuck.forEach(one -> last.put(one.lane(), one));
    return List.copyOf(last.values());
  }

  private Event event(int sequence, Kind kind, TraceEvent one) {
    return new Event(
        sequence,
        one.lane(),
        kind,
        one.location(),
        one.value(),
        one.file().map(source::relative),
        one.line() > 0 ? OptionalInt.of(one.line()) : OptionalInt.empty(),
        one.file().flatMap(file -> source.text(file, one.line())),
        one.thread().map(thread -> "thread " + thread).or(() -> Optional.of("task " + one.task())),
        one.shared() || kind == Kind.SQL);
  }

  private static Optional<Kind> kind(TraceEvent event) {
    return Optional.ofNullable(
        switch (event.operation()) {
          case "R" -> Kind.READ;
          case "W" -> Kind.WRITE;
          case "C" -> Kind.CALL;
          case "await" -> Kind.SUSPEND;
          case "leave" -> Kind.LEAVE;
          case "CVset" -> Kind.CONTEXT_SET;
          case "CVget" -> Kind.CONTEXT_GET;
          case "CVmiss" -> Kind.CONTEXT_MISS;
          case "CVreset" -> Kind.CONTEXT_RESET;
          case "SQL" -> Kind.SQL;
          default -> null;
        });
  }
}
