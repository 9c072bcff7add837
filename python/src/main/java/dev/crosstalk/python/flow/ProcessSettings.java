package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.flow.Tracker.Write;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settings that all code of the process sees: environment, working directory, locale, standard
/// streams, variables of library modules. A request that changes one changes it for all requests.
final class ProcessSettings {
  /// Functions that set something, with the setting's name.
  private static final Map<String, String> SETTERS =
      Map.ofEntries(
          Map.entry("os.putenv", "os.environ"),
          Map.entry("os.environ.update", "os.environ"),
          Map.entry("os.environ.setdefault", "os.environ"),
          Map.entry("os.environ.__setitem__", "os.environ"),
          Map.entry("os.chdir", "working directory"),
          Map.entry("os.umask", "umask"),
          Map.entry("locale.setlocale", "locale"),
          Map.entry("socket.setdefaulttimeout", "socket default timeout"),
          Map.entry("gettext.install", "gettext translation"),
          Map.entry("random.seed", "random seed"),
          Map.entry("numpy.random.seed", "numpy random seed"),
          Map.entry("torch.manual_seed", "torch seed"));

  /// Context managers that replace a stream of the process until they are left.
  private static final Map<String, String> REDIRECTS =
      Map.of(
          "contextlib.redirect_stdout", "sys.stdout",
          "contextlib.redirect_stderr", "sys.stderr",
          "contextlib.chdir", "working directory");

  /// Functions that bind a context for everything that is logged from here on: in coroutines all
  /// requests share the thread.
  private static final Set<String> LOGGING =
      Set.of(
          "structlog.threadlocal.bind_threadlocal",
          "loguru.logger.configure",
          "logging.setLogRecordFactory");

  private static final Set<String> STREAMS =
      Set.of("sys.stdout", "sys.stderr", "sys.stdin", "sys.argv", "sys.path");

  private final Walk walk;
  private final Map<String, Location> roots = new HashMap<>();

  ProcessSettings(Walk walk) {
    this.walk = walk;
  }

  private Location at(String name) {
    return roots.computeIfAbsent(
        "process:" + name, key -> Location.root(key, name, SharedPlace.Owner.PROCESS, null));
  }

  /// A call of a library function by qualified name.
  void call(String name, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    String setting = SETTERS.get(name);
    if (setting != null) {
      int taint = arguments.taint();
      boolean replaces = setting.equals("working directory") || setting.equals("umask");
      write(at(setting), taint, replaces, "…", node, frame, state);
      return;
    }
    String stream = REDIRECTS.get(name);
    if (stream != null) {
      write(at(stream), arguments.taint(), true, "…", node, frame, state);
    }
    if (LOGGING.contains(name)) {
      Location place =
          roots.computeIfAbsent(
              "logging:" + name, key -> Location.root(key, name, SharedPlace.Owner.LOGGING, null));
      walk.tracker.keep(place, arguments.taint(), "…", walk.at(node, frame), state);
    }
  }

  /// Keys of the settings that this path has changed and not put back.
  Set<String> inForce(State state) {
    if (!walk.tracker.settingsChanged()) {
      return Set.of();
    }
    Set<String> found = new HashSet<>();
    for (State.WriteFact fact : state.writes.values()) {
      if (fact.location().owner == SharedPlace.Owner.PROCESS) {
        found.add(fact.location().key);
      }
    }
    return found;
  }

  /// Leaves a `with` whose context manager changed settings when it was entered: it puts them back.
  static void restore(Set<String> outside, Set<String> inside, State state) {
    for (State.WriteFact fact : state.writes.values()) {
      String key = fact.location().key;
      if (inside.contains(key) && !outside.contains(key)) {
        state.putWrite(fact.location(), null, old -> old.location().key.equals(key));
      }
    }
  }

  /// `module.name = value`.
  void storeAttribute(
      Value object,
      String name,
      PyTree statement,
      Value value,
      String text,
      Frame frame,
      State state) {
    if (!(object.type() instanceof Type.LibraryObject(String owner))) {
      return;
    }
    String setting = owner + "." + name;
    if (STREAMS.contains(setting)) {
      boolean restores =
          value.type() instanceof Type.LibraryObject(String old) && old.startsWith("sys.");
      write(at(setting), value.allTaint(), !restores, text, statement, frame, state);
    } else if (isModule(target(statement, name), frame, state)) {
      write(at(setting), value.allTaint(), false, text, statement, frame, state);
    }
  }

  /// `os.environ[key] = value` and the like; false when the object is none of a library's own.
  boolean storeItem(
      Value object,
      Value key,
      String keyText,
      Value value,
      String text,
      PyTree statement,
      Frame frame,
      State state) {
    if (!(object.type() instanceof Type.LibraryObject(String name))) {
      return false;
    }
    boolean known = name.equals("os.environ");
    if (known) {
      String shown = key.constant() instanceof String constant ? "\"" + constant + "\"" : keyText;
      write(at(name).item(shown), value.allTaint(), false, text, statement, frame, state);
    }
    return known;
  }

  private static PyTree.@Nullable Expr target(PyTree statement, String name) {
    List<PyTree.Expr> targets =
        switch (statement) {
          case PyTree.Assign assign -> assign.targets();
          case PyTree.AnnAssign assign -> List.of(assign.target());
          default -> List.of();
        };
    for (PyTree.Expr each : targets) {
      if (each instanceof PyTree.Attribute attribute && attribute.name().equals(name)) {
        return attribute.value();
      }
    }
    return null;
  }

  /// True for a name that an `import` binds to a library's module. What `from … import` binds may
  /// be an object of the request, such as a proxy.
  private static boolean isModule(PyTree.@Nullable Expr expression, Frame frame, State state) {
    if (!(expression instanceof PyTree.Name name)) {
      return false;
    }
    List<Binding> bindings =
        frame.function != null && frame.function.locals().local().contains(name.name())
            ? frame.function.locals().bindings().getOrDefault(name.name(), List.of())
            : frame.module.bindings(name.name());
    return !bindings.isEmpty()
        && bindings.stream().allMatch(Binding.ImportedModule.class::isInstance)
        && isLibraryOrUnbound(state.env.get(name.name()));
  }

  private static boolean isLibraryOrUnbound(@Nullable Value value) {
    return value == null || value.type() instanceof Type.LibraryObject;
  }

  /// @param always the change counts whatever the value is made of
  private void write(
      Location place,
      int taint,
      boolean always,
      String text,
      PyTree node,
      Frame frame,
      State state) {
    Value value =
        Value.derived(
            Type.UNKNOWN, (taint | (always ? Taint.REQUEST : 0)) & ~Taint.HANDLE, Set.of());
    walk.tracker.write(place, value, text, Write.STORE, walk.at(node, frame), state);
  }
}
