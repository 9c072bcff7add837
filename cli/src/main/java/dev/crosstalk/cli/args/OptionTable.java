package dev.crosstalk.cli.args;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options of a verb: reads arguments by them and prints them.
///
/// Understood are `--name value`, `--name=value`, short switches one by one, and `--` before
/// operands that begin with a dash. A value that begins with a dash is given with `=`.
///
/// @param usage the line after `usage:`, for example `crosstalk scan [OPTION]… [PATH]…`
/// @param summary what the verb does, one or more sentences
/// @param notes what stands below the options, for example the exit codes
public record OptionTable(String usage, String summary, List<Option> options, String notes) {

  /// Every verb has it.
  public static final Option HELP = Option.flag("--help", "Show this text and exit.").or("-h");

  private static final int WIDTH = 80;
  private static final int COLUMN = 26;

  public OptionTable {
    options = List.copyOf(options);
  }

  /// Reads arguments.
  ///
  /// @throws UsageException for an unknown option, a missing value or a value that is not allowed
  public Arguments parse(List<String> words) {
    Map<Option, List<String>> given = new HashMap<>();
    List<Arguments.Given> order = new ArrayList<>();
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        operands.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (!word.startsWith("-") || word.equals("-")) {
        operands.add(word);
        continue;
      }
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      String name = equals < 0 ? word : word.substring(0, equals);
      Option option = find(name).orElseThrow(() -> unknown(name));
      List<String> values = given.computeIfAbsent(option, _ -> new ArrayList<>());
      if (option.value().isEmpty()) {
        if (equals >= 0) {
          throw new UsageException("%s takes no value".formatted(name));
        }
      } else if (equals >= 0) {
        values.add(checked(option, word.substring(equals + 1)));
        order.add(new Arguments.Given(option, values.getLast()));
      } else if (i + 1 < words.size() && isValue(words.get(i + 1))) {
        values.add(checked(option, words.get(++i)));
        order.add(new Arguments.Given(option, values.getLast()));
      } else {
        throw new UsageException("%s needs a value: %s".formatted(name, wanted(option)));
      }
    }
    return new Arguments(given, order, operands);
  }

  /// A lone dash stands for a standard stream.
  private static boolean isValue(String word) {
    return !word.startsWith("-") || word.equals("-");
  }

  private static String checked(Option option, String value) {
    if (value.isEmpty()) {
      throw new UsageException("%s needs a value: %s".formatted(option.name(), wanted(option)));
    }
    if (!option.choices().isEmpty() && !option.choices().contains(value)) {
      throw new UsageException(
          "%s does not know '%s'; it takes %s"
              .formatted(option.name(), value, String.join(", ", option.choices())));
    }
    return value;
  }

  private static String wanted(Option option) {
    return option.choices().isEmpty()
        ? option.value().orElse("VALUE")
        : String.join(", ", option.choices());
  }

  private Optional<Option> find(String name) {
    if (HELP.isSpelled(name)) {
      return Optional.of(HELP);
    }
    return options.stream().filter(option -> option.isSpelled(name)).findFirst();
  }

  private UsageException unknown(String name) {
    List<String> names = new ArrayList<>(options.stream().map(Option::name).toList());
    names.add(HELP.name());
    return new UsageException(
        "unknown option %s%s".formatted(name, Nearest.hint(name, names))
            + " (see %s --help)".formatted(verb()));
  }

  private String verb() {
    int options = usage.indexOf(" [");
    return options < 0 ? usage : usage.substring(0, options);
  }

  /// The text of `--help`, at most 80 columns wide.
  public String help() {
    StringBuilder text = new StringBuilder("usage: ").append(usage).append("\n\n");
    wrap(text, summary, 0);
    text.append("\noptions:\n");
    for (Option option : options) {
      line(text, option);
    }
    line(text, HELP);
    if (!notes.isEmpty()) {
      text.append('\n').append(notes.stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Option option) {
    String left =
        "  "
            + option.alias().map(alias -> alias + ", ").orElse("")
            + option.name()
            + option.value().map(value -> " " + value).orElse("");
    text.append(left);
    if (left.length() + 2 > COLUMN) {
      text.append('\n').repeat(' ', COLUMN);
    } else {
      text.repeat(' ', COLUMN - left.length());
    }
    wrap(text, option.help(), COLUMN);
  }

  /// Appends words; the first line begins where the text stands, the others at `indent`.
  private static void wrap(StringBuilder text, String words, int indent) {
    int column = indent;
    for (String word : words.split(" ", -1)) {
      if (column > indent && column + 1 + word.length() > WIDTH) {
        text.append('\n').repeat(' ', indent);
        column = indent;
      } else if (column > indent) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    text.append('\n');
  }
}
