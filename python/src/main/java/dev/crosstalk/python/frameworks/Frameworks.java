package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.WebApplication.Middleware;
import dev.crosstalk.python.frameworks.WebApplication.Route;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.python.types.TypeReader;
import java.util.ArrayList;
import java.util.List;

/// All frameworks through which requests enter a program.
public final class Frameworks {
  /// FastAPI and Starlette are read by {@link WebReader}.
  private static List<FrameworkModel> others(Vocabulary vocabulary) {
    return List.of(
        new Aiohttp(),
        new Asgi(),
        new Chainlit(),
        new Gradio(),
        new Litestar(),
        new Mcp(),
        new NiceGui(),
        new ProjectDecorators(vocabulary),
        new Quart(),
        new Sanic(),
        new Strawberry(),
        new Workers(),
        new Wrappers());
  }

  private Frameworks() {}

  /// Reads the entry points of all frameworks.
  ///
  /// @param vocabulary what the project says about its decorators
  public static WebApplication read(TypeReader types, Vocabulary vocabulary) {
    WebApplication first = new WebReader(types).read();
    EntryPoints entries = new EntryPoints(types);
    first.routes().forEach(route -> entries.isTaken(route.handler()));
    for (FrameworkModel model : others(vocabulary)) {
      for (SourceModule module : types.linker().modules().sorted()) {
        if (module.source().text().contains(model.marker())) {
          model.read(module, entries);
        }
      }
    }
    List<Route> routes = new ArrayList<>(first.routes());
    routes.addAll(entries.routes());
    List<Middleware> middlewares = new ArrayList<>(first.middlewares());
    middlewares.addAll(entries.middlewares());
    return new WebApplication(routes, middlewares, first.lifecycles());
  }
}
