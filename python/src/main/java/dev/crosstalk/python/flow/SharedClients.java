package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.flow.Tracker.Write;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.LibraryClasses;
import dev.crosstalk.python.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Clients of libraries that outlive a request: what is set on them goes out with every later call.
/// A client made on the path of the request has no location and is left alone.
final class SharedClients {
  private static final Set<String> CLIENTS =
      Set.of(
          "httpx.Client",
          "httpx.AsyncClient",
          "requests.Session",
          "requests.session",
          "requests.sessions.Session",
          "aiohttp.ClientSession",
          "aiohttp.client.ClientSession",
          "niquests.Session",
          "niquests.AsyncSession",
          "curl_cffi.requests.Session",
          "curl_cffi.requests.AsyncSession",
          "requests_oauthlib.OAuth2Session",
          "authlib.integrations.httpx_client.AsyncOAuth2Client",
          "urllib3.PoolManager",
          "openai.OpenAI",
          "openai.AsyncOpenAI",
          "openai.AzureOpenAI",
          "openai.AsyncAzureOpenAI",
          "anthropic.Anthropic",
          "anthropic.AsyncAnthropic");
  private static final Set<String> LOGGERS =
      Set.of(
          "logging.LoggerAdapter", "logging.getLogger", "logging.Logger", "logging.StreamHandler");

  /// What a client sends along with each call.
  private static final Set<String> SENT =
      Set.of(
          "headers",
          "cookies",
          "cookie_jar",
          "auth",
          "params",
          "base_url",
          "proxies",
          "cert",
          "api_key",
          "organization",
          "token",
          "default_headers",
          "_default_headers",
          "_custom_headers",
          "extra");

  private static final Set<String> CHANGES =
      Set.of("update", "set", "setdefault", "add", "update_cookies", "set_cookie", "__setitem__");

  /// Methods that send nothing.
  private static final Set<String> QUIET =
      Set.of("close", "aclose", "mount", "with_options", "copy", "__aenter__", "__enter__");

  private final Walk walk;
  private final Map<String, Location> roots = new HashMap<>();

  SharedClients(Walk walk) {
    this.walk = walk;
  }

  private boolean isClient(Type type) {
    return switch (type) {
      case Type.Library(String name) -> CLIENTS.contains(name) || LOGGERS.contains(name);
      case Type.Instance(var symbol) ->
          walk.linker.libraryBases(symbol).stream().anyMatch(CLIENTS::contains);
      default -> false;
    };
  }

  private @Nullable Location clientAt(Value object) {
    Location location = object.location();
    if (location == null || isOf(location) || !isClient(object.type())) {
      return null;
    }
    return roots.computeIfAbsent(
        "client:" + location.key,
        key -> Location.root(key, location.display, ownerOf(object.type()), location.definition));
  }

  private static SharedPlace.Owner ownerOf(Type type) {
    return type instanceof Type.Library(String name) && LOGGERS.contains(name)
        ? SharedPlace.Owner.LOGGING
        : SharedPlace.Owner.CLIENT;
  }

  private static boolean isOf(Location location) {
    return location.owner == SharedPlace.Owner.CLIENT
        || location.owner == SharedPlace.Owner.LOGGING;
  }

  /// `client.name`, or null when the object is no shared client or the attribute is its class's
  /// own.
  @Nullable Value attribute(Value object, String name) {
    Location location = object.location();
    if (location == null) {
      return null;
    }
    Location client = isOf(location) ? location : clientAt(object);
    if (client == null) {
      return null;
    }
    Location part = SENT.contains(name) && client.isRoot() ? client.attribute(name) : client;
    boolean whole = part.isRoot() && object.type() instanceof Type.Library;
    Type type = whole ? object.type() : new Type.Library(part.display);
    Value receiver = Value.of(type).withLocation(client);
    return new Value(
        type instanceof Type.Library(String owner) && whole
            ? new Type.Library(LibraryClasses.canonical(owner) + "." + name)
            : type,
        part,
        object.taint(),
        null,
        "",
        object.reads(),
        null,
        new Callee.Method(receiver, name),
        List.of(),
        Value.Special.NONE);
  }

  /// `client.name = value`; false when the object is no shared client.
  boolean storeAttribute(
      Value object, String name, Value value, String text, PyTree node, Frame frame, State state) {
    Location client = clientAt(object);
    if (client == null || !SENT.contains(name)) {
      return false;
    }
    write(client.attribute(name), value, text, node, frame, state);
    return true;
  }

  /// `client.headers[key] = value`; false when the object is no part of a shared client.
  boolean storeItem(
      Value object,
      Value key,
      String keyText,
      Value value,
      String text,
      PyTree node,
      Frame frame,
      State state) {
    Location part = object.location();
    if (part == null || !isOf(part) || part.isRoot()) {
      return false;
    }
    write(part.item(shown(key, keyText)), value, text, node, frame, state);
    return true;
  }

  private static String shown(Value key, String text) {
    return key.constant() instanceof String constant ? "\"" + constant + "\"" : text;
  }

  /// A method of a shared client or of its headers: a change, or a call that sends.
  void method(
      Value receiver,
      String name,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state) {
    Location location = receiver.location();
    if (location == null) {
      return;
    }
    Location part = isOf(location) ? location : clientAt(receiver);
    if (part == null) {
      return;
    }
    if (!part.isRoot()) {
      if (CHANGES.contains(name)) {
        Value given = Value.derived(Type.UNKNOWN, arguments.taint(), arguments.reads());
        write(part.item("…"), given, "…", node, frame, state);
      } else if (name.equals("clear")) {
        walk.tracker.write(part, Value.SCALAR, "", Write.STORE, walk.at(node, frame), state);
      }
    } else if (name.equals("addFilter") || name.equals("setFormatter")) {
      walk.tracker.keep(part.attribute(name), arguments.taint(), "…", walk.at(node, frame), state);
    } else if (!QUIET.contains(name) && !CHANGES.contains(name)) {
      walk.tracker.use(part, walk.at(node, frame), state);
    }
  }

  private void write(
      Location place, Value value, String text, PyTree node, Frame frame, State state) {
    walk.tracker.write(place, value, text, Write.STORE, walk.at(node, frame), state);
  }
}
