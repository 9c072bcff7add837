package dev.crosstalk.python.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a call that is followed asks of the objects that were there before it. A later call whose
/// objects answer alike runs alike, whatever else they hold: of a configuration with forty fields
/// most functions read two.
///
/// This is the read set of self-adjusting computation (Acar, Blelloch, Harper: "Adaptive Functional
/// Programming", POPL 2002) for one level of calls at a time.
final class Footprint {
  private static final int MAX_LOOKS = 400;
  private static final int MAX_STORES = 200;

  private final CallKey key;
  private final int before;
  private final List<Look> looks = new ArrayList<>();
  private final Set<Asked> asked = new LinkedHashSet<>();
  private final List<Store> stores = new ArrayList<>(0);
  private final @Nullable Footprint around;
  private boolean blind;

  /// A question and its answer.
  ///
  /// @param object number of the object in the key
  /// @param what as {@link CallKey#say} has it
  record Look(int object, String what, String said) {}

  /// A question to an object of this run.
  record Asked(FreshObject object, String what) {}

  /// A value that was put into an object that was there before the call.
  ///
  /// @param object number of the object in the key
  record Store(int object, String field, Value value) {
    Store with(Value other) {
      return new Store(object, field, other);
    }
  }

  /// @param before objects with smaller numbers were there before the call
  /// @param around the call that this one is part of
  Footprint(CallKey key, int before, @Nullable Footprint around) {
    this.key = key;
    this.before = before;
    this.around = around;
  }

  @Nullable Footprint around() {
    return around;
  }

  int before() {
    return before;
  }

  /// Notes that `what` was asked of the object.
  void look(FreshObject object, String what) {
    if (object.number() >= before || !asked.add(new Asked(object, what)) || blind) {
      return;
    }
    int number = key.objects().indexOf(object);
    String said = number < 0 || looks.size() >= MAX_LOOKS ? null : key.say(object, what);
    if (said == null) {
      blind = true;
    } else {
      looks.add(new Look(number, what, said));
    }
  }

  /// Notes that `value` is about to be put into the field; false when the object was made inside.
  boolean store(FreshObject object, String field, Value value) {
    if (object.number() >= before) {
      return false;
    }
    look(object, field);
    int number = blind ? -1 : key.objects().indexOf(object);
    if (number < 0 || stores.size() >= MAX_STORES) {
      blind = true;
    } else {
      stores.add(new Store(number, field, value));
    }
    return true;
  }

  List<Store> stores() {
    return stores;
  }

  /// True when something was asked that the key cannot say.
  boolean isBlind() {
    return blind;
  }

  List<Look> looks() {
    return looks;
  }

  /// All that was asked, for the call around this one.
  Set<Asked> asked() {
    return asked;
  }

  /// Footprints of calls with the same arguments, as a tree of questions: what is asked next
  /// depends on the answers so far.
  ///
  /// @param <T> what is known of the calls
  static final class Tree<T> {
    private @Nullable T known;
    private final List<Branch<T>> branches = new ArrayList<>(1);

    private record Branch<T>(int object, String what, Map<String, Tree<T>> next) {}

    /// What `wanted` takes of the calls that ran as this one would, or null. The key then tells
    /// what they asked, which is added to `path`.
    <R> @Nullable R find(
        CallKey key, java.util.function.Function<T, @Nullable R> wanted, List<Asked> path) {
      R found = known == null ? null : wanted.apply(known);
      if (found != null) {
        return found;
      }
      for (Branch<T> branch : branches) {
        CallKey.Point point = key.point();
        FreshObject object = key.objects().get(branch.object());
        String said = key.say(object, branch.what());
        Tree<T> next = said == null ? null : branch.next().get(said);
        if (next != null) {
          path.add(new Asked(object, branch.what()));
          found = next.find(key, wanted, path);
          if (found != null) {
            return found;
          }
          path.removeLast();
        }
        key.back(point);
      }
      return null;
    }

    /// What is known of calls with these looks.
    T at(List<Look> looks, java.util.function.Supplier<T> make) {
      Tree<T> tree = this;
      for (Look look : looks) {
        tree = tree.branch(look).next().computeIfAbsent(look.said(), _ -> new Tree<>());
      }
      if (tree.known == null) {
        tree.known = make.get();
      }
      return tree.known;
    }

    private Branch<T> branch(Look look) {
      for (Branch<T> branch : branches) {
        if (branch.object() == look.object() && branch.what().equals(look.what())) {
          return branch;
        }
      }
      Branch<T> branch = new Branch<>(look.object(), look.what(), new HashMap<>(2));
      branches.add(branch);
      return branch;
    }
  }
}
