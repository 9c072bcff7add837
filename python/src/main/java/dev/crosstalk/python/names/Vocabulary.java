package dev.crosstalk.python.names;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a project says about its own functions and classes, and about those of libraries, by
/// qualified name.
///
/// @param names by what they are
public record Vocabulary(Map<Word, List<String>> names) {

  public Vocabulary {
    Map<Word, List<String>> copy = new EnumMap<>(Word.class);
    names.forEach((word, listed) -> {
      if (!listed.isEmpty()) {
        copy.put(word, List.copyOf(listed));
      }
    });
    names = Collections.unmodifiableMap(copy);
  }

  /// What something is.
  public enum Word {
    /// A function or class that hands out one object for all requests.
    SINGLETON("singleton"),
    /// A function that hands out an object of its own for each caller.
    PROVIDER("provider"),
    /// A function or class that hands out a session of a database whose calls block.
    SESSION("session"),
    /// A class of locks that let one in, or a context manager that is one.
    LOCK("lock"),
    /// A function that tells who the caller is.
    IDENTITY("identity"),
    /// A function that returns something of the request.
    REQUEST_DATA("request-data"),
    /// A function that runs its first argument on another thread.
    OFFLOAD("offload"),
    /// A call during which other requests run.
    SUSPENDS("suspends"),
    /// A function whose result can be awaited without giving control away.
    NEVER_SUSPENDS("never-suspends"),
    /// A decorator of functions that serve requests or jobs.
    ENTRY_POINT("entry-point");

    private final String key;

    Word(String key) {
      this.key = key;
    }

    /// The key of the configuration.
    public String key() {
      return key;
    }
  }

  /// Nothing said.
  public static Vocabulary none() {
    return new Vocabulary(Map.of());
  }

  /// Whether nothing is said.
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /// Whether `dotted` is one of these. A name may leave out the first folders, and end in `.*`.
  public boolean is(Word word, String dotted) {
    for (String name : names.getOrDefault(word, List.of())) {
      String wanted = name.endsWith(".*") ? name.substring(0, name.length() - 2) : name;
      String candidate = dotted;
      if (name.endsWith(".*")) {
        int last = dotted.lastIndexOf('.');
        candidate = last < 0 ? "" : dotted.substring(0, last);
      }
      if (candidate.equals(wanted) || candidate.endsWith("." + wanted)) {
        return true;
      }
    }
    return false;
  }

  /// The first word that names it.
  public Optional<Word> of(String dotted) {
    return names.keySet().stream().filter(word -> is(word, dotted)).findFirst();
  }
}
