package dev.crosstalk.python.types;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.names.Binding;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.Literals;
import dev.crosstalk.python.parse.PythonParser;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads types from constructors, annotations and returns. Flow-insensitive and shallow on purpose:
/// what it does not see stays unknown.
public final class TypeReader {
  private static final int MAX_DEPTH = 12;

  private final Linker linker;
  private final Map<String, Type> variables = new HashMap<>();
  private final Map<ClassSymbol, Map<String, Type>> attributes = new HashMap<>();
  private final Map<FunctionSymbol, Type> returns = new HashMap<>();
  private final Set<Object> active = new HashSet<>();

  public TypeReader(Linker linker) {
    this.linker = linker;
  }

  public Linker linker() {
    return linker;
  }

  /// The type of a first-party module variable.
  public Type ofVariable(SourceModule module, String name) {
    String key = module.path() + "\n" + name;
    Type known = variables.get(key);
    if (known != null) {
      return known;
    }
    if (!active.add(key)) {
      return Type.UNKNOWN;
    }
    Type type = ofBindings(module.bindings(name), TypeScope.of(module), 0);
    if (type.equals(Type.SCALAR) || type.equals(Type.UNKNOWN)) {
      type =
          Type.join(type.equals(Type.UNKNOWN) ? Type.SCALAR : type, boundInFunctions(module, name));
    }
    active.remove(key);
    variables.put(key, type);
    return type;
  }

  /// What functions that declare the variable `global` assign to it.
  private Type boundInFunctions(SourceModule module, String name) {
    Type type = null;
    for (FunctionSymbol function : module.functions()) {
      if (function.locals().global().contains(name)) {
        List<Binding> bindings = function.locals().bindings().getOrDefault(name, List.of());
        Type each = ofBindings(bindings, TypeScope.of(function), 1);
        if (!each.equals(Type.UNKNOWN)) {
          type = type == null ? each : Type.join(type, each);
        }
      }
    }
    return type == null ? Type.UNKNOWN : type;
  }

  private Type ofBindings(List<Binding> bindings, TypeScope scope, int depth) {
    Type type = null;
    for (Binding binding : bindings) {
      Type each;
      if (binding instanceof Binding.Assigned assigned) {
        each = Type.UNKNOWN;
        if (assigned.annotation() != null) {
          each = ofAnnotation(assigned.annotation(), scope, depth + 1);
        }
        if (assigned.value() != null && each.equals(Type.UNKNOWN)) {
          each = ofExpression(assigned.value(), scope, depth + 1);
        }
      } else if (binding instanceof Binding.Opaque) {
        each = Type.UNKNOWN;
      } else {
        each = ofResolution(linker.resolveLocal(binding, scope.module()), depth + 1);
      }
      type = type == null ? each : Type.join(type, each);
    }
    return type == null ? Type.UNKNOWN : type;
  }

  /// The type of a local variable of an enclosing function, from all its assignments.
  public Type ofLocal(FunctionSymbol function, String name) {
    String key =
        function.module().path()
            + "\n"
            + function.qualifiedName()
            + "\n"
            + name
            + "\n"
            + function.definition().start();
    Type known = variables.get(key);
    if (known != null) {
      return known;
    }
    if (!active.add(key)) {
      return Type.UNKNOWN;
    }
    Type type = ofLocalUncached(function, name);
    active.remove(key);
    variables.put(key, type);
    return type;
  }

  private Type ofLocalUncached(FunctionSymbol function, String name) {
    List<Binding> bindings = function.locals().bindings().get(name);
    if (bindings != null) {
      return ofBindings(bindings, TypeScope.of(function), 0);
    }
    for (PyTree.Parameter parameter : function.definition().parameters().all()) {
      if (parameter.name().equals(name)) {
        if (parameter.annotation() != null) {
          return ofAnnotation(parameter.annotation(), TypeScope.of(function), 0);
        }
        PyTree.Parameter first = function.definition().parameters().all().getFirst();
        if (first.id() == parameter.id() && function.owner().isPresent()) {
          return new Type.Instance(function.owner().get());
        }
        return Type.UNKNOWN;
      }
    }
    for (FunctionSymbol nested : function.module().functions()) {
      if (nested.enclosing().orElse(null) == function
          && nested.owner().isEmpty()
          && nested.name().equals(name)) {
        return new Type.FunctionObject(nested);
      }
    }
    for (ClassSymbol nested : function.module().classes()) {
      if (nested.enclosing().orElse(null) == function && nested.name().equals(name)) {
        return new Type.ClassObject(nested);
      }
    }
    return Type.UNKNOWN;
  }

  /// What a name means in a scope: locals of the function and of those around it, then the module.
  public Type ofName(String name, TypeScope scope) {
    FunctionSymbol function = scope.function();
    while (function != null) {
      if (function.locals().local().contains(name)) {
        return ofLocal(function, name);
      }
      if (function.locals().global().contains(name)) {
        break;
      }
      function = function.enclosing().orElse(null);
    }
    return ofResolution(linker.resolve(scope.module(), name), 0);
  }

  /// The type of what a resolved name stands for.
  public Type ofResolution(Resolution resolution, int depth) {
    return switch (resolution) {
      case Resolution.ToFunction(FunctionSymbol symbol) -> new Type.FunctionObject(symbol);
      case Resolution.ToClass(ClassSymbol symbol) -> new Type.ClassObject(symbol);
      case Resolution.ToModule(SourceModule module) -> new Type.ModuleObject(module);
      case Resolution.ToVariable(SourceModule module, String name) ->
          depth > MAX_DEPTH ? Type.UNKNOWN : ofVariable(module, name);
      case Resolution.ToExternal(String name) -> new Type.LibraryObject(name);
      case Resolution.ToBuiltin(String name) -> new Type.Builtin(name);
      case Resolution.ToNothing _ -> Type.UNKNOWN;
    };
  }

  /// The type of an expression.
  public Type ofExpression(PyTree.Expr expression, TypeScope scope) {
    return ofExpression(expression, scope, 0);
  }

  private Type ofExpression(PyTree.Expr expression, TypeScope scope, int depth) {
    if (depth > MAX_DEPTH) {
      return Type.UNKNOWN;
    }
    return switch (expression) {
      case PyTree.NumberLiteral _,
          PyTree.StringLiteral _,
          PyTree.FormattedString _,
          PyTree.Constant _,
          PyTree.Compare _,
          PyTree.Unary _ ->
          Type.SCALAR;
      case PyTree.Binary binary ->
          Type.join(
              ofExpression(binary.left(), scope, depth + 1),
              ofExpression(binary.right(), scope, depth + 1));
      case PyTree.DictDisplay dict -> {
        Type element = null;
        for (PyTree.DictItem item : dict.items()) {
          Type each = ofExpression(item.value(), scope, depth + 1);
          element = element == null ? each : Type.join(element, each);
        }
        yield new Type.Container(Type.Kind.DICT, element == null ? Type.UNKNOWN : element);
      }
      case PyTree.ListDisplay list -> container(Type.Kind.LIST, list.elements(), scope, depth);
      case PyTree.SetDisplay set -> container(Type.Kind.SET, set.elements(), scope, depth);
      case PyTree.TupleDisplay tuple -> container(Type.Kind.TUPLE, tuple.elements(), scope, depth);
      case PyTree.Comprehension comprehension ->
          switch (comprehension.kind()) {
            case LIST -> new Type.Container(Type.Kind.LIST, Type.UNKNOWN);
            case SET -> new Type.Container(Type.Kind.SET, Type.UNKNOWN);
            case DICT -> new Type.Container(Type.Kind.DICT, Type.UNKNOWN);
            case GENERATOR -> Type.UNKNOWN;
          };
      case PyTree.Name name -> ofName(name.name(), scope);
      case PyTree.Attribute attribute ->
          member(ofExpression(attribute.value(), scope, depth + 1), attribute.name());
      case PyTree.Subscript subscript -> {
        Type owner = ofExpression(subscript.value(), scope, depth + 1);
        yield owner instanceof Type.Container(Type.Kind _, Type element)
            ? element
            : owner instanceof Type.ClassObject ? owner : Type.UNKNOWN;
      }
      case PyTree.Await await -> ofExpression(await.value(), scope, depth + 1);
      case PyTree.Conditional conditional ->
          Type.join(
              ofExpression(conditional.body(), scope, depth + 1),
              ofExpression(conditional.orElse(), scope, depth + 1));
      case PyTree.BoolOp bool -> {
        Type type = Type.SCALAR;
        for (PyTree.Expr value : bool.values()) {
          type = Type.join(type, ofExpression(value, scope, depth + 1));
        }
        yield type;
      }
      case PyTree.NamedExpr named -> ofExpression(named.value(), scope, depth + 1);
      case PyTree.Call call -> ofCall(call, scope, depth);
      default -> Type.UNKNOWN;
    };
  }

  private Type container(Type.Kind kind, List<PyTree.Expr> elements, TypeScope scope, int depth) {
    Type element = null;
    for (PyTree.Expr each : elements.size() > 8 ? elements.subList(0, 8) : elements) {
      Type type = ofExpression(each, scope, depth + 1);
      element = element == null ? type : Type.join(element, type);
    }
    return new Type.Container(kind, element == null ? Type.UNKNOWN : element);
  }

  private Type ofCall(PyTree.Call call, TypeScope scope, int depth) {
    Type callee = ofExpression(call.function(), scope, depth + 1);
    if (callee instanceof Type.LibraryObject(String name)
        && name.equals("collections.defaultdict")
        && !call.arguments().isEmpty()) {
      Type factory = ofExpression(call.arguments().getFirst().value(), scope, depth + 1);
      return new Type.Container(Type.Kind.DICT, ofResult(factory, depth));
    }
    return ofResult(callee, depth);
  }

  /// What calling a value of this type gives; for a coroutine function what awaiting gives.
  public Type ofResult(Type callee) {
    return ofResult(callee, 0);
  }

  private Type ofResult(Type callee, int depth) {
    return switch (callee) {
      case Type.ClassObject(ClassSymbol symbol) -> new Type.Instance(symbol);
      case Type.LibraryObject(String name) -> {
        Type.Kind kind = LibraryTypes.container(name);
        yield kind != null ? new Type.Container(kind, Type.UNKNOWN) : new Type.Library(name);
      }
      case Type.Builtin(String name) -> {
        Type.Kind kind = LibraryTypes.container(name);
        yield kind != null
            ? new Type.Container(kind, Type.UNKNOWN)
            : name.equals("object")
                ? new Type.Library("object")
                : LibraryTypes.isImmutable(name) || name.equals("len") ? Type.SCALAR : Type.UNKNOWN;
      }
      case Type.FunctionObject(FunctionSymbol symbol) -> ofReturn(symbol, depth);
      case Type.Instance(ClassSymbol symbol) -> {
        FunctionSymbol method = linker.method(symbol, "__call__");
        yield method == null ? Type.UNKNOWN : ofReturn(method, depth);
      }
      case Type.Library(String made) -> {
        String call = LibraryClasses.canonical(made) + ".()";
        yield LibraryClasses.isKnown(call) ? new Type.Library(call) : Type.UNKNOWN;
      }
      default -> Type.UNKNOWN;
    };
  }

  /// The declared or evident return type of a function.
  public Type ofReturn(FunctionSymbol function) {
    return ofReturn(function, 0);
  }

  private Type ofReturn(FunctionSymbol function, int depth) {
    Type known = returns.get(function);
    if (known != null) {
      return known;
    }
    if (depth > MAX_DEPTH || !active.add(function)) {
      return Type.UNKNOWN;
    }
    Type type = Type.UNKNOWN;
    PyTree.Expr annotation = function.definition().returns();
    if (annotation != null) {
      type = ofAnnotation(annotation, TypeScope.of(function), depth + 1);
    }
    if (type.equals(Type.UNKNOWN)) {
      Type found = null;
      for (PyTree.Expr value : returned(function)) {
        Type each = ofExpression(value, TypeScope.of(function), depth + 1);
        found = found == null ? each : Type.join(found, each);
      }
      type = found == null ? Type.UNKNOWN : found;
    }
    active.remove(function);
    returns.put(function, type);
    return type;
  }

  private static List<PyTree.Expr> returned(FunctionSymbol function) {
    List<PyTree.Expr> values = new ArrayList<>();
    for (PyTree.Stmt statement : function.definition().body()) {
      if (statement instanceof PyTree.FunctionDef || statement instanceof PyTree.ClassDef) {
        continue;
      }
      PyWalk.walkOwn(
          statement,
          node -> {
            if (node instanceof PyTree.Return result && result.value() != null) {
              values.add(result.value());
            } else if (node instanceof PyTree.Yield result && result.value() != null) {
              values.add(result.value());
            }
          });
    }
    return values.size() > 8 ? List.of() : values;
  }

  /// An attribute of a value of this type.
  public Type member(Type owner, String name) {
    return switch (owner) {
      case Type.ModuleObject(SourceModule module) -> {
        Resolution found = linker.resolve(module, name);
        yield found instanceof Resolution.ToBuiltin ? Type.UNKNOWN : ofResolution(found, 1);
      }
      case Type.LibraryObject(String qualified) -> new Type.LibraryObject(qualified + "." + name);
      case Type.Instance(ClassSymbol symbol) -> ofAttribute(symbol, name);
      case Type.ClassObject(ClassSymbol symbol) -> ofAttribute(symbol, name);
      case Type.Library(String made) -> {
        String method = LibraryClasses.canonical(made) + "." + name;
        yield LibraryClasses.isKnown(method) ? new Type.LibraryObject(method) : Type.UNKNOWN;
      }
      default -> Type.UNKNOWN;
    };
  }

  /// The type of an attribute of objects of a class: methods, class-level names, and what methods
  /// assign to `self`.
  public Type ofAttribute(ClassSymbol symbol, String name) {
    Map<String, Type> known = attributes.computeIfAbsent(symbol, _ -> new HashMap<>());
    Type cached = known.get(name);
    if (cached != null) {
      return cached;
    }
    String key = "attribute\n" + symbol.dottedName() + "\n" + name;
    if (!active.add(key)) {
      return Type.UNKNOWN;
    }
    Type type = ofAttributeUncached(symbol, name);
    active.remove(key);
    known.put(name, type);
    return type;
  }

  private Type ofAttributeUncached(ClassSymbol symbol, String name) {
    FunctionSymbol method = linker.method(symbol, name);
    if (method != null) {
      if (method.hasDecorator(Set.of("property", "cached_property"))) {
        return ofReturn(method);
      }
      return new Type.FunctionObject(method);
    }
    Type type = null;
    for (ClassSymbol each : linker.lineage(symbol)) {
      Binding.Assigned assigned = each.ownAttribute(name);
      if (assigned != null) {
        TypeScope scope = new TypeScope(each.module(), each.enclosing().orElse(null));
        if (assigned.annotation() != null) {
          type = ofAnnotation(assigned.annotation(), scope, 1);
        }
        if ((type == null || type.equals(Type.UNKNOWN)) && assigned.value() != null) {
          type = ofExpression(assigned.value(), scope, 1);
        }
        if (type != null && !type.equals(Type.SCALAR) && !type.equals(Type.UNKNOWN)) {
          return type;
        }
      }
      Type stored = storedBySelf(each, name);
      if (stored != null && !stored.equals(Type.UNKNOWN)) {
        type = type == null || type.equals(Type.UNKNOWN) ? stored : Type.join(type, stored);
        return type;
      }
    }
    return type == null ? Type.UNKNOWN : type;
  }

  private @Nullable Type storedBySelf(ClassSymbol symbol, String name) {
    FunctionSymbol init = symbol.ownMethod("__init__");
    Type type = null;
    List<FunctionSymbol> methods = new ArrayList<>();
    if (init != null) {
      methods.add(init);
    }
    symbol.ownMethods().values().stream().filter(each -> each != init).forEach(methods::add);
    for (FunctionSymbol method : methods) {
      for (SelfStore store : selfStores(method)) {
        if (!store.name().equals(name)) {
          continue;
        }
        TypeScope scope = TypeScope.of(method);
        Type each = Type.UNKNOWN;
        if (store.annotation() != null) {
          each = ofAnnotation(store.annotation(), scope, 1);
        }
        if (each.equals(Type.UNKNOWN) && store.value() != null) {
          each = ofExpression(store.value(), scope, 1);
        }
        if (!each.equals(Type.UNKNOWN)) {
          type = type == null ? each : Type.join(type, each);
        }
      }
      if (type != null && method == init && !type.equals(Type.SCALAR)) {
        return type;
      }
    }
    return type;
  }

  private record SelfStore(
      String name, PyTree.@Nullable Expr value, PyTree.@Nullable Expr annotation) {}

  private final Map<FunctionSymbol, List<SelfStore>> stores = new HashMap<>();

  private List<SelfStore> selfStores(FunctionSymbol method) {
    return stores.computeIfAbsent(
        method,
        _ -> {
          List<PyTree.Parameter> parameters = method.definition().parameters().all();
          if (parameters.isEmpty()) {
            return List.of();
          }
          String self = parameters.getFirst().name();
          List<SelfStore> found = new ArrayList<>();
          for (PyTree.Stmt statement : method.definition().body()) {
            PyWalk.walkOwn(
                statement,
                node -> {
                  if (node instanceof PyTree.Assign assign) {
                    for (PyTree.Expr target : assign.targets()) {
                      addStore(target, self, assign.value(), null, found);
                    }
                  } else if (node instanceof PyTree.AnnAssign assign) {
                    addStore(assign.target(), self, assign.value(), assign.annotation(), found);
                  }
                });
          }
          return found;
        });
  }

  private static void addStore(
      PyTree.Expr target,
      String self,
      PyTree.@Nullable Expr value,
      PyTree.@Nullable Expr annotation,
      List<SelfStore> out) {
    if (target instanceof PyTree.Attribute attribute
        && attribute.value() instanceof PyTree.Name name
        && name.name().equals(self)) {
      out.add(new SelfStore(attribute.name(), value, annotation));
    }
  }

  /// What the only method of a module that stores an attribute of this name to `self` stores, or
  /// null.
  public PyTree.@Nullable Expr storedValue(String attribute, SourceModule module) {
    for (ClassSymbol symbol : module.classes()) {
      for (FunctionSymbol method : symbol.ownMethods().values()) {
        for (SelfStore store : selfStores(method)) {
          if (store.name().equals(attribute) && store.value() != null) {
            return store.value();
          }
        }
      }
    }
    return null;
  }

  /// The type that an annotation declares.
  public Type ofAnnotation(PyTree.Expr annotation, TypeScope scope) {
    return ofAnnotation(annotation, scope, 0);
  }

  private Type ofAnnotation(PyTree.Expr annotation, TypeScope scope, int depth) {
    if (depth > MAX_DEPTH) {
      return Type.UNKNOWN;
    }
    return switch (annotation) {
      case PyTree.StringLiteral literal -> {
        Optional<String> text = Literals.stringValue(literal, scope.module().source());
        yield text.map(value -> ofDeferred(value, scope, depth)).orElse(Type.UNKNOWN);
      }
      case PyTree.Binary union when union.op() == PyTree.BinaryOp.OR ->
          Type.join(
              ofAnnotation(union.left(), scope, depth + 1),
              ofAnnotation(union.right(), scope, depth + 1));
      case PyTree.Constant _ -> Type.SCALAR;
      case PyTree.Subscript generic -> ofGeneric(generic, scope, depth);
      case PyTree.Name _, PyTree.Attribute _ -> ofPlainAnnotation(annotation, scope, depth);
      default -> Type.UNKNOWN;
    };
  }

  private Type ofDeferred(String text, TypeScope scope, int depth) {
    if (text.length() > 200) {
      return Type.UNKNOWN;
    }
    PyTree.Module module = PythonParser.parse(new SourceText(text)).module();
    // only plain names survive: offsets of the small tree do not fit the file's text
    if (module.body().size() == 1
        && module.body().getFirst() instanceof PyTree.ExprStmt statement
        && !(statement.value() instanceof PyTree.StringLiteral)) {
      return ofAnnotation(statement.value(), scope, depth + 1);
    }
    return Type.UNKNOWN;
  }

  private Type ofPlainAnnotation(PyTree.Expr annotation, TypeScope scope, int depth) {
    Type target = ofExpression(annotation, scope, depth + 1);
    return switch (target) {
      case Type.ClassObject(ClassSymbol symbol) -> new Type.Instance(symbol);
      case Type.Builtin(String name) -> {
        Type.Kind kind = LibraryTypes.container(name);
        yield kind != null
            ? new Type.Container(kind, Type.UNKNOWN)
            : LibraryTypes.isImmutable(name) ? Type.SCALAR : Type.UNKNOWN;
      }
      case Type.LibraryObject(String name) -> {
        Type.Kind kind = LibraryTypes.annotation(name);
        if (kind != null) {
          yield new Type.Container(kind, Type.UNKNOWN);
        }
        yield name.startsWith("typing.") ? Type.UNKNOWN : new Type.Library(name);
      }
      default -> {
        PyTree.Expr alias = aliasValue(annotation, scope);
        yield alias == null ? Type.UNKNOWN : ofAnnotation(alias, scope, depth + 2);
      }
    };
  }

  /// The right side of a module-level alias such as `CurrentUser = Annotated[User, Depends(f)]`.
  public PyTree.@Nullable Expr aliasValue(PyTree.Expr annotation, TypeScope scope) {
    AliasTarget target = alias(annotation, scope);
    return target == null ? null : target.value();
  }

  /// A module-level alias and the module that defines it.
  public record AliasTarget(SourceModule module, PyTree.Expr value) {}

  /// Follows a name to the module-level alias it means, or null.
  public @Nullable AliasTarget alias(PyTree.Expr annotation, TypeScope scope) {
    String dotted = Names.dotted(annotation);
    if (dotted.isEmpty()) {
      return null;
    }
    if (linker.dotted(scope.module(), dotted)
        instanceof Resolution.ToVariable(SourceModule module, String name)) {
      List<Binding> bindings = module.bindings(name);
      for (Binding binding : bindings) {
        if (binding instanceof Binding.Assigned assigned && assigned.value() != null) {
          return new AliasTarget(module, assigned.value());
        }
      }
      return null;
    }
    // `module.Alias` through an attribute that dotted() treats as a member of a module
    int dot = dotted.lastIndexOf('.');
    if (dot > 0
        && linker.dotted(scope.module(), dotted.substring(0, dot))
            instanceof Resolution.ToModule(SourceModule module)) {
      for (Binding binding : module.bindings(dotted.substring(dot + 1))) {
        if (binding instanceof Binding.Assigned assigned && assigned.value() != null) {
          return new AliasTarget(module, assigned.value());
        }
      }
    }
    return null;
  }

  private Type ofGeneric(PyTree.Subscript generic, TypeScope scope, int depth) {
    String last = Names.lastName(generic.value());
    List<PyTree.Expr> arguments =
        generic.index() instanceof PyTree.TupleDisplay tuple
            ? tuple.elements()
            : List.of(generic.index());
    return switch (last) {
      case "Annotated",
          "Optional",
          "Final",
          "ClassVar",
          "Required",
          "NotRequired",
          "ReadOnly",
          "AsyncIterator",
          "AsyncGenerator",
          "Iterator",
          "Generator",
          "Awaitable",
          "Mapped" ->
          arguments.isEmpty() ? Type.UNKNOWN : ofAnnotation(arguments.getFirst(), scope, depth + 1);
      case "Union" -> {
        Type type = null;
        for (PyTree.Expr argument : arguments) {
          Type each = ofAnnotation(argument, scope, depth + 1);
          type = type == null ? each : Type.join(type, each);
        }
        yield type == null ? Type.UNKNOWN : type;
      }
      case "Coroutine" ->
          arguments.isEmpty() ? Type.UNKNOWN : ofAnnotation(arguments.getLast(), scope, depth + 1);
      case "Type", "type" ->
          ofAnnotation(arguments.getFirst(), scope, depth + 1)
                  instanceof Type.Instance(ClassSymbol symbol)
              ? new Type.ClassObject(symbol)
              : Type.UNKNOWN;
      case "Literal" -> Type.SCALAR;
      default -> {
        Type plain = ofPlainAnnotation(generic.value(), scope, depth + 1);
        if (plain instanceof Type.Container(Type.Kind kind, Type _) && !arguments.isEmpty()) {
          PyTree.Expr element = kind == Type.Kind.DICT ? arguments.getLast() : arguments.getFirst();
          yield new Type.Container(kind, ofAnnotation(element, scope, depth + 1));
        }
        yield plain;
      }
    };
  }
}
