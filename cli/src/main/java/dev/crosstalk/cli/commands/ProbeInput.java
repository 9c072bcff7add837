package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.drive.http.SpecFetch;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.drive.http.Techniques;
import dev.crosstalk.openapi.copied.Copied;
import dev.crosstalk.openapi.copied.CopiedRequests;
import dev.crosstalk.openapi.copied.CurlLine;
import dev.crosstalk.openapi.copied.HarFile;
import dev.crosstalk.openapi.copied.RawRequest;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.IdentityFile;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.invariant.InvariantFile;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the verbs that race a service read first: the document, the identities, files.
final class ProbeInput {
  private ProbeInput() {}

  static Spec spec(Arguments arguments, Shell shell, HttpTarget target, Set<String> hosts)
      throws TargetException, DocumentException {
    String where =
        arguments.value(ProbeOptions.OPENAPI).orElseGet(() -> target.url() + "/openapi.json");
    try {
      Object document =
          where.startsWith("http://") || where.startsWith("https://")
              ? Documents.parse(SpecFetch.fetch(where, hosts, arguments.has(ProbeOptions.INSECURE)))
              : Documents.read(shell.resolve(where));
      return Spec.of(document);
    } catch (DocumentException broken) {
      throw new DocumentException("%s: %s".formatted(where, broken.getMessage()), broken);
    } catch (TargetException missing) {
      throw new TargetException(
          "%s%s"
              .formatted(
                  missing.getMessage(),
                  arguments.has(ProbeOptions.OPENAPI)
                      ? ""
                      : "; name the document with --openapi, or scenarios with --scenario"),
          missing);
    }
  }

  static List<Identity> identities(Arguments arguments, Shell shell) throws DocumentException {
    Optional<String> file = arguments.value(ProbeOptions.IDENTITIES);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return new IdentityFile(shell::variable).parse(text(file.get(), shell));
    } catch (DocumentException wrong) {
      throw new DocumentException("%s: %s".formatted(file.get(), wrong.getMessage()), wrong);
    }
  }

  /// The invariants of every file that the user named.
  ///
  /// @param own the option for a file of their own
  /// @param others options for files that may hold them
  static List<Invariant> invariants(Arguments arguments, Shell shell, Option own, Option... others)
      throws DocumentException {
    List<Invariant> all = new ArrayList<>();
    for (Option option : Stream.concat(Stream.of(own), Stream.of(others)).toList()) {
      Optional<String> file = arguments.value(option);
      if (file.isPresent()) {
        List<Invariant> found;
        try {
          String text = text(file.get(), shell);
          found = InvariantFile.parse(text);
        } catch (DocumentException wrong) {
          throw new DocumentException("%s: %s".formatted(file.get(), wrong.getMessage()), wrong);
        }
        if (found.isEmpty() && option.equals(own)) {
          throw new DocumentException(file.get() + ": it holds no [[invariant]] tables");
        }
        all.addAll(found);
      }
    }
    if (all.stream().map(Invariant::name).distinct().count() < all.size()) {
      throw new DocumentException("two files give an invariant of the same name");
    }
    return all;
  }

  static String text(String file, Shell shell) throws DocumentException {
    Path path = shell.resolve(file);
    try {
      if (Files.size(path) > Documents.MAX_BYTES) {
        throw new DocumentException("%s is too large".formatted(file));
      }
      return Files.readString(path);
    } catch (MalformedInputException notText) {
      throw new DocumentException("%s is not UTF-8 text".formatted(file), notText);
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read %s".formatted(file), unreadable);
    }
  }

  /// True when the user gave requests that were copied from elsewhere.
  static boolean isCopied(Arguments arguments) {
    return arguments.has(ProbeOptions.CURL)
        || arguments.has(ProbeOptions.HAR)
        || arguments.has(ProbeOptions.REQUEST);
  }

  /// The copied requests, in the order of the arguments.
  static List<Copied> copied(Arguments arguments, Shell shell, HttpTarget target)
      throws DocumentException {
    List<Copied> found = new ArrayList<>();
    for (Arguments.Given given :
        arguments.inOrder(ProbeOptions.CURL, ProbeOptions.HAR, ProbeOptions.REQUEST)) {
      if (given.option().equals(ProbeOptions.CURL)) {
        found.add(CurlLine.parse(given.value()));
      } else if (given.option().equals(ProbeOptions.HAR)) {
        found.addAll(HarFile.parse(text(given.value(), shell), target.authority()));
      } else {
        found.add(RawRequest.parse(text(given.value(), shell)));
      }
    }
    for (Copied copied : found) {
      if (!copied.authority().isEmpty() && !copied.authority().equals(target.authority())) {
        throw new DocumentException(
            "%s was copied from %s, not from %s"
                .formatted(copied, copied.authority(), target.authority()));
      }
    }
    return found;
  }

  /// The plans as documents may have them: copied credentials are left out.
  static List<ScenarioPlan> printable(Arguments arguments, List<ScenarioPlan> plans) {
    return isCopied(arguments)
        ? plans.stream().map(CopiedRequests::withoutCredentials).toList()
        : plans;
  }

  /// The plans whose names the user wants.
  static List<ScenarioPlan> chosen(Arguments arguments, List<ScenarioPlan> plans) {
    List<String> include = arguments.list(ProbeOptions.INCLUDE).orElse(List.of(""));
    List<String> exclude = arguments.list(ProbeOptions.EXCLUDE).orElse(List.of());
    return plans.stream()
        .filter(plan -> include.stream().anyMatch(plan.name()::contains))
        .filter(plan -> exclude.stream().noneMatch(plan.name()::contains))
        .toList();
  }

  /// @param rounds when the user names none
  static ProbeSettings settings(Arguments arguments, int rounds) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : arguments.list(ProbeOptions.HEADER).orElse(List.of())) {
      int colon = header.indexOf(':');
      if (colon <= 0) {
        throw new UsageException("--header needs NAME:VALUE, not '%s'".formatted(header));
      }
      headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    return new ProbeSettings(
        arguments.number(ProbeOptions.ROUNDS, 1, 1_000).orElse(rounds),
        Duration.ofSeconds(arguments.number(ProbeOptions.DURATION, 1, 36_000).orElse(60)),
        Duration.ofSeconds(arguments.number(ProbeOptions.TIMEOUT, 1, 600).orElse(10)),
        headers,
        arguments
            .value(ProbeOptions.TECHNIQUE)
            .map(word -> Techniques.Wish.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
            .orElse(Techniques.Wish.AUTO));
  }

  static void checkIdentities(List<ScenarioPlan> plans, List<Identity> identities)
      throws DocumentException {
    Set<String> known = Set.copyOf(identities.stream().map(Identity::name).toList());
    for (ScenarioPlan plan : plans) {
      for (RequestTemplate request : requests(plan)) {
        if (request.identity().filter(name -> !known.contains(name)).isPresent()
            && !identities.isEmpty()) {
          throw new DocumentException(
              "scenario `%s` names the identity `%s`, which the identities file does not have"
                  .formatted(plan.name(), request.identity().get()));
        }
      }
    }
  }

  static List<RequestTemplate> requests(ScenarioPlan plan) {
    return Stream.of(plan.setUp(), plan.racing(), plan.readBack(), plan.cleanUp())
        .flatMap(List::stream)
        .toList();
  }
}
