package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.drive.agent.Boundary;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `crosstalk boundary`: how far a claim of `explore` reaches.
public final class BoundaryCommand implements Command {
  private static final Option FORMAT =
      Option.choice("--output-format", "FORMAT", List.of("full", "json"), "full or json.");
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk boundary [OPTION]...",
          "Print what explore controls, restores, waits for, detects and refuses, and what escapes"
              + " it. Each line has a test of the agent.",
          List.of(FORMAT),
          "");

  @Override
  public String name() {
    return "boundary";
  }

  @Override
  public String summary() {
    return "print what explore controls and what escapes it";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (!arguments.operands().isEmpty()) {
      throw new UsageException("boundary takes no operand");
    }
    if (arguments.value(FORMAT).orElse("full").equals("json")) {
      List<Object> rows = new ArrayList<>();
      for (Boundary.Line line : Boundary.lines()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", line.kind());
        row.put("what", line.what());
        row.put("how", line.how());
        row.put("test", line.test());
        rows.add(row);
      }
      shell.out().append(Json.write(Map.of("boundary", rows))).append('\n');
      return ExitCode.CLEAN;
    }
    String kind = "";
    for (Boundary.Line line : Boundary.lines()) {
      if (!line.kind().equals(kind)) {
        shell.out().append(kind.isEmpty() ? "" : "\n").append(line.kind()).append('\n');
        kind = line.kind();
      }
      shell.out().append("  ").append(line.what()).append("\n      ");
      shell.out().append(line.how()).append('\n');
    }
    return ExitCode.CLEAN;
  }
}
