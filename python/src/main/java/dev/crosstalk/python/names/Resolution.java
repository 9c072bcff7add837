package dev.crosstalk.python.names;

/// What a name or a dotted path leads to.
public sealed interface Resolution {

  record ToFunction(FunctionSymbol symbol) implements Resolution {}

  record ToClass(ClassSymbol symbol) implements Resolution {}

  record ToModule(SourceModule module) implements Resolution {}

  /// A variable of a first-party module.
  record ToVariable(SourceModule module, String name) implements Resolution {}

  /// Something of a library or of the standard library, by qualified name.
  record ToExternal(String qualifiedName) implements Resolution {}

  /// A built-in name.
  record ToBuiltin(String name) implements Resolution {}

  record ToNothing() implements Resolution {}

  Resolution NOTHING = new ToNothing();
}
