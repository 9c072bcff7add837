package dev.crosstalk.python.types;

import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;

/// What a value is, as far as the source says so.
// the records below have no static state: their initialisation cannot wait for this interface
@SuppressWarnings("ClassInitializationDeadlock")
public sealed interface Type {

  /// Nothing is known.
  record Unknown() implements Type {}

  /// A number, string, `None`, enum member or other value that cannot be changed in place.
  record Scalar() implements Type {}

  /// An object of a first-party class.
  record Instance(ClassSymbol symbol) implements Type {}

  /// What a library callable returns: an object of a library class, by the callable's name.
  record Library(String name) implements Type {}

  /// A library module, class or function itself.
  record LibraryObject(String name) implements Type {}

  record ClassObject(ClassSymbol symbol) implements Type {}

  record FunctionObject(FunctionSymbol symbol) implements Type {}

  record ModuleObject(SourceModule module) implements Type {}

  /// A built-in function or class itself.
  record Builtin(String name) implements Type {}

  /// A container that can be changed in place.
  record Container(Kind kind, Type element) implements Type {}

  /// Kinds of containers.
  enum Kind {
    DICT,
    LIST,
    SET,
    TUPLE
  }

  Type UNKNOWN = new Unknown();
  Type SCALAR = new Scalar();

  /// True for a dict, list or set.
  default boolean isMutableContainer() {
    return this instanceof Container container && container.kind() != Kind.TUPLE;
  }

  /// True when this is a library object or instance of that name.
  default boolean isLibrary(String qualifiedName) {
    return this instanceof Library(String name) && name.equals(qualifiedName);
  }

  /// What holds for both.
  static Type join(Type left, Type right) {
    if (left.equals(right) || right instanceof Scalar) {
      return left;
    }
    return left instanceof Scalar ? right : UNKNOWN;
  }
}
