package dev.crosstalk.python.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The trie is a map: whatever is done to it gives what the same done to a hash map gives.
final class TrieTest {

  /// A key whose hash many others share.
  private record Key(int number) {
    @Override
    public int hashCode() {
      return number % 7 == 0 ? 0 : number * 0x01000193;
    }
  }

  private record Counted(int value) implements Trie.Marked {
    @Override
    public int marks() {
      return value % 3 == 0 ? 1 : 2;
    }
  }

  private final Random random = new Random(7);

  @Test
  void agreesWithAHashMap() {
    Trie<Key, Counted> trie = Trie.empty();
    Map<Key, Counted> map = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      Key key = new Key(random.nextInt(300));
      switch (random.nextInt(4)) {
        case 0 -> {
          trie = trie.remove(key);
          map.remove(key);
        }
        case 1 -> {
          trie = trie.change(1, old -> old.value() > 900 ? null : new Counted(old.value() + 1));
          map.values().removeIf(old -> old.value() % 3 == 0 && old.value() > 900);
          map.replaceAll((_, old) -> old.value() % 3 == 0 ? new Counted(old.value() + 1) : old);
        }
        default -> {
          Counted value = new Counted(random.nextInt(1000));
          trie = trie.put(key, value);
          map.put(key, value);
        }
      }
      if (i % 50 == 0) {
        same(map, trie);
      }
    }
  }

  @Test
  void joinsWhatPartedAndKeepsWhatBothShare() {
    for (int round = 0; round < 200; round++) {
      Trie<Key, Integer> left = some(random.nextInt(40));
      Trie<Key, Integer> right = left;
      for (int i = random.nextInt(30); i > 0; i--) {
        left = left.put(new Key(random.nextInt(100)), random.nextInt(9));
        right = right.remove(new Key(random.nextInt(100)));
        right = right.put(new Key(random.nextInt(100)), random.nextInt(9));
      }
      Map<Key, Integer> expected = new HashMap<>();
      left.forEach(expected::put);
      right.forEach(
          (key, value) -> expected.merge(key, value, (a, b) -> a.equals(b) ? a : a * 10 + b));
      Trie<Key, Integer> joined = Trie.merge(left, right, (a, b) -> a.equals(b) ? a : a * 10 + b);
      same(expected, joined);
      assertSame(left, Trie.merge(left, left, (a, _) -> a), "nothing to join");
    }
  }

  private Trie<Key, Integer> some(int count) {
    Trie<Key, Integer> trie = Trie.empty();
    for (int i = 0; i < count; i++) {
      trie = trie.put(new Key(random.nextInt(100)), random.nextInt(9));
    }
    return trie;
  }

  private static <V> void same(Map<Key, V> expected, Trie<Key, V> trie) {
    Map<Key, V> found = new HashMap<>();
    trie.forEach(found::put);
    assertEquals(expected, found);
    assertEquals(expected.size(), trie.size());
    expected.forEach((key, value) -> assertEquals(value, trie.get(key)));
  }
}
