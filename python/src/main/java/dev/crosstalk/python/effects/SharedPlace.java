package dev.crosstalk.python.effects;

import java.util.Optional;

/// A place that outlives one request.
///
/// @param key names it within the program, item keys included
/// @param rootCause like `key` without constant item keys: one dict is one place to mend
/// @param display as a reader of the code would write it
/// @param kind what a person calls it, for example `module dict item`
/// @param owner what holds it
/// @param definition where the holder comes into being
public record SharedPlace(
    String key,
    String rootCause,
    String display,
    String kind,
    Owner owner,
    Optional<Site> definition) {

  /// What holds a shared place.
  public enum Owner {
    /// A module variable, or a container in one.
    MODULE,
    /// A variable of a function that ran once, kept alive by a nested function.
    CLOSURE,
    /// An object that lives longer than a request, a class, or the application's state.
    INSTANCE,
    /// An object with values per thread.
    THREAD_LOCAL,
    /// A client of a library that outlives the request: its headers, cookies and credentials.
    CLIENT,
    /// A setting that all code of the process sees, such as an environment variable.
    PROCESS,
    /// A class body: what an object that the request made shows of it.
    CLASS_BODY,
    /// The default of a parameter: one object for all calls.
    DEFAULT_ARGUMENT,
    /// A cache that hands out the very object that it keeps.
    CACHE,
    /// Loggers, their filters and adapters: one for all code that logs.
    LOGGING,
    /// Lifespan state: each request gets a shallow copy.
    LIFESPAN;

    /// True when what lies below such a holder still counts as held by it.
    public boolean keepsParts() {
      return this == THREAD_LOCAL
          || this == CLIENT
          || this == PROCESS
          || this == LOGGING
          || looksOwn();
    }

    /// True when the code that changes the place may take it for its own.
    public boolean looksOwn() {
      return this == CLASS_BODY || this == DEFAULT_ARGUMENT || this == CACHE || this == LIFESPAN;
    }
  }
}
