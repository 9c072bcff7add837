package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.EntryPoints.Decoration;
import dev.crosstalk.python.frameworks.EntryPoints.Entry;
import dev.crosstalk.python.names.SourceModule;

/// NiceGUI: `@ui.page` functions run once for each visitor, on the event loop, `def` or not.
/// Callbacks of widgets are nested functions and lambdas; they are not followed.
final class NiceGui implements FrameworkModel {
  @Override
  public String marker() {
    return "nicegui";
  }

  @Override
  public void read(SourceModule module, EntryPoints entries) {
    for (Decoration each : EntryPoints.decorations(module)) {
      String name = entries.libraryName(each.target(), each.scope());
      if (name.equals("nicegui.ui.page")) {
        String path = EntryPoints.text(each.call(), 0, "path", each.scope()).orElse("?");
        entries.add("nicegui", each.function(), Entry.call("page", path, false));
      }
    }
  }
}
