package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.names.SourceModule;

/// What one framework adds to a program: how requests enter it there. One framework, one file, one
/// page in `docs/frameworks.md`; {@link Frameworks} is the list.
interface FrameworkModel {

  /// A text that stands in every file that uses the framework; others are not read.
  String marker();

  /// Reads one module and adds what it finds to `entries`. Modules come in the order of their
  /// paths.
  void read(SourceModule module, EntryPoints entries);
}
