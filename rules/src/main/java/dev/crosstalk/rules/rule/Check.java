package dev.crosstalk.rules.rule;

import dev.crosstalk.python.Program;
import java.util.List;

/// What a rule does: a pure function from a program to matches.
@FunctionalInterface
public interface Check {
  List<Match> check(Program program);
}
