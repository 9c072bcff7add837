package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `class` with its own methods and class-level names.
public final class ClassSymbol {
  private final SourceModule module;
  private final PyTree.ClassDef definition;
  private final String qualifiedName;
  private final @Nullable FunctionSymbol enclosing;
  private final Map<String, FunctionSymbol> methods = new LinkedHashMap<>();
  private final Map<String, FunctionSymbol> setters = new LinkedHashMap<>();
  private final Map<String, Binding.Assigned> attributes = new LinkedHashMap<>();

  ClassSymbol(
      SourceModule module,
      PyTree.ClassDef definition,
      String qualifiedName,
      @Nullable FunctionSymbol enclosing) {
    this.module = module;
    this.definition = definition;
    this.qualifiedName = qualifiedName;
    this.enclosing = enclosing;
  }

  void addMethod(FunctionSymbol method) {
    for (PyTree.Expr decorator : method.definition().decorators()) {
      if (decorator instanceof PyTree.Attribute attribute && methods.containsKey(method.name())) {
        if (attribute.name().equals("setter")) {
          setters.put(method.name(), method);
        }
        if (attribute.name().equals("setter") || attribute.name().equals("deleter")) {
          return; // the property itself stays what a read runs
        }
      }
    }
    methods.put(method.name(), method);
  }

  void addAttribute(String name, Binding.Assigned binding) {
    attributes.put(name, binding);
  }

  public SourceModule module() {
    return module;
  }

  public PyTree.ClassDef definition() {
    return definition;
  }

  public String name() {
    return definition.name();
  }

  public String qualifiedName() {
    return qualifiedName;
  }

  public String dottedName() {
    return module.name() + "." + qualifiedName;
  }

  public Optional<FunctionSymbol> enclosing() {
    return Optional.ofNullable(enclosing);
  }

  /// A method of this class itself; bases are searched by {@link Linker#method}.
  public @Nullable FunctionSymbol ownMethod(String name) {
    return methods.get(name);
  }

  /// What a store to a property of this class itself runs.
  public @Nullable FunctionSymbol ownSetter(String name) {
    return setters.get(name);
  }

  /// Methods of this class itself.
  public Map<String, FunctionSymbol> ownMethods() {
    return methods;
  }

  /// A class-level assignment of this class itself.
  public Binding.@Nullable Assigned ownAttribute(String name) {
    return attributes.get(name);
  }

  public Map<String, Binding.Assigned> ownAttributes() {
    return attributes;
  }

  /// The positional arguments of the class header.
  public List<PyTree.Expr> baseExpressions() {
    return definition.arguments().stream()
        .filter(argument -> argument.kind() == PyTree.ArgumentKind.POSITIONAL)
        .map(PyTree.Argument::value)
        .toList();
  }

  @Override
  public String toString() {
    return dottedName();
  }
}
