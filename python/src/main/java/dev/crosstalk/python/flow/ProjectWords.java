package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.python.names.Vocabulary.Word;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the project says about its functions and classes goes before what is seen of them.
final class ProjectWords {
  /// What sessions of the project are taken for.
  private static final String SESSION = "sqlalchemy.orm.Session";

  private final Walk walk;
  private final Vocabulary vocabulary;
  private final Map<String, Location> singletons = new HashMap<>();

  ProjectWords(Walk walk, Vocabulary vocabulary) {
    this.walk = walk;
    this.vocabulary = vocabulary;
  }

  /// What a call yields by the word of the project; null when nothing is said, or when the call is
  /// to be followed all the same.
  @Nullable Value call(
      Value callee, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    String name = vocabulary.isEmpty() ? "" : nameOf(callee);
    if (name.isEmpty()) {
      return null;
    }
    Optional<Word> word = vocabulary.of(name);
    if (word.isEmpty()) {
      return null;
    }
    return switch (word.get()) {
      case IDENTITY -> Value.derived(Type.UNKNOWN, Taint.REQUEST | Taint.IDENTITY, Set.of());
      case REQUEST_DATA -> Value.derived(Type.UNKNOWN, Taint.REQUEST, Set.of());
      case PROVIDER -> {
        Type type = walk.types.ofResult(callee.type());
        ClassSymbol symbol = type instanceof Type.Instance(ClassSymbol made) ? made : null;
        yield Value.of(type).withObject(new FreshObject(symbol, walk.heap));
      }
      case SESSION -> Value.of(new Type.Library(SESSION));
      case SINGLETON -> Value.of(typeOf(callee)).withLocation(singleton(name, callee));
      case OFFLOAD ->
          arguments.positional().isEmpty()
              ? null
              : walk.library.inThread(
                  name, arguments.first(), arguments.from(1), node, frame, state);
      case SUSPENDS -> {
        walk.pause(node, frame, Pause.How.AWAIT, true, state);
        yield null;
      }
      case NEVER_SUSPENDS -> {
        Value result = walk.calls.opaque(callee, arguments, node, frame, state);
        yield new Value(
            result.type(),
            null,
            result.taint(),
            null,
            "",
            result.reads(),
            null,
            new Callee.Done(),
            List.of(),
            Value.Special.NONE);
      }
      case LOCK, ENTRY_POINT -> null;
    };
  }

  /// Whether a class is one of locks.
  boolean isLock(String name) {
    return !vocabulary.isEmpty() && vocabulary.is(Word.LOCK, name);
  }

  /// The lock that a context manager is: one for each way of writing its arguments.
  State.@Nullable Lock lock(Value context, PyTree.WithItem item, Frame frame) {
    if (vocabulary.isEmpty()) {
      return null;
    }
    String name =
        context.callable() instanceof Callee.Pending(Callee.Function target, _, _)
            ? target.symbol().dottedName()
            : item.context() instanceof PyTree.Call call
                    && walk.types.ofExpression(call.function(), walk.expressions.scope(frame))
                        instanceof Type.LibraryObject(String library)
                ? library
                : "";
    return isLock(name)
        ? new State.Lock("external:" + frame.module.text(item.context(), 80), false, "", true)
        : null;
  }

  /// What the call hands out; of a library function that is not known.
  private Type typeOf(Value callee) {
    Type type = walk.types.ofResult(callee.type());
    return type instanceof Type.Library ? Type.UNKNOWN : type;
  }

  private Location singleton(String name, Value callee) {
    Site made =
        switch (callee.type()) {
          case Type.ClassObject(ClassSymbol symbol) ->
              new Site(symbol.module(), symbol.definition(), symbol.dottedName());
          case Type.FunctionObject(FunctionSymbol symbol) ->
              new Site(symbol.module(), symbol.definition(), symbol.dottedName());
          default -> null;
        };
    return singletons.computeIfAbsent(
        name,
        _ ->
            Location.root(
                "singleton:" + name,
                name.substring(name.lastIndexOf('.') + 1) + "()",
                SharedPlace.Owner.INSTANCE,
                made));
  }

  private static String nameOf(Value callee) {
    return switch (callee.callable()) {
      case Callee.Function function -> function.symbol().dottedName();
      case Callee.Method method ->
          switch (method.receiver().type()) {
            case Type.Library(String type) -> type + "." + method.name();
            case Type.Instance(ClassSymbol symbol) -> symbol.dottedName() + "." + method.name();
            default -> "";
          };
      case null ->
          switch (callee.type()) {
            case Type.ClassObject(ClassSymbol symbol) -> symbol.dottedName();
            case Type.FunctionObject(FunctionSymbol symbol) -> symbol.dottedName();
            case Type.LibraryObject(String name) -> name;
            default -> "";
          };
      default -> "";
    };
  }
}
