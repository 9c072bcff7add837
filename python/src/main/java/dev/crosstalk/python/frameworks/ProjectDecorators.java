package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Bound;
import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.python.names.Vocabulary.Word;

/// Decorators of which the project says that they make a function serve requests or jobs.
final class ProjectDecorators implements FrameworkModel {
  private final Vocabulary vocabulary;

  ProjectDecorators(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public String marker() {
    return "@";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    if (!vocabulary.names().containsKey(Word.ENTRY_POINT)) {
      return;
    }
    for (Decoration each : EntryPoints.decorations(module)) {
      if (vocabulary.is(Word.ENTRY_POINT, name(each, entries))) {
        entries.add(
            "project",
            each.function(),
            Entry.call("call", each.function().name(), !each.function().async()));
      }
    }
  }

  private static String name(Decoration each, EntryPoints entries) {
    Bound bound = entries.function(each.target(), each.scope());
    if (bound != null) {
      return bound.function().dottedName();
    }
    String library = entries.libraryName(each.target(), each.scope());
    if (!library.isEmpty() || each.owner() == null) {
      return library;
    }
    String type = entries.libraryClass(each.owner(), each.scope());
    return type.isEmpty() ? "" : type + "." + each.method();
  }
}
