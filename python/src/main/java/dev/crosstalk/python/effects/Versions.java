package dev.crosstalk.python.effects;

import java.util.Optional;

/// Which versions of Python and FastAPI run the program, as far as files beside it say so. Where
/// they do not, the newest behaviour is assumed.
public record Versions(Optional<Interpreter> python, Optional<Framework> fastapi) {

  /// Nothing is said.
  public static Versions unknown() {
    return new Versions(Optional.empty(), Optional.empty());
  }

  /// FastAPI as it is installed.
  ///
  /// @param version as it is written, for example `0.110.0`
  /// @param source where that is said, for example `poetry.lock`
  /// @param endsDependenciesFirst what stands behind the `yield` of a dependency runs before the
  ///   response, its body and background work: 0.106 to 0.117. Before and after that it runs last.
  public record Framework(String version, String source, boolean endsDependenciesFirst) {}

  /// Whether `yield` dependencies are ended before the response is sent.
  public boolean endsDependenciesFirst() {
    return fastapi.filter(Framework::endsDependenciesFirst).isPresent();
  }

  /// Whether a new thread sees the context variables of whoever started it.
  public boolean threadsInheritContext() {
    return python.filter(Interpreter::threadsInheritContext).isPresent();
  }
}
