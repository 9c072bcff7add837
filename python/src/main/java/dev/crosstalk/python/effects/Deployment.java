package dev.crosstalk.python.effects;

/// A file beside the program that starts it in several processes.
///
/// @param root the folder that the started application lies in, relative to the root of the report:
///   empty, or with a `/` at its end
/// @param workers how many, as a reader would say it, for example `4` or `one for each core`
/// @param source the file, relative to the root of the report
/// @param line 1-based
public record Deployment(String root, String workers, String source, int line) {

  /// Whether a file belongs to what is started.
  public boolean starts(String path) {
    return path.startsWith(root);
  }
}
