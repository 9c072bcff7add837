package dev.crosstalk.cli.novelty;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which lines of a text differ from an older one: the shortest edit script of Myers (1986).
final class LineDiff {
  /// Beyond this many edits everything between the first and the last difference counts as changed.
  private static final int MOST_EDITS = 2_000;

  private final int[] before;
  private final int[] after;
  private final BitSet touched = new BitSet();

  /// Where lines were taken out: before the 0-based line of `after`.
  private final BitSet gaps = new BitSet();

  private LineDiff(int[] before, int[] after) {
    this.before = before;
    this.after = after;
  }

  /// The 1-based lines of `after` that are new or changed. Where lines were taken out and none put
  /// in their place, the lines on both sides count.
  static BitSet touched(List<String> before, List<String> after) {
    Map<String, Integer> numbers = new HashMap<>();
    LineDiff diff = new LineDiff(numbered(before, numbers), numbered(after, numbers));
    diff.compare();
    diff.sidesOfGaps();
    return diff.touched;
  }

  private static int[] numbered(List<String> lines, Map<String, Integer> numbers) {
    return lines.stream()
        .mapToInt(line -> numbers.computeIfAbsent(line, _ -> numbers.size()))
        .toArray();
  }

  private void compare() {
    int start = 0;
    int beforeEnd = before.length;
    int afterEnd = after.length;
    while (start < beforeEnd && start < afterEnd && before[start] == after[start]) {
      start++;
    }
    while (beforeEnd > start && afterEnd > start && before[beforeEnd - 1] == after[afterEnd - 1]) {
      beforeEnd--;
      afterEnd--;
    }
    if (start == beforeEnd && start == afterEnd) {
      return;
    }
    if (!shortest(start, beforeEnd, afterEnd)) {
      touched.set(start + 1, afterEnd + 1);
      gaps.set(start);
    }
  }

  /// Walks the shortest script of the middle part; false when it is too long.
  private boolean shortest(int start, int beforeEnd, int afterEnd) {
    int n = beforeEnd - start;
    int m = afterEnd - start;
    int most = Math.min(n + m, MOST_EDITS);
    int[][] trace = new int[most + 1][];
    int[] furthest = new int[2 * most + 3];
    int zero = most + 1;
    for (int d = 0; d <= most; d++) {
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
        int x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
        int y = x - k;
        while (x < n && y < m && before[start + x] == after[start + y]) {
          x++;
          y++;
        }
        furthest[zero + k] = x;
        if (x >= n && y >= m) {
          trace[d] = furthest.clone();
          mark(trace, d, start, n, m, zero);
          return true;
        }
      }
      trace[d] = furthest.clone();
    }
    return false;
  }

  private void mark(int[][] trace, int edits, int start, int n, int m, int zero) {
    int x = n;
    int y = m;
    for (int d = edits; d > 0; d--) {
      int[] furthest = trace[d - 1];
      int k = x - y;
      boolean down = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
      int previous = down ? k + 1 : k - 1;
      int fromX = furthest[zero + previous];
      int fromY = fromX - previous;
      if (down) {
        touched.set(start + fromY + 1); // the line after[start + fromY] is new
      } else {
        gaps.set(start + fromY);
      }
      x = fromX;
      y = fromY;
    }
  }

  private void sidesOfGaps() {
    BitSet put = (BitSet) touched.clone();
    for (int gap = gaps.nextSetBit(0); gap >= 0; gap = gaps.nextSetBit(gap + 1)) {
      if (!put.get(gap) && !put.get(gap + 1)) {
        if (gap > 0) {
          touched.set(gap);
        }
        if (gap < after.length) {
          touched.set(gap + 1);
        }
      }
    }
  }
}
