package dev.crosstalk.drive.agent;

import java.nio.file.Path;
import java.util.List;

/// The application to run and how.
///
/// @param interpreter command or path of the application's Python
/// @param app `module:name`, or `module:factory()`
/// @param folder the application's folder, first on its module path
/// @param allowedHosts hosts beyond this machine that it may reach
/// @param allowedDatabases databases of servers that it may open, and change
/// @param memoryMegabytes address space of one run; 0 for no bound
public record Target(
    String interpreter,
    String app,
    Path folder,
    List<String> allowedHosts,
    List<String> allowedDatabases,
    int memoryMegabytes) {

  public Target {
    allowedHosts = List.copyOf(allowedHosts);
    allowedDatabases = List.copyOf(allowedDatabases);
  }
}
