package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Recognises locks in `with` statements, by what they are and how long they live.
final class Locks {
  private static final Set<String> EXCLUSIVE =
      Set.of(
          "asyncio.Lock",
          "asyncio.Condition",
          "asyncio.locks.Lock",
          "anyio.Lock",
          "anyio.Condition",
          "threading.Lock",
          "threading.RLock",
          "threading.Condition",
          "multiprocessing.Lock",
          "multiprocessing.RLock",
          "trio.Lock",
          "aiorwlock.RWLock",
          "filelock.FileLock",
          "filelock.AsyncFileLock");
  private static final Set<String> COUNTED =
      Set.of(
          "asyncio.Semaphore",
          "asyncio.BoundedSemaphore",
          "anyio.Semaphore",
          "anyio.CapacityLimiter",
          "threading.Semaphore",
          "threading.BoundedSemaphore");
  private final Walk walk;

  Locks(Walk walk) {
    this.walk = walk;
  }

  /// The lock that a `with` item takes, or null when it is no lock.
  State.@Nullable Lock lockOf(Value context, PyTree.WithItem item, boolean async, Frame frame) {
    Location location = context.location();
    State.Lock said = walk.project.lock(context, item, frame);
    if (said != null) {
      return said;
    }
    if (isExclusive(context.type())) {
      return lock(location, context, item, frame);
    }
    if (context.type() instanceof Type.Library(String name) && COUNTED.contains(name)) {
      return isBinary(location) ? lock(location, context, item, frame) : null;
    }
    // an object of unknown type that is entered without a name and lives longer than the request:
    // sessions, clients and transactions are bound to a name
    if (location != null
        && item.target() == null
        && context.type() instanceof Type.Unknown
        && item.context() instanceof PyTree.Subscript) {
      return lock(location, context, item, frame);
    }
    // locks outside the process: `redis.lock(name)`, `lock_manager.lock(key)`
    if (item.context() instanceof PyTree.Call call) {
      String called = Names.lastName(call.function()).toLowerCase(Locale.ROOT);
      boolean unresolved = !(context.type() instanceof Type.Instance);
      if (unresolved
          && location == null
          && context.object() == null
          && (called.equals("lock") || called.endsWith("_lock") || called.endsWith("lock"))
          && !isExclusiveConstructor(call, frame)) {
        return new State.Lock("external:" + frame.module.text(call, 80), false, "", true);
      }
    }
    return null;
  }

  /// The lock that `acquire()` and `release()` of this value mean, or null.
  State.@Nullable Lock lockOf(Value receiver) {
    Location location = receiver.location();
    boolean exclusive =
        isExclusive(receiver.type())
            || (receiver.type() instanceof Type.Library(String name)
                && COUNTED.contains(name)
                && isBinary(location));
    return exclusive && location != null
        ? new State.Lock(
            location.key + location.keySymbol, location.isKeyed(), location.keySymbol, true)
        : null;
  }

  /// Notes where a lock is taken, with what matters to those who wait for it.
  void take(State.Lock lock, Value value, PyTree node, int end, Frame frame) {
    walk.tracker.countChange();
    if (walk.tracker.isMuted()) {
      return;
    }
    boolean blocking =
        !frame.thread && value.type() instanceof Type.Library(String name) && isBlocking(name);
    walk.tracker.locks.take(
        lock,
        frame.module.text(node, 60),
        blocking,
        !lock.effective() && isOfOneCall(node, frame),
        end,
        walk.at(node, frame));
  }

  private static boolean isBlocking(String name) {
    return name.startsWith("threading.") || name.startsWith("multiprocessing.");
  }

  /// True for a lock that is made where it is taken, or kept in a variable that is used for nothing
  /// but taking it.
  private boolean isOfOneCall(PyTree node, Frame frame) {
    if (node instanceof PyTree.Call call) {
      return isExclusiveConstructor(call, frame);
    }
    FunctionSymbol function = frame.function;
    if (!(node instanceof PyTree.Name lock)
        || function == null
        || function.locals().bindings().getOrDefault(lock.name(), List.of()).size() != 1
        || !(function.locals().bindings().getOrDefault(lock.name(), List.of()).getFirst()
            instanceof Binding.Assigned(PyTree _, PyTree.Expr value, PyTree.Expr _))
        || !(value instanceof PyTree.Call made)
        || !isExclusiveConstructor(made, frame)) {
      return false;
    }
    int[] other = {-1}; // the assignment itself
    for (PyTree.Stmt statement : function.definition().body()) {
      PyWalk.walk(statement, each -> other[0] += isNamed(each, lock.name()) ? 1 : 0);
      if (!(statement instanceof PyTree.FunctionDef || statement instanceof PyTree.ClassDef)) {
        PyWalk.walkOwn(
            statement,
            each ->
                other[0] -=
                    each instanceof PyTree.WithItem item && isNamed(item.context(), lock.name())
                        ? 1
                        : 0);
      }
    }
    return other[0] == 0;
  }

  private static boolean isNamed(PyTree node, String name) {
    return node instanceof PyTree.Name each && each.name().equals(name);
  }

  /// The library class of a lock or of something with a bounded number of holders; else empty.
  String classOf(Value value) {
    return switch (value.type()) {
      case Type.Library(String name) ->
          EXCLUSIVE.contains(name) || COUNTED.contains(name) ? name : "";
      case Type.Instance(ClassSymbol symbol) ->
          walk.linker.libraryBases(symbol).stream()
              .filter(EXCLUSIVE::contains)
              .findFirst()
              .orElse("");
      default -> "";
    };
  }

  /// True when one holder at a time gets it.
  boolean isExclusive(Value value) {
    return isExclusive(value.type()) || isBinary(value.location());
  }

  private boolean isExclusiveConstructor(PyTree.Call call, Frame frame) {
    return walk.types.ofExpression(call.function(), walk.expressions.scope(frame))
            instanceof Type.LibraryObject(String name)
        && EXCLUSIVE.contains(name);
  }

  private boolean isExclusive(Type type) {
    return switch (type) {
      case Type.Library(String name) -> EXCLUSIVE.contains(name) || walk.project.isLock(name);
      case Type.Instance(ClassSymbol symbol) ->
          walk.project.isLock(symbol.dottedName())
              || walk.linker.libraryBases(symbol).stream().anyMatch(EXCLUSIVE::contains);
      default -> false;
    };
  }

  private static State.Lock lock(
      @Nullable Location location, Value context, PyTree.WithItem item, Frame frame) {
    if (location == null) {
      boolean made = context.object() != null || context.taint() == 0;
      return new State.Lock("local:" + frame.module.path() + ":" + item.start(), false, "", !made);
    }
    return new State.Lock(
        location.key + location.keySymbol, location.isKeyed(), location.keySymbol, true);
  }

  /// True for a semaphore that lets one through: created with 1, or without a count.
  private boolean isBinary(@Nullable Location location) {
    if (location == null) {
      return false;
    }
    PyTree.Expr creation = walk.variables.creation(location);
    if (creation instanceof PyTree.Call call) {
      if (call.arguments().isEmpty()) {
        return true;
      }
      dev.crosstalk.python.names.SourceModule module = walk.variables.moduleOf(location);
      Value count =
          module == null ? null : Variables.literal(call.arguments().getFirst().value(), module);
      return count != null && Long.valueOf(1).equals(count.constant());
    }
    return false;
  }
}
