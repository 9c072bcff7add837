package dev.crosstalk.report.ci;

import dev.crosstalk.model.Report;

/// Paths as a service that has checked out the repository knows them: the folder that was scanned
/// and the path below it, so that `crosstalk scan backend` marks `backend/app/main.py`.
public final class RepositoryPath {
  private RepositoryPath() {}

  /// A path of the report, seen from where the command ran.
  public static String of(Report report, String path) {
    String root = report.root().replace('\\', '/');
    while (root.startsWith("./")) {
      root = root.substring(2);
    }
    while (root.length() > 1 && root.endsWith("/")) {
      root = root.substring(0, root.length() - 1);
    }
    return root.isEmpty() || root.equals(".") || path.startsWith("/") ? path : root + "/" + path;
  }
}
