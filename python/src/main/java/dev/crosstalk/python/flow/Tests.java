package dev.crosstalk.python.flow;

import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Questions about the tests of branches and about what the branches do.
final class Tests {
  private static final int MAX_PLACES = 3;

  private Tests() {}

  /// The reads that a test looks at itself; what went through a call that was not followed is the
  /// call's answer, not the state's.
  static Set<ReadEvent> direct(Value test, Set<ReadEvent> reads) {
    if ((test.taint() & Taint.DISTANT) != 0 || test.object() != null) {
      return Set.of();
    }
    // what was put together from several places is no test of each of them
    long places = reads.stream().map(read -> read.location.key).distinct().count();
    return places > MAX_PLACES ? Set.of() : reads;
  }

  /// True when a test asks whether something is there: `x is None`, `not x`, `k in d`, `x`.
  static boolean asksForEmptiness(PyTree.Expr test) {
    return switch (test) {
      case PyTree.Compare compare -> {
        boolean none =
            compare.left() instanceof PyTree.Constant
                || compare.comparators().stream()
                    .anyMatch(each ->
                        each instanceof PyTree.Constant constant
                            && constant.kind() == PyTree.ConstantKind.NONE);
        boolean membership =
            compare.ops().contains(PyTree.CompareOp.IN)
                || compare.ops().contains(PyTree.CompareOp.NOT_IN);
        yield none || membership;
      }
      case PyTree.Unary unary ->
          unary.op() == PyTree.UnaryOp.NOT && asksForEmptiness(unary.operand());
      case PyTree.BoolOp bool -> bool.values().stream().anyMatch(Tests::asksForEmptiness);
      case PyTree.NamedExpr named -> asksForEmptiness(named.value());
      case PyTree.Name _, PyTree.Attribute _, PyTree.Subscript _ -> true;
      case PyTree.Call call ->
          (call.function() instanceof PyTree.Name name && name.name().equals("hasattr"))
              || (call.function() instanceof PyTree.Attribute method
                  && (method.name().equals("get") || method.name().equals("done")));
      default -> false;
    };
  }

  /// True for a container itself or a view of it; a call makes a copy.
  static boolean isView(PyTree.Expr iterable) {
    return !(iterable instanceof PyTree.Call call)
        || (call.function() instanceof PyTree.Attribute view
            && (view.name().equals("items")
                || view.name().equals("values")
                || view.name().equals("keys")));
  }

  static Set<String> namesIn(PyTree.Expr test) {
    Set<String> names = new HashSet<>();
    PyWalk.walk(
        test,
        node -> {
          if (node instanceof PyTree.Name name) {
            names.add(name.name());
          } else if (node instanceof PyTree.Attribute attribute) {
            names.add("." + attribute.name());
          }
        });
    return names;
  }

  static boolean alwaysLeaves(List<PyTree.Stmt> body) {
    return !body.isEmpty()
        && switch (body.getLast()) {
          case PyTree.Return _, PyTree.Raise _, PyTree.Continue _, PyTree.Break _ -> true;
          case PyTree.If branch -> alwaysLeaves(branch.body()) && alwaysLeaves(branch.orElse());
          case PyTree.With with -> alwaysLeaves(with.body());
          case PyTree.Try attempt ->
              alwaysLeaves(attempt.body())
                  && attempt.handlers().stream().allMatch(each -> alwaysLeaves(each.body()));
          default -> false;
        };
  }

  /// True when a branch refuses: it raises, or answers something that does not come from what was
  /// tested. A bare `return` or `return None` refuses nothing: the work was done already.
  static boolean rejects(List<PyTree.Stmt> body, Set<String> tested) {
    for (PyTree.Stmt statement : body) {
      switch (statement) {
        case PyTree.Raise _ -> {
          return true;
        }
        case PyTree.Return result -> {
          PyTree.Expr value = result.value();
          if (value == null
              || (value instanceof PyTree.Constant constant
                  && constant.kind() == PyTree.ConstantKind.NONE)
              || (value instanceof PyTree.Constant yes && yes.kind() == PyTree.ConstantKind.TRUE)) {
            return false;
          }
          if (value instanceof PyTree.Name) {
            return false; // hands out what it has
          }
          Set<String> used = namesIn(value);
          used.retainAll(tested);
          used.remove("self");
          return used.isEmpty();
        }
        case PyTree.Continue _, PyTree.Break _ -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }
}
