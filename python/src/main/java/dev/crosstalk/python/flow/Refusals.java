package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which checks of shared places decide that a request is refused with an error of HTTP, while
/// requests change the place: limits, registries of jobs and sessions, keys that were seen. Such a
/// place has to be one for all processes; a cache, whose miss refuses nobody, has not.
final class Refusals {
  private static final int MOST = 2000;
  private static final int FIRST_ERROR = 400;
  private static final Set<Owner> OWNERS =
      Set.of(Owner.MODULE, Owner.CLOSURE, Owner.INSTANCE, Owner.CLASS_BODY, Owner.LIFESPAN);

  private static final Set<String> AIOHTTP =
      Set.of(
          "HTTPBadRequest",
          "HTTPUnauthorized",
          "HTTPForbidden",
          "HTTPNotFound",
          "HTTPConflict",
          "HTTPGone",
          "HTTPPreconditionFailed",
          "HTTPUnprocessableEntity",
          "HTTPTooManyRequests",
          "HTTPServiceUnavailable");

  private final Walk walk;
  private final Map<String, Check> checks = new LinkedHashMap<>();

  /// @param own the request itself wrote the place before
  private record Check(Location location, Access access, boolean own, List<String> origins) {}

  /// Changes by requests, a few for each place.
  static final class Changed {
    private static final int MOST = 8;
    private final Map<String, List<Change>> byRoot = new HashMap<>();

    /// @param adds what was there before matters to what is there after
    private record Change(Location location, Access access, boolean adds, String origin) {}

    void add(Location location, Value value, Tracker.Write how, Access access, String origin) {
      boolean adds =
          how.change() != Hazard.Change.STORE
              || value.reads().stream().anyMatch(read -> read.location.key.equals(location.key));
      add(location, access, adds, origin);
    }

    private void add(Location location, Access access, boolean adds, String origin) {
      if (!OWNERS.contains(location.owner)) {
        return;
      }
      List<Change> known = byRoot.computeIfAbsent(root(location), _ -> new ArrayList<>(2));
      if (known.size() < MOST
          && known.stream()
              .noneMatch(each -> each.location().key.equals(location.key) && each.adds() == adds)) {
        known.add(new Change(location, access, adds, origin));
      }
    }

    private Optional<Change> of(Check check) {
      return byRoot.getOrDefault(root(check.location()), List.of()).stream()
          .filter(each -> each.location().overlaps(check.location()))
          .filter(each -> each.adds() || !check.own())
          .findFirst();
    }

    private static String root(Location location) {
      Location root = location;
      while (root.parent != null) {
        root = root.parent;
      }
      return root.key;
    }
  }

  Refusals(Walk walk) {
    this.walk = walk;
  }

  /// A branch was decided by these reads.
  ///
  /// @param rest what follows when neither side leaves
  void decided(
      PyTree.If branch, List<PyTree.Stmt> rest, Set<ReadEvent> reads, Frame frame, State state) {
    if (refuses(branch.body(), frame)
        || refuses(branch.orElse(), frame)
        || (Tests.alwaysLeaves(branch.body())
            && branch.orElse().isEmpty()
            && refuses(rest, frame))) {
      reads.forEach(read -> note(read, state));
    }
  }

  /// An item was asked for in a `try` and is not there.
  ///
  /// @param paths what holds where the body failed or returned
  void missed(PyTree.Try attempt, PyTree.ExceptHandler handler, List<State> paths, Frame frame) {
    if (!refuses(handler.body(), frame)) {
      return;
    }
    for (State path : paths) {
      path.reads.forEach((read, _) -> {
        if (read.location.isItem()
            && read.access.site().module() == frame.module
            && Restores.isIn(read.access.site().node(), attempt.body())) {
          note(read, path);
        }
      });
    }
  }

  private void note(ReadEvent read, State state) {
    Location location = read.location;
    if (walk.tracker.isMuted() || !OWNERS.contains(location.owner) || checks.size() >= MOST) {
      return;
    }
    String origin = walk.tracker.origin();
    List<String> origins =
        checks
            .computeIfAbsent(
                location.key + "\n" + read.access.site().key(),
                _ -> new Check(location, read.access, state.wrote(location), new ArrayList<>(1)))
            .origins();
    if (!origins.contains(origin)) {
      origins.add(origin);
    }
  }

  /// An item was stored under a key that only this request has. Nobody else writes it, but others
  /// ask for it when the key is handed out.
  void storedUnderOwnKey(
      Location container, String key, String value, PyTree statement, Frame frame) {
    if (!walk.tracker.isMuted()) {
      Access access = new Access(frame.site(statement), frame.calls(), value);
      walk.tracker.changesSeen.add(container.anyItem(key, ""), access, true, walk.tracker.origin());
    }
  }

  /// Matches checks with the changes of all requests.
  void finish() {
    for (Check check : checks.values()) {
      walk.tracker
          .changesSeen
          .of(check)
          .ifPresent(change -> {
            for (String origin : check.origins()) {
              walk.tracker.episodes.add(
                  Episode.Kind.REFUSED_BY_OWN_STATE,
                  check.location().display,
                  check.location(),
                  check.access(),
                  null,
                  null,
                  change.access(),
                  origin,
                  change.origin());
            }
          });
    }
  }

  /// True when a block ends in an error that the client gets: an exception of HTTP, or an answer
  /// with a status from 400.
  private boolean refuses(List<PyTree.Stmt> body, Frame frame) {
    for (PyTree.Stmt statement : body) {
      switch (statement) {
        case PyTree.Raise raise -> {
          return raise.exception() != null && isHttpError(raise.exception(), frame);
        }
        case PyTree.Return result -> {
          return result.value() instanceof PyTree.Call call && isError(call, frame);
        }
        case PyTree.If _, PyTree.For _, PyTree.While _, PyTree.Try _, PyTree.With _ -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private boolean isHttpError(PyTree.Expr raised, Frame frame) {
    PyTree.Expr type = raised instanceof PyTree.Call call ? call.function() : raised;
    return switch (walk.types.ofExpression(type, walk.expressions.scope(frame))) {
      case Type.LibraryObject(String name) -> isHttpError(name);
      case Type.ClassObject(dev.crosstalk.python.names.ClassSymbol symbol) ->
          walk.linker.libraryBases(symbol).stream().anyMatch(Refusals::isHttpError);
      default -> false;
    };
  }

  private static boolean isHttpError(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return last.equals("HTTPException")
        || last.equals("WebSocketException")
        || (name.startsWith("aiohttp.web") && AIOHTTP.contains(last));
  }

  private boolean isError(PyTree.Call call, Frame frame) {
    for (PyTree.Argument argument : call.arguments()) {
      if ("status_code".equals(argument.name()) || "status".equals(argument.name())) {
        return status(argument.value(), frame) >= FIRST_ERROR;
      }
    }
    return false;
  }

  private static long status(PyTree.Expr value, Frame frame) {
    if (value instanceof PyTree.NumberLiteral number) {
      return Literals.number(number, frame.module.source()).orElse(0L);
    }
    // status.HTTP_404_NOT_FOUND
    return value instanceof PyTree.Attribute attribute ? named(attribute.name()) : 0;
  }

  private static long named(@Nullable String name) {
    return name != null && name.matches("HTTP_[1-5]\\d\\d_\\w+")
        ? Long.parseLong(name.substring(5, 8))
        : 0;
  }
}
