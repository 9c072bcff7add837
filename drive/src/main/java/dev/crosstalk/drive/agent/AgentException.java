package dev.crosstalk.drive.agent;

/// The agent cannot be started, cannot load the application, or went away.
public final class AgentException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /// Whose trouble it is.
  public enum Kind {
    /// The user's: interpreter, application, environment.
    TARGET,
    /// Ours.
    INTERNAL
  }

  /// @param message one line with what to do
  public AgentException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// Whose trouble it is.
  public Kind kind() {
    return kind;
  }
}
