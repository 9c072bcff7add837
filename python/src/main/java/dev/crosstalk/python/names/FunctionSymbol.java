package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `def` with the scope it stands in.
public final class FunctionSymbol {
  private final SourceModule module;
  private final PyTree.FunctionDef definition;
  private final String qualifiedName;
  private final String dottedName;
  private final @Nullable ClassSymbol owner;
  private final @Nullable FunctionSymbol enclosing;
  private @Nullable LocalNames localNames;

  FunctionSymbol(
      SourceModule module,
      PyTree.FunctionDef definition,
      String qualifiedName,
      @Nullable ClassSymbol owner,
      @Nullable FunctionSymbol enclosing) {
    this.module = module;
    this.definition = definition;
    this.qualifiedName = qualifiedName;
    this.dottedName = module.name() + "." + qualifiedName;
    this.owner = owner;
    this.enclosing = enclosing;
  }

  public SourceModule module() {
    return module;
  }

  public PyTree.FunctionDef definition() {
    return definition;
  }

  public String name() {
    return definition.name();
  }

  /// Dotted name inside the module, for example `Service.load`.
  public String qualifiedName() {
    return qualifiedName;
  }

  /// Dotted name with the module.
  public String dottedName() {
    return dottedName;
  }

  public boolean async() {
    return definition.async();
  }

  /// The class whose body holds this method.
  public Optional<ClassSymbol> owner() {
    return Optional.ofNullable(owner);
  }

  /// The function whose body, directly or through a class, holds this one.
  public Optional<FunctionSymbol> enclosing() {
    return Optional.ofNullable(enclosing);
  }

  /// What the body binds.
  public LocalNames locals() {
    LocalNames names = localNames;
    if (names == null) {
      names = LocalNames.of(definition);
      localNames = names;
    }
    return names;
  }

  /// True when a decorator with this last name stands above the function.
  public boolean hasDecorator(Set<String> lastNames) {
    for (PyTree.Expr decorator : definition.decorators()) {
      if (lastNames.contains(Names.lastName(decorator))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return dottedName();
  }
}
