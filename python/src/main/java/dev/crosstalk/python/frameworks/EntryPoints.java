package dev.crosstalk.python.frameworks;

import dev.crosstalk.python.frameworks.WebApplication.DependencyRef;
import dev.crosstalk.python.frameworks.WebApplication.Kind;
import dev.crosstalk.python.frameworks.WebApplication.Middleware;
import dev.crosstalk.python.frameworks.WebApplication.MiddlewareKind;
import dev.crosstalk.python.frameworks.WebApplication.Route;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeReader;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Gathers the entry points that {@link FrameworkModel}s find, and answers what they ask about the
/// source.
final class EntryPoints {
  private final TypeReader types;
  private final List<Route> routes = new ArrayList<>();
  private final List<Middleware> middlewares = new ArrayList<>();
  private final Set<FunctionSymbol> handlers = new HashSet<>();

  EntryPoints(TypeReader types) {
    this.types = types;
  }

  List<Route> routes() {
    return routes;
  }

  List<Middleware> middlewares() {
    return middlewares;
  }

  /// True when a function serves requests already; it does from now on.
  boolean isTaken(FunctionSymbol handler) {
    return !handlers.add(handler);
  }

  /// How a handler is called.
  ///
  /// @param kind what calls it
  /// @param method HTTP method in upper case, or what it is, for example `tool`
  /// @param path what callers ask for
  /// @param receiver class of the one object that all requests share, for bound methods
  /// @param pooled true when a `def` handler runs on a pool thread
  /// @param named providers of parameters by the parameters' names
  record Entry(
      Kind kind,
      String method,
      String path,
      @Nullable ClassSymbol receiver,
      boolean pooled,
      Map<String, DependencyRef> named) {
    static Entry http(String method, String path, boolean pooled) {
      return new Entry(Kind.HTTP, method, path, null, pooled, Map.of());
    }

    static Entry call(String what, String name, boolean pooled) {
      return new Entry(Kind.CALL, what, name, null, pooled, Map.of());
    }

    Entry on(@Nullable ClassSymbol symbol) {
      return new Entry(kind, method, path, symbol, pooled, named);
    }
  }

  /// Adds a handler unless it serves already.
  void add(String framework, FunctionSymbol handler, Entry entry) {
    if (!isTaken(handler)) {
      routes.add(
          new Route(
              entry.kind(),
              entry.method(),
              entry.path(),
              handler,
              Optional.ofNullable(entry.receiver()),
              List.of(),
              Set.of(),
              framework,
              entry.pooled(),
              entry.named()));
    }
  }

  /// Adds a layer or a hook around all handlers of the framework.
  void around(String framework, MiddlewareKind kind, FunctionSymbol function) {
    middlewares.add(new Middleware(kind, function, null, Optional.empty(), framework));
  }

  // ---- the source

  /// Every node of a module with the scope it stands in; bodies of functions included.
  static void eachNode(SourceModule module, BiConsumer<PyTree, TypeScope> reader) {
    block(module.tree().body(), TypeScope.of(module), reader);
    for (FunctionSymbol function : module.functions()) {
      block(function.definition().body(), TypeScope.of(function), reader);
    }
  }

  private static void block(
      List<PyTree.Stmt> body, TypeScope scope, BiConsumer<PyTree, TypeScope> reader) {
    for (PyTree.Stmt statement : body) {
      switch (statement) {
        case PyTree.FunctionDef _ -> {}
        case PyTree.ClassDef type -> {
          if (scope.function() == null) {
            block(type.body(), scope, reader);
          }
        }
        default -> PyWalk.walkOwn(statement, node -> reader.accept(node, scope));
      }
    }
  }

  /// Every call of a module.
  static void eachCall(SourceModule module, BiConsumer<PyTree.Call, TypeScope> reader) {
    eachNode(
        module,
        (node, scope) -> {
          if (node instanceof PyTree.Call call) {
            reader.accept(call, scope);
          }
        });
  }

  /// A decorator of a function.
  ///
  /// @param call null for a decorator without parentheses
  /// @param target what is called, or the decorator itself
  record Decoration(
      FunctionSymbol function, PyTree.@Nullable Call call, PyTree.Expr target, TypeScope scope) {

    /// `name` of `owner.name` and `owner.name(...)`, else the empty text.
    String method() {
      return target instanceof PyTree.Attribute attribute ? attribute.name() : "";
    }

    PyTree.@Nullable Expr owner() {
      return target instanceof PyTree.Attribute attribute ? attribute.value() : null;
    }
  }

  /// Every decorator of every function of a module.
  static List<Decoration> decorations(SourceModule module) {
    List<Decoration> found = new ArrayList<>();
    for (FunctionSymbol function : module.functions()) {
      TypeScope scope = new TypeScope(module, function.enclosing().orElse(null));
      for (PyTree.Expr decorator : function.definition().decorators()) {
        found.add(
            decorator instanceof PyTree.Call call
                ? new Decoration(function, call, call.function(), scope)
                : new Decoration(function, null, decorator, scope));
      }
    }
    return found;
  }

  /// The name of the library class whose object an expression is, with first-party subclasses of
  /// it; the empty text when it is none.
  String libraryClass(PyTree.@Nullable Expr expression, TypeScope scope) {
    return expression == null
        ? ""
        : switch (types.ofExpression(expression, scope)) {
          case Type.Library(String name) -> name;
          case Type.Instance(ClassSymbol symbol) ->
              types.linker().libraryBases(symbol).stream().findFirst().orElse("");
          default -> "";
        };
  }

  /// The name of the library function, class or module that an expression is, else the empty text.
  String libraryName(PyTree.Expr expression, TypeScope scope) {
    return types.ofExpression(expression, scope) instanceof Type.LibraryObject(String name)
        ? name
        : "";
  }

  /// Names of the library classes that a class extends.
  List<String> libraryBases(ClassSymbol symbol) {
    return List.copyOf(types.linker().libraryBases(symbol));
  }

  @Nullable FunctionSymbol method(ClassSymbol symbol, String name) {
    return types.linker().method(symbol, name);
  }

  /// The function that an expression is, with the class of the shared object it is bound to.
  record Bound(FunctionSymbol function, @Nullable ClassSymbol receiver) {}

  @Nullable Bound function(PyTree.@Nullable Expr expression, TypeScope scope) {
    if (expression == null
        || !(types.ofExpression(expression, scope)
            instanceof Type.FunctionObject(FunctionSymbol function))) {
      return null;
    }
    ClassSymbol receiver = null;
    if (function.owner().isPresent() && expression instanceof PyTree.Attribute attribute) {
      if (types.ofExpression(attribute.value(), scope)
          instanceof Type.Instance(ClassSymbol symbol)) {
        receiver = symbol;
      } else if (attribute.value() instanceof PyTree.Name name && name.name().equals("self")) {
        receiver = function.owner().get();
      }
    }
    return new Bound(function, receiver);
  }

  @Nullable ClassSymbol type(PyTree.@Nullable Expr expression, TypeScope scope) {
    return expression != null
            && types.ofExpression(expression, scope) instanceof Type.ClassObject(ClassSymbol symbol)
        ? symbol
        : null;
  }

  // ---- arguments

  /// A positional argument by index (from 0), or one by keyword.
  static PyTree.@Nullable Expr argument(PyTree.@Nullable Call call, int index, String keyword) {
    if (call == null) {
      return null;
    }
    int position = 0;
    for (PyTree.Argument argument : call.arguments()) {
      if (argument.kind() == PyTree.ArgumentKind.POSITIONAL && position++ == index) {
        return argument.value();
      }
      if (keyword.equals(argument.name())) {
        return argument.value();
      }
    }
    return null;
  }

  /// The same, when it is a literal text.
  static Optional<String> text(
      PyTree.@Nullable Call call, int index, String keyword, TypeScope scope) {
    return argument(call, index, keyword) instanceof PyTree.StringLiteral literal
        ? Literals.stringValue(literal, scope.module().source())
        : Optional.empty();
  }

  /// The first literal of `methods=[...]`, else `GET`.
  static String method(PyTree.@Nullable Call call, TypeScope scope) {
    PyTree.Expr methods = argument(call, Integer.MAX_VALUE, "methods");
    List<PyTree.Expr> elements =
        switch (methods) {
          case PyTree.ListDisplay list -> list.elements();
          case PyTree.TupleDisplay tuple -> tuple.elements();
          case PyTree.SetDisplay set -> set.elements();
          case null, default -> List.of();
        };
    return elements.stream()
        .filter(PyTree.StringLiteral.class::isInstance)
        .findFirst()
        .flatMap(each -> Literals.stringValue((PyTree.StringLiteral) each, scope.module().source()))
        .orElse("GET");
  }

  /// True for `name=True`.
  static boolean isSet(PyTree.@Nullable Call call, String name) {
    return argument(call, Integer.MAX_VALUE, name) instanceof PyTree.Constant constant
        && constant.kind() == PyTree.ConstantKind.TRUE;
  }
}
