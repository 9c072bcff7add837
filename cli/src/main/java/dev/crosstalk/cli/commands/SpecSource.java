package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.http.SpecFetch;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Where an OpenAPI document comes from: a file, a URL, or an application that is loaded and asked.
final class SpecSource {
  private SpecSource() {}

  static Object read(String given, Arguments arguments, Shell shell)
      throws DocumentException, TargetException, AgentException, IOException {
    if (given.startsWith("http://") || given.startsWith("https://")) {
      Set<String> hosts = Set.copyOf(arguments.list(ProbeOptions.ALLOW_HOST).orElse(List.of()));
      return Documents.parse(SpecFetch.fetch(given, hosts, arguments.has(ProbeOptions.INSECURE)));
    }
    Path file = shell.resolve(given);
    if (!Files.exists(file)) {
      if (given.matches("[A-Za-z_][\\w.]*:[A-Za-z_][\\w.]*(\\(\\))?")) {
        return ofApplication(given, arguments, shell);
      }
      throw new DocumentException("there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new DocumentException("it is a folder; name the OpenAPI file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Documents.parse(Documents.readBounded(in));
    } catch (IOException unreadable) {
      throw new DocumentException("cannot be read", unreadable);
    }
  }

  private static Object ofApplication(String app, Arguments arguments, Shell shell)
      throws AgentException, DocumentException {
    try (AgentLink link = AgentLink.start(ExploreOptions.target(arguments, shell, app))) {
      return link.openapi()
          .orElseThrow(() -> new DocumentException("the application makes no OpenAPI document"));
    }
  }
}
