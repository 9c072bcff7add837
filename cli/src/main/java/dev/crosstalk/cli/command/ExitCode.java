package dev.crosstalk.cli.command;

/// What the process tells its caller; the same in every output format.
public final class ExitCode {
  /// Nothing at or above the threshold was found.
  public static final int CLEAN = 0;

  /// Something at or above the threshold was found.
  public static final int FINDINGS = 1;

  /// The request cannot be carried out in full: usage, input or target. Wins over {@link
  /// #FINDINGS}.
  public static final int TROUBLE = 2;

  /// A defect of Crosstalk.
  public static final int DEFECT = 3;

  /// The user interrupted; what was found is printed.
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
