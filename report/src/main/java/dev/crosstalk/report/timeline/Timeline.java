package dev.crosstalk.report.timeline;

import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An interleaving with what every drawing of it needs: the number of each step, what every lane is
/// doing meanwhile, and where one lane hears the other.
///
/// @param rows one for each step, in time order
public record Timeline(List<Lane> lanes, List<Row> rows) {

  /// What a lane is doing while a row happens.
  public enum State {
    /// It has no step yet.
    BEFORE,
    /// The row is its own step.
    ACTING,
    /// It gave control back and waits, perhaps beyond the end of the picture.
    WAITING,
    /// It has further steps but has not given control back; a thread would be preempted here.
    PAUSED,
    /// It has no further step.
    DONE
  }

  /// One step.
  ///
  /// @param t 1 for the first step
  /// @param lane index of the acting lane
  /// @param states what each lane does, by its index
  public record Row(int t, int lane, Step step, List<State> states, Optional<Crossing> crossing) {
    public Row {
      states = List.copyOf(states);
    }
  }

  public Timeline {
    lanes = List.copyOf(lanes);
    rows = List.copyOf(rows);
  }

  /// Reads an interleaving. Linear in steps times lanes.
  public static Timeline of(Interleaving interleaving) {
    List<Lane> lanes = interleaving.lanes();
    List<Step> steps = interleaving.steps();
    Map<String, Integer> index = new HashMap<>();
    for (Lane lane : lanes) {
      index.put(lane.id(), index.size());
    }
    int[] first = new int[lanes.size()];
    int[] last = new int[lanes.size()];
    for (int i = 0; i < steps.size(); i++) {
      int lane = index.getOrDefault(steps.get(i).lane(), 0);
      if (first[lane] == 0) {
        first[lane] = i + 1;
      }
      last[lane] = i + 1;
    }
    CrossingFinder crossings = new CrossingFinder(index);
    boolean[] suspended = new boolean[lanes.size()];
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      int t = i + 1;
      Step step = steps.get(i);
      int acting = index.getOrDefault(step.lane(), 0);
      List<State> states = new ArrayList<>();
      for (int lane = 0; lane < lanes.size(); lane++) {
        states.add(
            lane == acting
                ? State.ACTING
                : first[lane] == 0 || t < first[lane]
                    ? State.BEFORE
                    : t > last[lane] && !suspended[lane]
                        ? State.DONE
                        : suspended[lane] ? State.WAITING : State.PAUSED);
      }
      suspended[acting] = step.kind() == Kind.SUSPEND;
      rows.add(new Row(t, acting, step, states, crossings.at(t, acting, step)));
    }
    return new Timeline(lanes, rows);
  }

  /// Where one lane hears the other, in time order.
  public List<Crossing> crossings() {
    return rows.stream().flatMap(row -> row.crossing().stream()).toList();
  }

  /// A label for a lane that is never empty.
  public String label(int lane) {
    String label = lanes.get(lane).label();
    return label.isBlank() ? lanes.get(lane).id() : label;
  }

  /// The one shared location of all steps, when there is only one.
  public Optional<String> onlyLocation() {
    List<String> names =
        rows.stream().flatMap(row -> row.step().location().stream()).distinct().toList();
    return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
  }
}
