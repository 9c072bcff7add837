package dev.crosstalk.python.syntax;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Visits the children of a node in source order of evaluation where that matters little.
public final class PyWalk {
  private PyWalk() {}

  /// Calls `visitor` for `node` and everything below it, parents first. The depth of trees is
  /// bounded by the parser.
  public static void walk(@Nullable PyTree node, Consumer<PyTree> visitor) {
    if (node == null) {
      return;
    }
    visitor.accept(node);
    children(node, child -> walk(child, visitor));
  }

  /// Like {@link #walk} but does not enter functions, lambdas and classes below `node`.
  public static void walkOwn(@Nullable PyTree node, Consumer<PyTree> visitor) {
    if (node == null) {
      return;
    }
    visitor.accept(node);
    children(
        node,
        child -> {
          if (!(child instanceof PyTree.FunctionDef)
              && !(child instanceof PyTree.ClassDef)
              && !(child instanceof PyTree.Lambda)) {
            walkOwn(child, visitor);
          }
        });
  }

  private static void all(List<? extends PyTree> nodes, Consumer<PyTree> visitor) {
    for (PyTree node : nodes) {
      visitor.accept(node);
    }
  }

  private static void one(@Nullable PyTree node, Consumer<PyTree> visitor) {
    if (node != null) {
      visitor.accept(node);
    }
  }

  /// Calls `visitor` for each direct child.
  public static void children(PyTree node, Consumer<PyTree> visitor) {
    switch (node) {
      case PyTree.Module n -> all(n.body(), visitor);
      case PyTree.FunctionDef n -> {
        all(n.decorators(), visitor);
        all(n.typeParams(), visitor);
        visitor.accept(n.parameters());
        one(n.returns(), visitor);
        all(n.body(), visitor);
      }
      case PyTree.ClassDef n -> {
        all(n.decorators(), visitor);
        all(n.typeParams(), visitor);
        all(n.arguments(), visitor);
        all(n.body(), visitor);
      }
      case PyTree.Return n -> one(n.value(), visitor);
      case PyTree.Delete n -> all(n.targets(), visitor);
      case PyTree.Assign n -> {
        all(n.targets(), visitor);
        visitor.accept(n.value());
      }
      case PyTree.AugAssign n -> {
        visitor.accept(n.target());
        visitor.accept(n.value());
      }
      case PyTree.AnnAssign n -> {
        visitor.accept(n.target());
        visitor.accept(n.annotation());
        one(n.value(), visitor);
      }
      case PyTree.For n -> {
        visitor.accept(n.target());
        visitor.accept(n.iterable());
        all(n.body(), visitor);
        all(n.orElse(), visitor);
      }
      case PyTree.While n -> {
        visitor.accept(n.test());
        all(n.body(), visitor);
        all(n.orElse(), visitor);
      }
      case PyTree.If n -> {
        visitor.accept(n.test());
        all(n.body(), visitor);
        all(n.orElse(), visitor);
      }
      case PyTree.With n -> {
        all(n.items(), visitor);
        all(n.body(), visitor);
      }
      case PyTree.Match n -> {
        visitor.accept(n.subject());
        all(n.cases(), visitor);
      }
      case PyTree.Raise n -> {
        one(n.exception(), visitor);
        one(n.cause(), visitor);
      }
      case PyTree.Try n -> {
        all(n.body(), visitor);
        all(n.handlers(), visitor);
        all(n.orElse(), visitor);
        all(n.finalBody(), visitor);
      }
      case PyTree.Assert n -> {
        visitor.accept(n.test());
        one(n.message(), visitor);
      }
      case PyTree.Import n -> all(n.names(), visitor);
      case PyTree.ImportFrom n -> all(n.names(), visitor);
      case PyTree.ExprStmt n -> visitor.accept(n.value());
      case PyTree.TypeAlias n -> {
        all(n.typeParams(), visitor);
        visitor.accept(n.value());
      }
      case PyTree.ErrorStmt n -> all(n.body(), visitor);
      case PyTree.Parameters n -> all(n.all(), visitor);
      case PyTree.Parameter n -> {
        one(n.annotation(), visitor);
        one(n.defaultValue(), visitor);
      }
      case PyTree.Argument n -> visitor.accept(n.value());
      case PyTree.WithItem n -> {
        visitor.accept(n.context());
        one(n.target(), visitor);
      }
      case PyTree.MatchCase n -> {
        visitor.accept(n.pattern());
        one(n.guard(), visitor);
        all(n.body(), visitor);
      }
      case PyTree.ExceptHandler n -> {
        one(n.type(), visitor);
        all(n.body(), visitor);
      }
      case PyTree.TypeParam n -> {
        one(n.bound(), visitor);
        one(n.defaultValue(), visitor);
      }
      case PyTree.FormattedString n -> all(n.parts(), visitor);
      case PyTree.Interpolation n -> {
        visitor.accept(n.value());
        all(n.spec(), visitor);
      }
      case PyTree.BoolOp n -> all(n.values(), visitor);
      case PyTree.NamedExpr n -> {
        visitor.accept(n.target());
        visitor.accept(n.value());
      }
      case PyTree.Binary n -> {
        visitor.accept(n.left());
        visitor.accept(n.right());
      }
      case PyTree.Unary n -> visitor.accept(n.operand());
      case PyTree.Lambda n -> {
        visitor.accept(n.parameters());
        visitor.accept(n.body());
      }
      case PyTree.Conditional n -> {
        visitor.accept(n.test());
        visitor.accept(n.body());
        visitor.accept(n.orElse());
      }
      case PyTree.DictDisplay n -> all(n.items(), visitor);
      case PyTree.DictItem n -> {
        one(n.key(), visitor);
        visitor.accept(n.value());
      }
      case PyTree.SetDisplay n -> all(n.elements(), visitor);
      case PyTree.ListDisplay n -> all(n.elements(), visitor);
      case PyTree.TupleDisplay n -> all(n.elements(), visitor);
      case PyTree.Comprehension n -> {
        all(n.clauses(), visitor);
        visitor.accept(n.element());
        one(n.value(), visitor);
      }
      case PyTree.ComprehensionFor n -> {
        visitor.accept(n.iterable());
        visitor.accept(n.target());
        all(n.conditions(), visitor);
      }
      case PyTree.Await n -> visitor.accept(n.value());
      case PyTree.Yield n -> one(n.value(), visitor);
      case PyTree.YieldFrom n -> visitor.accept(n.value());
      case PyTree.Compare n -> {
        visitor.accept(n.left());
        all(n.comparators(), visitor);
      }
      case PyTree.Call n -> {
        visitor.accept(n.function());
        all(n.arguments(), visitor);
      }
      case PyTree.Attribute n -> visitor.accept(n.value());
      case PyTree.Subscript n -> {
        visitor.accept(n.value());
        visitor.accept(n.index());
      }
      case PyTree.Slice n -> {
        one(n.lower(), visitor);
        one(n.upper(), visitor);
        one(n.step(), visitor);
      }
      case PyTree.Starred n -> visitor.accept(n.value());
      case PyTree.ValuePattern n -> visitor.accept(n.value());
      case PyTree.SequencePattern n -> all(n.elements(), visitor);
      case PyTree.MappingPattern n -> {
        all(n.keys(), visitor);
        all(n.patterns(), visitor);
      }
      case PyTree.ClassPattern n -> {
        visitor.accept(n.type());
        all(n.positional(), visitor);
        all(n.keywordPatterns(), visitor);
      }
      case PyTree.OrPattern n -> all(n.alternatives(), visitor);
      case PyTree.AsPattern n -> visitor.accept(n.pattern());
      case PyTree.Global _,
          PyTree.Nonlocal _,
          PyTree.Pass _,
          PyTree.Break _,
          PyTree.Continue _,
          PyTree.Alias _,
          PyTree.Name _,
          PyTree.NumberLiteral _,
          PyTree.StringLiteral _,
          PyTree.FormatText _,
          PyTree.Constant _,
          PyTree.ErrorExpr _,
          PyTree.CapturePattern _,
          PyTree.StarPattern _ -> {}
    }
  }
}
