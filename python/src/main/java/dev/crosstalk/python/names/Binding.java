package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;
import org.jspecify.annotations.Nullable;

/// One way in which a name of a module or class body gets its value.
public sealed interface Binding {

  /// A `def`.
  record Function(FunctionSymbol symbol) implements Binding {}

  /// A `class`.
  record ClassDefinition(ClassSymbol symbol) implements Binding {}

  /// `import a.b` binds `a` (`dotted` is `a`), `import a.b as c` binds `c` (`dotted` is `a.b`).
  record ImportedModule(String dotted) implements Binding {}

  /// `from module import name`.
  ///
  /// @param module absolute or, with `level` > 0, relative dotted name
  record ImportedName(String module, int level, String name) implements Binding {}

  /// An assignment; `value` is null for a bare annotation, `annotation` for a plain assignment.
  ///
  /// @param node the target
  record Assigned(PyTree node, PyTree.@Nullable Expr value, PyTree.@Nullable Expr annotation)
      implements Binding {}

  /// Bound in a way whose value is not followed: a loop, a `with`, a pattern, an unpacking.
  record Opaque(PyTree node) implements Binding {}
}
