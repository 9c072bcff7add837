package dev.crosstalk.cli.args;

import java.util.List;
import java.util.Optional;

/// One option of a verb.
///
/// @param name with its dashes, for example `--output-file`
/// @param alias a second spelling, for example `-o`
/// @param value what stands for its value in the help, empty for a switch
/// @param choices the words that are allowed, empty when any value is
/// @param many true when it may be given several times and takes comma-separated lists
/// @param help one sentence
public record Option(
    String name,
    Optional<String> alias,
    Optional<String> value,
    List<String> choices,
    boolean many,
    String help) {

  public Option {
    choices = List.copyOf(choices);
    if (!name.startsWith("--")) {
      throw new IllegalArgumentException("an option begins with two dashes: " + name);
    }
  }

  /// A switch without a value.
  public static Option flag(String name, String help) {
    return new Option(name, Optional.empty(), Optional.empty(), List.of(), false, help);
  }

  /// An option with one value; the last one given counts.
  public static Option value(String name, String value, String help) {
    return new Option(name, Optional.empty(), Optional.of(value), List.of(), false, help);
  }

  /// An option with one of several words.
  public static Option choice(String name, String value, List<String> choices, String help) {
    return new Option(name, Optional.empty(), Optional.of(value), choices, false, help);
  }

  /// An option that takes comma-separated values and may be repeated.
  public static Option list(String name, String value, String help) {
    return new Option(name, Optional.empty(), Optional.of(value), List.of(), true, help);
  }

  /// The same option with a second spelling.
  public Option or(String second) {
    return new Option(name, Optional.of(second), value, choices, many, help);
  }

  boolean isSpelled(String word) {
    return name.equals(word) || alias.filter(word::equals).isPresent();
  }
}
