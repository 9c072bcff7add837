package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.report.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which documents a run makes: what `--output-format` and `--output-file` ask for together.
///
/// A file gets the format that stands before it, and each format serves one file; a format without
/// a file is printed. A file without a format goes by its ending.
final class Outputs {
  /// The name that stands for standard output.
  private static final String PRINTED = "-";

  /// One document; without a file it is printed.
  record Output(Optional<String> file, ReportFormat format) {
    boolean isPrinted() {
      return file.isEmpty();
    }
  }

  private Outputs() {}

  /// At least one, and at most one that is printed.
  ///
  /// @param otherwise the format where nothing decides
  static List<Output> of(Arguments arguments, ReportFormat otherwise) {
    List<Output> outputs = new ArrayList<>();
    Optional<ReportFormat> open = Optional.empty();
    List<Arguments.Given> given = arguments.inOrder(ScanOptions.FORMAT, OutputOptions.FILE);
    if (isFileThenFormat(given)) {
      given = given.reversed();
    }
    for (Arguments.Given each : given) {
      if (each.option().equals(ScanOptions.FORMAT)) {
        open.ifPresent(format -> outputs.add(new Output(Optional.empty(), format)));
        open = ReportFormat.of(each.value());
      } else {
        String file = each.value();
        ReportFormat format = open.or(() -> ReportFormat.ofFile(file)).orElse(otherwise);
        outputs.add(new Output(Optional.of(file).filter(name -> !name.equals(PRINTED)), format));
        open = Optional.empty();
      }
    }
    open.ifPresent(format -> outputs.add(new Output(Optional.empty(), format)));
    if (outputs.isEmpty()) {
      outputs.add(new Output(Optional.empty(), otherwise));
    }
    List<ReportFormat> printed =
        outputs.stream().filter(Output::isPrinted).map(Output::format).toList();
    if (printed.size() > 1) {
      throw new UsageException(
          "%s and %s cannot both be printed; put --output-file FILE after the format that goes to"
                  .formatted(printed.getFirst().label(), printed.getLast().label())
              + " a file");
    }
    List<String> files = outputs.stream().flatMap(each -> each.file().stream()).toList();
    if (files.stream().distinct().count() < files.size()) {
      throw new UsageException("--output-file names the same file twice");
    }
    return List.copyOf(outputs);
  }

  /// With one of each, the order says nothing.
  private static boolean isFileThenFormat(List<Arguments.Given> given) {
    return given.size() == 2
        && given.getFirst().option().equals(OutputOptions.FILE)
        && given.getLast().option().equals(ScanOptions.FORMAT);
  }
}
