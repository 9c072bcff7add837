package dev.crosstalk.drive.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Learns from pairs of serial runs in the same order what differs anyway, and makes outcomes
/// comparable: texts that differ are renamed in the order of their appearance (so that two equal
/// ones stay equal), numbers that differ count from the smallest beside them, and what even so
/// differs is left out.
final class NoiseMask {
  private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");

  private final Set<String> renamed = new HashSet<>();
  private final Set<String> relative = new HashSet<>();
  private final Set<String> left = new HashSet<>();

  /// Learns from two runs in the same order.
  void learn(SortedMap<String, Object> one, SortedMap<String, Object> other) {
    Set<String> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    for (String key : keys) {
      Object a = one.get(key);
      Object b = other.get(key);
      if (a == null || b == null) {
        left.add(general(key));
      } else if (!a.equals(b)) {
        if (a instanceof String && b instanceof String) {
          renamed.add(general(key));
        } else if (a instanceof Long && b instanceof Long && key.startsWith("answer ")) {
          relative.add(general(key));
        } else {
          left.add(general(key));
        }
      }
    }
    SortedMap<String, String> first = apply(one);
    SortedMap<String, String> second = apply(other);
    for (String key : keys) {
      String a = first.get(key);
      String b = second.get(key);
      if (a != null && b != null && !a.equals(b)) {
        left.add(general(key));
      }
    }
  }

  /// The outcome without noise.
  SortedMap<String, String> apply(SortedMap<String, Object> leaves) {
    SortedMap<String, String> outcome = new TreeMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (Map.Entry<String, Object> leaf : leaves.entrySet()) {
      String key = general(leaf.getKey());
      if (left.contains(key)) {
        continue;
      }
      if (relative.contains(key) && leaf.getValue() instanceof Long number) {
        long least = smallest(leaves, leaf.getKey());
        outcome.put(leaf.getKey(), "+" + (number - least));
      } else if (renamed.contains(key) && leaf.getValue() instanceof String text) {
        int name = names.computeIfAbsent(text, _ -> names.size() + 1);
        outcome.put(leaf.getKey(), "#" + name);
      } else {
        outcome.put(leaf.getKey(), String.valueOf(leaf.getValue()));
      }
    }
    return outcome;
  }

  /// The smallest number at the same place of any racing answer.
  private static long smallest(SortedMap<String, Object> leaves, String key) {
    String place = withoutId(key);
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Object> other : leaves.entrySet()) {
      if (other.getValue() instanceof Long number && withoutId(other.getKey()).equals(place)) {
        least = Math.min(least, number);
      }
    }
    return least;
  }

  /// `answer race-a /total` without the id.
  private static String withoutId(String key) {
    List<String> parts = List.of(key.split(" ", 3));
    return parts.size() < 3 ? key : parts.get(0) + " " + parts.get(2);
  }

  private static String general(String key) {
    return INDEX.matcher(key).replaceAll("/*");
  }
}
