package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.flow.ContextState.Variable;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Remembers for {@link Memo} what calls ask of context variables and of `request.state`.
final class ContextNotes {
  private static final int MAX_NOTES = 64;
  private static final int MAX_LOGGED = 2000;
  private final List<Note> log = new ArrayList<>();
  private int logging;

  /// Something that was asked for, for {@link Memo}: a variable, or an attribute of
  /// `request.state`.
  ///
  /// @param set the variable was set, not asked for
  record Note(@Nullable Variable variable, String stateName, boolean set, Access access) {}

  /// Notes what was asked or set.
  void add(Note note) {
    if (logging > 0) {
      log.add(note);
    }
  }

  int startLog() {
    logging++;
    return log.size();
  }

  /// True when anything was asked or set since the start.
  boolean isLogged(int from) {
    return log.size() > from;
  }

  /// What was asked of the context around since the start, so not of variables that were set
  /// meanwhile; null when that is too much to remember.
  @Nullable List<Note> endLog(int from) {
    List<Note> notes = log.size() - from > MAX_LOGGED ? null : asked(log.subList(from, log.size()));
    if (--logging == 0) {
      log.clear();
    }
    return notes;
  }

  private static @Nullable List<Note> asked(List<Note> notes) {
    if (notes.isEmpty()) {
      return List.of();
    }
    Set<Variable> own = new HashSet<>();
    Set<Asked> seen = new HashSet<>();
    List<Note> asked = new ArrayList<>();
    for (Note note : notes) {
      if (note.set() && note.variable() != null) {
        own.add(note.variable());
      } else if ((note.variable() == null || !own.contains(note.variable()))
          && seen.add(new Asked(note.variable(), note.stateName(), note.access().site().node()))) {
        asked.add(note);
      }
    }
    return asked.size() > MAX_NOTES ? null : List.copyOf(asked);
  }

  private record Asked(@Nullable Variable variable, String stateName, PyTree node) {
    @Override
    @SuppressWarnings("ReferenceEquality") // this very node: equal code stands in many places
    public boolean equals(@Nullable Object other) {
      return other instanceof Asked asked
          && asked.node == node
          && asked.stateName.equals(stateName)
          && java.util.Objects.equals(asked.variable, variable);
    }

    @Override
    public int hashCode() {
      return node.id();
    }
  }
}
