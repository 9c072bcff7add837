package dev.crosstalk.python.flow;

import dev.crosstalk.python.syntax.PyTree;
import java.util.Set;

/// What a branch says about the default of a context variable that nobody set.
final class AbsentValues {
  /// The vocabulary of query builders: SQLAlchemy, SQLModel, Tortoise, Django, Beanie.
  private static final Set<String> FILTERS =
      Set.of("where", "filter", "filter_by", "having", "exclude", "and_where");

  private AbsentValues() {}

  static boolean isFilter(String method) {
    return FILTERS.contains(method);
  }

  /// Tells both sides of a branch, before they are followed, whether the value is there.
  static void split(PyTree.If branch, State then, State other) {
    Set<String> names = Tests.namesIn(branch.test());
    boolean asksForNothing = asksForNothing(branch.test());
    State present = asksForNothing ? other : then;
    boolean refused =
        asksForNothing
            ? Tests.alwaysLeaves(branch.body())
            : !branch.orElse().isEmpty() && Tests.alwaysLeaves(branch.orElse());
    for (String name : names) {
      Value value = present.env.get(name);
      if (value != null && (value.taint() & Taint.ABSENT) != 0) {
        int taint = value.taint() & ~Taint.ABSENT;
        boolean leftOut = !refused && !asksForNothing && branch.orElse().isEmpty();
        present.env.put(name, value.withTaint(leftOut ? taint | Taint.LEFT_OUT : taint));
      }
    }
    if (refused) {
      present.context = present.context.assure();
    }
  }

  private static boolean asksForNothing(PyTree.Expr test) {
    return switch (test) {
      case PyTree.Unary unary -> unary.op() == PyTree.UnaryOp.NOT;
      case PyTree.Compare compare ->
          !compare.ops().isEmpty()
              && (compare.ops().getFirst() == PyTree.CompareOp.IS
                  || compare.ops().getFirst() == PyTree.CompareOp.EQ);
      case PyTree.BoolOp bool -> asksForNothing(bool.values().getFirst());
      case PyTree.NamedExpr named -> asksForNothing(named.value());
      default -> false;
    };
  }
}
