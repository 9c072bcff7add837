package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.frameworks.WebApplication.DependencyRef;
import dev.crosstalk.python.frameworks.WebApplication.Route;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeReader;
import dev.crosstalk.python.types.TypeScope;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// FastAPI's dependency injection: binds the parameters of handlers and dependencies, runs `yield`
/// dependencies around what depends on them, `def` ones on the thread pool.
final class Dependencies {
  private static final int MAX_DEPTH = 12;
  private static final Set<String> PLAIN_HEADERS =
      Set.of(
          "user-agent",
          "accept",
          "accept-language",
          "accept-encoding",
          "content-type",
          "content-length",
          "host",
          "referer",
          "origin",
          "range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "etag",
          "cache-control",
          "connection");
  private static final Set<String> SECURITY =
      Set.of(
          "OAuth2PasswordBearer",
          "OAuth2AuthorizationCodeBearer",
          "OAuth2",
          "HTTPBearer",
          "HTTPBasic",
          "HTTPDigest",
          "APIKeyHeader",
          "APIKeyCookie",
          "APIKeyQuery",
          "OpenIdConnect",
          "OAuth2PasswordRequestForm",
          "OAuth2PasswordRequestFormStrict");

  private final Walk walk;
  private final Map<String, Value> cache = new HashMap<>();
  private FreshObject requestFields;
  private Map<String, DependencyRef> named = Map.of();
  private boolean pooled = true;
  private int depth;

  /// `yield` dependencies so far that are ended after the response.
  private int lateEnds;

  Dependencies(Walk walk) {
    this.walk = walk;
    this.requestFields = new FreshObject(null, walk.heap);
  }

  /// Forgets what the last request's dependencies gave.
  void newRequest(Route route) {
    cache.clear();
    named = route.named();
    pooled = route.pooled() || route.named().isEmpty();
    requestFields = new FreshObject(null, walk.heap);
    depth = 0;
  }

  /// Binds the parameters of a function from `first` on, then goes on.
  void parameters(
      FunctionSymbol function,
      int first,
      Map<String, Value> bound,
      Frame frame,
      State state,
      Requests.Bound then) {
    List<PyTree.Parameter> all = function.definition().parameters().all();
    parameters(function, all, first, bound, frame, state, then);
  }

  private void parameters(
      FunctionSymbol function,
      List<PyTree.Parameter> all,
      int index,
      Map<String, Value> bound,
      Frame frame,
      State state,
      Requests.Bound then) {
    if (state.dead) {
      return;
    }
    if (index >= all.size()) {
      then.accept(bound, state);
      return;
    }
    PyTree.Parameter parameter = all.get(index);
    TypeScope scope = TypeScope.of(function);
    Injection injection = injection(parameter, scope);
    DependencyRef provider = named.get(parameter.name());
    if (injection == null
        && provider != null
        && provider.expression() instanceof PyTree.Call call
        && depth < MAX_DEPTH) {
      injection = new Injection(call, provider.scope());
    }
    if (injection == null) {
      bound.put(parameter.name(), requestValue(parameter, function));
      parameters(function, all, index + 1, bound, frame, state, then);
      return;
    }
    resolve(
        injection.call(),
        parameter.annotation(),
        injection.scope(),
        frame,
        state,
        (value, next) -> {
          Type declared =
              parameter.annotation() == null
                  ? Type.UNKNOWN
                  : walk.types.ofAnnotation(parameter.annotation(), scope);
          bound.put(
              parameter.name(),
              value.type() instanceof Type.Unknown ? value.withType(declared) : value);
          parameters(function, all, index + 1, bound, frame, next, then);
        });
  }

  /// `Depends(...)` or `Security(...)` and where it stands.
  private record Injection(PyTree.Call call, TypeScope scope) {}

  private @Nullable Injection injection(PyTree.Parameter parameter, TypeScope scope) {
    if (parameter.defaultValue() instanceof PyTree.Call call && isDepends(call)) {
      return new Injection(call, scope);
    }
    return parameter.annotation() == null ? null : annotated(parameter.annotation(), scope, 0);
  }

  private static boolean isDepends(PyTree.Call call) {
    String name = Names.lastName(call.function());
    return name.equals("Depends") || name.equals("Security") || name.equals("FromDishka");
  }

  /// The `Depends` inside `Annotated[...]`, also through aliases in other modules.
  private @Nullable Injection annotated(PyTree.Expr annotation, TypeScope scope, int hops) {
    if (hops > 8) {
      return null;
    }
    if (annotation instanceof PyTree.Subscript generic
        && Names.lastName(generic.value()).equals("Annotated")
        && generic.index() instanceof PyTree.TupleDisplay arguments) {
      for (PyTree.Expr argument : arguments.elements()) {
        if (argument instanceof PyTree.Call call && isDepends(call)) {
          return new Injection(call, scope);
        }
      }
      return arguments.elements().isEmpty()
          ? null
          : annotated(arguments.elements().getFirst(), scope, hops + 1);
    }
    TypeReader.AliasTarget alias = walk.types.alias(annotation, scope);
    return alias == null ? null : annotated(alias.value(), TypeScope.of(alias.module()), hops + 1);
  }

  // ---- values from the request

  private Value requestValue(PyTree.Parameter parameter, FunctionSymbol function) {
    TypeScope scope = TypeScope.of(function);
    Type type =
        parameter.annotation() == null
            ? Type.UNKNOWN
            : walk.types.ofAnnotation(parameter.annotation(), scope);
    if (type instanceof Type.Library(String name)) {
      String last = name.substring(name.lastIndexOf('.') + 1);
      switch (last) {
        case "Request", "HTTPConnection" -> {
          return Value.special(Value.Special.REQUEST, type, Taint.REQUEST)
              .withObject(requestFields);
        }
        case "WebSocket" -> {
          return Value.special(Value.Special.CONNECTION, type, Taint.REQUEST | Taint.HANDLE)
              .withObject(requestFields);
        }
        case "State" -> {
          if (name.startsWith("litestar.")) {
            return Value.of(new Type.Library("starlette.datastructures.State"))
                .withLocation(walk.variables.applicationState());
          }
        }
        case "BackgroundTasks" -> {
          return Value.special(Value.Special.BACKGROUND_TASKS, type, 0);
        }
        case "Response" -> {
          return Value.of(type);
        }
        default -> {}
      }
    }
    if (parameter.annotation() == null
        && (parameter.name().equals("request") || parameter.name().equals("websocket"))) {
      boolean socket = parameter.name().equals("websocket");
      return Value.special(
              socket ? Value.Special.CONNECTION : Value.Special.REQUEST,
              Type.UNKNOWN,
              Taint.REQUEST | (socket ? Taint.HANDLE : 0))
          .withObject(requestFields);
    }
    int taint = Taint.REQUEST | (isCredential(parameter, scope) ? Taint.IDENTITY : 0);
    return Value.of(type).withTaint(taint).withSymbol("p:" + parameter.name());
  }

  private static boolean isCredential(PyTree.Parameter parameter, TypeScope scope) {
    PyTree.Call marker = null;
    if (parameter.defaultValue() instanceof PyTree.Call call) {
      marker = call;
    } else if (parameter.annotation() instanceof PyTree.Subscript generic
        && generic.index() instanceof PyTree.TupleDisplay arguments) {
      for (PyTree.Expr argument : arguments.elements()) {
        if (argument instanceof PyTree.Call call) {
          marker = call;
        } else if (Names.lastName(argument).equals("Header")) {
          return !PLAIN_HEADERS.contains(parameter.name().replace('_', '-'));
        }
      }
    }
    if (marker == null) {
      return false;
    }
    String kind = Names.lastName(marker.function());
    if (kind.equals("Cookie")) {
      return true;
    }
    if (!kind.equals("Header")) {
      return false;
    }
    String header = parameter.name().replace('_', '-');
    for (PyTree.Argument argument : marker.arguments()) {
      if ("alias".equals(argument.name())
          && argument.value() instanceof PyTree.StringLiteral literal) {
        header = Literals.stringValue(literal, scope.module().source()).orElse(header);
      }
    }
    return !PLAIN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
  }

  // ---- dependencies

  /// Resolves `Depends(target)` and goes on with its value.
  ///
  /// @param annotation of the parameter, for `Depends()` without a target
  void resolve(
      PyTree.Expr expression,
      PyTree.@Nullable Expr annotation,
      TypeScope scope,
      Frame frame,
      State state,
      BiConsumer<Value, State> then) {
    PyTree.Expr target = null;
    boolean useCache = true;
    boolean early = false;
    if (expression instanceof PyTree.Call call) {
      for (PyTree.Argument argument : call.arguments()) {
        if ((argument.kind() == PyTree.ArgumentKind.POSITIONAL && target == null)
            || "dependency".equals(argument.name())) {
          target = argument.value();
        } else if ("use_cache".equals(argument.name())) {
          useCache = false;
        } else if ("scope".equals(argument.name())) {
          early |= scope.module().text(argument.value(), 12).contains("function");
        }
      }
    }
    Frame at = new Frame(scope.module(), scope.function(), frame, null, false, false);
    Value callee;
    if (target != null) {
      Env saved = state.env;
      state.env = Env.of(null, null, false);
      callee = walk.variables.madeOnce(walk.expressions.eval(target, at, state), target, scope);
      state.env = saved;
    } else if (annotation != null
        && walk.types.ofAnnotation(annotation, scope)
            instanceof Type.Instance(ClassSymbol symbol)) {
      callee = Value.of(new Type.ClassObject(symbol));
    } else {
      then.accept(assumed(), state);
      return;
    }
    String key =
        target == null
            ? "class:" + callee.type()
            : scope.module().path() + ":" + keyOf(callee, target, scope);
    Value known = useCache ? cache.get(key) : null;
    if (known != null) {
      then.accept(known, state);
      return;
    }
    if (++depth > MAX_DEPTH) {
      depth--;
      then.accept(assumed(), state);
      return;
    }
    if (!early
        && callee.callable() instanceof Callee.Function function
        && walk.functions.isGenerator(function.symbol())) {
      lateEnds++;
    }
    int before = lateEnds;
    inject(
        callee,
        expression,
        at,
        state,
        (value, next) -> {
          cache.put(key, value);
          int outer = depth;
          depth = 0;
          then.accept(value, next);
          depth = outer;
        });
    if ((early && lateEnds == before)
        || (walk.contexts.isUsed() && walk.versions().endsDependenciesFirst())) {
      walk.contexts.tasks.handlerDone(state); // what was reset behind the yield is gone by then
    }
    depth--;
  }

  private static String keyOf(Value callee, PyTree.Expr target, TypeScope scope) {
    return callee.callable() instanceof Callee.Function function
        ? function.symbol().module().path() + function.symbol().qualifiedName()
        : scope.module().text(target, 200);
  }

  private static Value assumed() {
    return Value.of(Type.UNKNOWN).withTaint(Taint.ASSUMED);
  }

  private void inject(
      Value callee, PyTree node, Frame frame, State state, BiConsumer<Value, State> then) {
    Value said = walk.project.call(callee, Callee.Arguments.NONE, node, frame, state);
    if (said != null) {
      then.accept(said, state);
      return;
    }
    switch (callee.callable()) {
      case Callee.Function function ->
          injectFunction(function, function.self() != null ? 1 : 0, node, frame, state, then);
      case Callee.Partial partial when partial.target().callable() instanceof Callee.Function f ->
          injectFunction(f, f.self() != null ? 1 : 0, node, frame, state, then);
      case Callee.Anonymous _ ->
          then.accept(
              perRequest(walk.calls.apply(callee, Callee.Arguments.NONE, node, frame, state)),
              state);
      case null, default -> injectByType(callee, node, frame, state, then);
    }
  }

  private void injectByType(
      Value callee, PyTree node, Frame frame, State state, BiConsumer<Value, State> then) {
    switch (callee.type()) {
      case Type.ClassObject(ClassSymbol symbol) -> {
        FunctionSymbol init = walk.linker.method(symbol, "__init__");
        FreshObject object = new FreshObject(symbol, walk.heap);
        Value self = Value.of(new Type.Instance(symbol)).withObject(object);
        if (init == null) {
          then.accept(self.withTaint(Taint.REQUEST), state);
          return;
        }
        parameters(
            init,
            1,
            new HashMap<>(),
            frame,
            state,
            (bound, next) -> {
              walk.functions.invoke(
                  new Callee.Function(init, self, null),
                  new Callee.Arguments(List.of(), bound, false),
                  node,
                  frame,
                  next);
              then.accept(self, next);
            });
      }
      case Type.Instance(ClassSymbol symbol) -> {
        FunctionSymbol method = walk.linker.method(symbol, "__call__");
        if (method == null) {
          then.accept(security(callee.type()), state);
        } else {
          injectFunction(new Callee.Function(method, callee, null), 1, node, frame, state, then);
        }
      }
      default -> then.accept(security(callee.type()), state);
    }
  }

  private Value security(Type type) {
    String name =
        switch (type) {
          case Type.Library(String library) -> library;
          case Type.LibraryObject(String library) -> library;
          case Type.Instance(ClassSymbol symbol) ->
              walk.linker.libraryBases(symbol).stream()
                  .filter(base -> SECURITY.contains(base.substring(base.lastIndexOf('.') + 1)))
                  .findFirst()
                  .orElse("");
          default -> "";
        };
    boolean known = SECURITY.contains(name.substring(name.lastIndexOf('.') + 1));
    return known
        ? Value.of(Type.UNKNOWN).withTaint(Taint.REQUEST | Taint.IDENTITY).withSymbol("credentials")
        : assumed();
  }

  private void injectFunction(
      Callee.Function target,
      int first,
      PyTree node,
      Frame frame,
      State state,
      BiConsumer<Value, State> then) {
    FunctionSymbol function = target.symbol();
    parameters(
        function,
        first,
        new HashMap<>(),
        frame,
        state,
        (bound, next) -> run(target, bound, node, frame, next, then));
  }

  private void run(
      Callee.Function target,
      Map<String, Value> bound,
      PyTree node,
      Frame frame,
      State state,
      BiConsumer<Value, State> then) {
    FunctionSymbol function = target.symbol();
    Callee.Arguments arguments = new Callee.Arguments(List.of(), bound, false);
    boolean thread = !function.async() && pooled;
    if (thread) {
      walk.pause(node, frame, Pause.How.THREAD_HOP, true, state);
    }
    if (walk.functions.isGenerator(function)) {
      boolean[] ran = new boolean[1];
      Env outer = state.env;
      ContextState around = state.context;
      if (thread) {
        walk.contexts.tasks.enterPool(function.name(), false, state);
      }
      walk.functions.invoke(
          target,
          arguments,
          node,
          frame,
          state,
          (value, inner) -> {
            if (ran[0]) {
              return;
            }
            ran[0] = true;
            Env own = inner.env;
            inner.env = outer;
            if (thread) {
              walk.pause(node, frame, Pause.How.THREAD_HOP, true, inner);
              inner.context = around.after(inner.context);
            }
            then.accept(perRequest(value), inner);
            if (thread) {
              walk.pause(node, frame, Pause.How.THREAD_HOP, true, inner);
              walk.contexts.tasks.enterPool(function.name(), true, inner);
            }
            inner.env = own;
            inner.dead = false;
          },
          thread);
      state.env = outer;
      if (thread) {
        state.context = around.after(state.context);
      }
      if (!ran[0] && !state.dead) {
        then.accept(assumed(), state);
      }
      return;
    }
    Value value =
        thread
            ? walk.contexts.tasks.inPool(
                ContextScope.Kind.DEPENDENCY_CALL,
                function.name(),
                frame,
                state,
                () -> walk.functions.invoke(target, arguments, node, frame, state, null, true))
            : walk.functions.invoke(target, arguments, node, frame, state, null, false);
    if (thread) {
      walk.pause(node, frame, Pause.How.THREAD_HOP, true, state);
    }
    if (!state.dead) {
      then.accept(perRequest(value), state);
    }
  }

  /// What a dependency makes anew for each request counts as the request's own; what it hands out
  /// of a shared place does not.
  private static Value perRequest(Value value) {
    if (value.location() != null
        || value.constant() != null
        || Taint.isOfRequest(value.allTaint())) {
      return value;
    }
    return value.withTaint(value.taint() | Taint.ASSUMED);
  }
}
