package dev.crosstalk.python.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An unchangeable map: a binary trie over the bits of the keys' hashes. A changed copy shares all
/// but one path with its original, and two maps that grew from one are joined at the cost of what
/// differs between them.
///
/// Values that are {@link Marked} carry bits; a subtree knows the bits of all its values, so that
/// {@link #change} passes by what has none of those asked for.
@SuppressWarnings("ReferenceEquality") // sharing is what is asked for: equal is not enough
abstract sealed class Trie<K, V> {

  /// A value with bits that a subtree sums up.
  interface Marked {
    int marks();
  }

  private static final Trie<?, ?> EMPTY = new Empty<>();

  private Trie() {}

  @SuppressWarnings("unchecked") // it holds no value of any type
  static <K, V> Trie<K, V> empty() {
    return (Trie<K, V>) EMPTY;
  }

  boolean isEmpty() {
    return this == EMPTY;
  }

  abstract int size();

  abstract int marks();

  /// Calls `action` for each entry.
  abstract void forEach(BiConsumer<K, V> action);

  List<V> values() {
    List<V> all = new ArrayList<>(size());
    forEach((_, value) -> all.add(value));
    return all;
  }

  /// The map with each value that has one of `marks` replaced; null drops the entry.
  abstract Trie<K, V> change(int marks, UnaryOperator<@Nullable V> with);

  @Nullable V get(K key) {
    Trie<K, V> at = this;
    int hash = key.hashCode();
    while (at instanceof Branch<K, V> branch) {
      at = (hash & branch.bit) == 0 ? branch.zero : branch.one;
    }
    Leaf<K, V> leaf = at instanceof Leaf<K, V> found && found.hash == hash ? found : null;
    while (leaf != null && !leaf.key.equals(key)) {
      leaf = leaf.next;
    }
    return leaf == null ? null : leaf.value;
  }

  Trie<K, V> put(K key, V value) {
    return merge(this, new Leaf<>(key.hashCode(), key, value, null), (_, mine) -> mine);
  }

  Trie<K, V> remove(K key) {
    return without(this, key, key.hashCode());
  }

  private static <K, V> Trie<K, V> without(Trie<K, V> from, K key, int hash) {
    switch (from) {
      case Branch<K, V> branch -> {
        return (hash & branch.bit) == 0
            ? branch.with(without(branch.zero, key, hash), branch.one)
            : branch.with(branch.zero, without(branch.one, key, hash));
      }
      case Leaf<K, V> leaf -> {
        Leaf<K, V> left = leaf.hash == hash ? leaf.without(key) : leaf;
        return left == null ? empty() : left;
      }
      case Empty<K, V> none -> {
        return none;
      }
    }
  }

  /// The map without the entry whose hash, taken as unsigned, is the least.
  Trie<K, V> withoutFirst() {
    return switch (this) {
      case Branch<K, V> branch -> branch.with(branch.zero.withoutFirst(), branch.one);
      case Leaf<K, V> leaf -> leaf.next == null ? empty() : leaf.next;
      case Empty<K, V> none -> none;
    };
  }

  /// Both maps in one; `both` joins the values of a key that each has, unless they are the same, or
  /// drops them with null.
  static <K, V> Trie<K, V> merge(
      Trie<K, V> left, Trie<K, V> right, BinaryOperator<@Nullable V> both) {
    if (left == right || right.isEmpty()) {
      return left;
    }
    if (left.isEmpty()) {
      return right;
    }
    if (left instanceof Branch<K, V> l) {
      if (right instanceof Branch<K, V> r) {
        if (l.bit == r.bit && l.prefix == r.prefix) {
          return l.with(merge(l.zero, r.zero, both), merge(l.one, r.one, both));
        }
        if (Integer.compareUnsigned(l.bit, r.bit) > 0 && l.holds(r.prefix)) {
          return (r.prefix & l.bit) == 0
              ? l.with(merge(l.zero, r, both), l.one)
              : l.with(l.zero, merge(l.one, r, both));
        }
        if (Integer.compareUnsigned(r.bit, l.bit) > 0 && r.holds(l.prefix)) {
          return (l.prefix & r.bit) == 0
              ? r.with(merge(l, r.zero, both), r.one)
              : r.with(r.zero, merge(l, r.one, both));
        }
        return part(l.prefix, l, r.prefix, r);
      }
      int hash = ((Leaf<K, V>) right).hash;
      if (!l.holds(hash)) {
        return part(l.prefix, l, hash, right);
      }
      return (hash & l.bit) == 0
          ? l.with(merge(l.zero, right, both), l.one)
          : l.with(l.zero, merge(l.one, right, both));
    }
    Leaf<K, V> leaf = (Leaf<K, V>) left;
    if (right instanceof Branch<K, V> r) {
      if (!r.holds(leaf.hash)) {
        return part(leaf.hash, leaf, r.prefix, r);
      }
      return (leaf.hash & r.bit) == 0
          ? r.with(merge(leaf, r.zero, both), r.one)
          : r.with(r.zero, merge(leaf, r.one, both));
    }
    Leaf<K, V> other = (Leaf<K, V>) right;
    return leaf.hash == other.hash
        ? leaf.merge(other, both)
        : part(leaf.hash, leaf, other.hash, other);
  }

  private static <K, V> Trie<K, V> part(
      int leftHash, Trie<K, V> left, int rightHash, Trie<K, V> right) {
    int bit = Integer.highestOneBit(leftHash ^ rightHash);
    int prefix = leftHash & -(bit << 1);
    return (leftHash & bit) == 0
        ? new Branch<>(prefix, bit, left, right)
        : new Branch<>(prefix, bit, right, left);
  }

  private static final class Empty<K, V> extends Trie<K, V> {
    @Override
    int size() {
      return 0;
    }

    @Override
    int marks() {
      return 0;
    }

    @Override
    void forEach(BiConsumer<K, V> action) {}

    @Override
    Trie<K, V> change(int marks, UnaryOperator<@Nullable V> with) {
      return this;
    }
  }

  /// One entry, and those whose keys have the same hash.
  private static final class Leaf<K, V> extends Trie<K, V> {
    final int hash;
    final K key;
    final V value;
    final @Nullable Leaf<K, V> next;

    Leaf(int hash, K key, V value, @Nullable Leaf<K, V> next) {
      this.hash = hash;
      this.key = key;
      this.value = value;
      this.next = next;
    }

    @Override
    int size() {
      return next == null ? 1 : 1 + next.size();
    }

    @Override
    int marks() {
      return next == null ? own() : own() | next.marks();
    }

    private int own() {
      return value instanceof Marked marked ? marked.marks() : 0;
    }

    @Override
    void forEach(BiConsumer<K, V> action) {
      for (Leaf<K, V> each = this; each != null; each = each.next) {
        action.accept(each.key, each.value);
      }
    }

    @Override
    Trie<K, V> change(int marks, UnaryOperator<@Nullable V> with) {
      Trie<K, V> rest = next == null ? empty() : next.change(marks, with);
      V changed = (own() & marks) == 0 ? value : with.apply(value);
      Leaf<K, V> tail = rest instanceof Leaf<K, V> leaf ? leaf : null;
      return changed == null
          ? rest
          : changed == value && tail == next ? this : new Leaf<>(hash, key, changed, tail);
    }

    @Nullable Leaf<K, V> without(K gone) {
      if (key.equals(gone)) {
        return next;
      }
      if (next == null) {
        return this;
      }
      Leaf<K, V> tail = next.without(gone);
      return tail == next ? this : new Leaf<>(hash, key, value, tail);
    }

    Trie<K, V> merge(Leaf<K, V> other, BinaryOperator<@Nullable V> both) {
      @Nullable Leaf<K, V> merged = this;
      for (Leaf<K, V> each = other; each != null; each = each.next) {
        merged =
            merged == null
                ? new Leaf<>(hash, each.key, each.value, null)
                : merged.with(each.key, each.value, both);
      }
      return merged == null ? empty() : merged;
    }

    private @Nullable Leaf<K, V> with(K more, V added, BinaryOperator<@Nullable V> both) {
      if (key.equals(more)) {
        V joined = value == added ? value : both.apply(value, added);
        return joined == null ? next : joined == value ? this : new Leaf<>(hash, key, joined, next);
      }
      Leaf<K, V> tail =
          next == null ? new Leaf<>(hash, more, added, null) : next.with(more, added, both);
      return tail == next ? this : new Leaf<>(hash, key, value, tail);
    }
  }

  /// Hashes that agree above `bit`; those without it lie in `zero`.
  private static final class Branch<K, V> extends Trie<K, V> {
    final int prefix;
    final int bit;
    final Trie<K, V> zero;
    final Trie<K, V> one;
    private final int size;
    private final int marks;

    Branch(int prefix, int bit, Trie<K, V> zero, Trie<K, V> one) {
      this.prefix = prefix;
      this.bit = bit;
      this.zero = zero;
      this.one = one;
      this.size = zero.size() + one.size();
      this.marks = zero.marks() | one.marks();
    }

    boolean holds(int hash) {
      return (hash & -(bit << 1)) == prefix;
    }

    Trie<K, V> with(Trie<K, V> newZero, Trie<K, V> newOne) {
      if (newZero == zero && newOne == one) {
        return this;
      }
      return newZero.isEmpty()
          ? newOne
          : newOne.isEmpty() ? newZero : new Branch<>(prefix, bit, newZero, newOne);
    }

    @Override
    int size() {
      return size;
    }

    @Override
    int marks() {
      return marks;
    }

    @Override
    void forEach(BiConsumer<K, V> action) {
      zero.forEach(action);
      one.forEach(action);
    }

    @Override
    Trie<K, V> change(int asked, UnaryOperator<@Nullable V> with) {
      return (marks & asked) == 0 ? this : with(zero.change(asked, with), one.change(asked, with));
    }
  }
}
