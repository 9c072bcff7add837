package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Values that reach code beside its parameters, through context variables, and caches that keep
/// what was made of them.
final class AmbientValues {
  private static final Set<String> CACHING =
      Set.of("lru_cache", "cache", "cached", "alru_cache", "memoize");
  private final Walk walk;
  private final Map<String, Integer> set = new HashMap<>();

  AmbientValues(Walk walk) {
    this.walk = walk;
  }

  /// `var.get()`.
  Value get(Value variable) {
    int known = variable.location() == null ? 0 : set.getOrDefault(variable.location().key, 0);
    int taint =
        Taint.REQUEST
            | Taint.AMBIENT
            | ((known & Taint.IDENTITY) != 0 ? Taint.AMBIENT_IDENTITY : 0);
    return Value.derived(Type.UNKNOWN, taint, Set.of()).withSymbol(variable.symbol());
  }

  /// `var.set(value)`.
  void set(Value variable, Value value) {
    if (variable.location() != null) {
      set.merge(variable.location().key, value.allTaint(), (a, b) -> a | b);
    }
  }

  /// A call of a function with a caching decorator came back: what it returned is kept for all who
  /// call it with equal arguments.
  void cached(Value result, FunctionSymbol function, Callee.Arguments arguments, Frame frame) {
    if (function.definition().decorators().isEmpty()
        || walk.tracker.isMuted()
        || !function.hasDecorator(CACHING)) {
      return;
    }
    int taint = result.allTaint();
    int given = arguments.taint();
    if ((taint & Taint.AMBIENT) == 0
        || (given & (Taint.AMBIENT | Taint.IDENTITY | Taint.UNIQUE)) != 0) {
      return;
    }
    PyTree.Expr decorator = decorator(function);
    if (decorator == null) {
      return;
    }
    Access access =
        new Access(
            new Site(function.module(), decorator, function.dottedName()),
            frame.calls(),
            "the result for this caller");
    String origin = walk.tracker.origin();
    walk.tracker.hazards.put(
        new Hazard(
            Shape.CACHED_FOR_ALL,
            walk.variables.kept(function).place(),
            access,
            Optional.empty(),
            access,
            origin,
            List.of(origin),
            Confidence.HIGH,
            (taint & Taint.AMBIENT_IDENTITY) != 0,
            Change.INSERT));
  }

  /// A library's caching decorator; what a first-party one keeps is seen where it stores it.
  private PyTree.@Nullable Expr decorator(FunctionSymbol function) {
    TypeScope scope = new TypeScope(function.module(), function.enclosing().orElse(null));
    for (PyTree.Expr each : function.definition().decorators()) {
      PyTree.Expr callee = each instanceof PyTree.Call call ? call.function() : each;
      if (CACHING.contains(Names.lastName(each))
          && walk.types.ofExpression(callee, scope) instanceof Type.LibraryObject) {
        return each;
      }
    }
    return null;
  }
}
