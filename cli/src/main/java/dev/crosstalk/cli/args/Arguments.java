package dev.crosstalk.cli.args;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user gave to a verb.
public final class Arguments {
  private final Map<Option, List<String>> given;
  private final List<Given> order;
  private final List<String> operands;

  /// One value of an option.
  public record Given(Option option, String value) {}

  Arguments(Map<Option, List<String>> given, List<Given> order, List<String> operands) {
    this.given = given;
    this.order = List.copyOf(order);
    this.operands = List.copyOf(operands);
  }

  /// The words that are not options, in order.
  public List<String> operands() {
    return operands;
  }

  /// Whether an option was given.
  public boolean has(Option option) {
    return given.containsKey(option);
  }

  /// The value of an option, the last one when it was repeated.
  public Optional<String> value(Option option) {
    List<String> values = given.getOrDefault(option, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  /// All values of an option, in order.
  public List<String> values(Option option) {
    return List.copyOf(given.getOrDefault(option, List.of()));
  }

  /// The values of several options in the order of the command line, for options that belong
  /// together.
  public List<Given> inOrder(Option... options) {
    List<Option> wanted = List.of(options);
    return order.stream().filter(each -> wanted.contains(each.option())).toList();
  }

  /// The items of all comma-separated values of an option; absent when it was not given.
  public Optional<List<String>> list(Option option) {
    List<String> values = given.get(option);
    if (values == null) {
      return Optional.empty();
    }
    List<String> items = new ArrayList<>();
    for (String value : values) {
      for (String item : value.split(",", -1)) {
        if (!item.isBlank()) {
          items.add(item.strip());
        }
      }
    }
    return Optional.of(items);
  }

  /// The value of an option as a whole number in `[low, high]`.
  public Optional<Integer> number(Option option, int low, int high) {
    Optional<String> text = value(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= low && number <= high) {
        return Optional.of(number);
      }
    } catch (NumberFormatException notANumber) {
      // told below, in the same words as a number out of range
    }
    throw new UsageException(
        "%s needs a whole number from %d to %d, not '%s'"
            .formatted(option.name(), low, high, text.get()));
  }
}
