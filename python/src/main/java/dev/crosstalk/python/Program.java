package dev.crosstalk.python;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.AmbientRead;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.Deployment;
import dev.crosstalk.python.effects.EntryPoint;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Interpreter;
import dev.crosstalk.python.effects.ModuleVariable;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Versions;
import java.util.List;
import java.util.Optional;

/// What is known about the scanned source.
public interface Program {

  /// Files that were read, by path relative to the root with `/`, sorted.
  List<String> files();

  /// What was not understood.
  List<Gap> gaps();

  /// How much was understood; `suppressed` is 0 here.
  Summary summary();

  /// The decoded text of the files.
  Report.Sources sources();

  /// Comments of a file that may steer Crosstalk: those that mention `crosstalk` or `noqa`.
  List<SteeringComment> steeringComments(String path);

  /// Patterns of accesses to shared state that another request can break, sorted by place.
  List<Hazard> hazards();

  /// Stretches around locks, loops and paired writes that another request can disturb, sorted by
  /// where they begin.
  List<Episode> episodes();

  /// What requests do beside reading and writing.
  default Activity activity() {
    return Activity.none();
  }

  /// What was met where the reader was told to watch, in the order in which it was met.
  default List<Sighting> sightings() {
    return List.of();
  }

  /// Reads of context variables, in the order in which they were met.
  default List<AmbientRead> ambientReads() {
    return List.of();
  }

  /// The Python that runs the program; empty when the project does not pin one.
  default Optional<Interpreter> interpreter() {
    return versions().python();
  }

  /// What the project says about the versions that it runs on.
  default Versions versions() {
    return Versions.unknown();
  }

  /// Files that start the program in several processes, one for each application, sorted by its
  /// folder.
  default List<Deployment> deployments() {
    return List.of();
  }

  /// Functions through which requests enter, sorted by place.
  default List<EntryPoint> entryPoints() {
    return List.of();
  }

  /// Context variables, and attributes of `request.state`, that do not hold what was meant to be
  /// there, sorted by place.
  default List<ContextFault> contextFaults() {
    return List.of();
  }

  /// Mutable containers at module level, sorted by place.
  List<ModuleVariable> moduleVariables();

  /// A comment, from its `#` to the end of the line.
  ///
  /// @param line 1-based
  /// @param statementStart first line of the logical line that the comment belongs to
  /// @param alone true when nothing but white space stands before it
  record SteeringComment(int line, int statementStart, boolean alone, String text) {}
}
