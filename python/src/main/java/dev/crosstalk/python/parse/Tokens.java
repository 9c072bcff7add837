package dev.crosstalk.python.parse;

import java.util.Arrays;
import java.util.BitSet;

/// The tokens of one file as parallel arrays; offsets are UTF-16 units, `ends` exclusive. Comments
/// are kept apart.
final class Tokens {
  byte[] kinds;
  int[] starts;
  int[] ends;
  int count;

  /// Start and end of comments, alternating.
  int[] comments = new int[32];

  int commentCount;

  /// Tokens that the tokenizer made up to close what was left open; it has reported the cause.
  private final BitSet forced = new BitSet();

  private int[] unclosed = {};

  Tokens(int capacity) {
    kinds = new byte[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
  }

  void add(int kind, int start, int end) {
    int index = count;
    if (index == kinds.length) {
      grow();
    }
    kinds[index] = (byte) kind;
    starts[index] = start;
    ends[index] = end;
    count = index + 1;
  }

  private void grow() {
    int capacity = count + (count >> 1) + 16;
    kinds = Arrays.copyOf(kinds, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
  }

  void addForced(int kind, int offset) {
    forced.set(count);
    add(kind, offset, offset);
  }

  boolean isForced(int index) {
    return forced.get(index);
  }

  /// Notes that a bracket at `from` was still open at `to` and has been reported.
  void addUnclosed(int from, int to) {
    if (unclosed.length == 2 * Problems.MAX) {
      return;
    }
    unclosed = Arrays.copyOf(unclosed, unclosed.length + 2);
    unclosed[unclosed.length - 2] = from;
    unclosed[unclosed.length - 1] = to;
  }

  /// Is the offset behind a bracket that was never closed, and before where that was noticed?
  boolean isUnclosed(int offset) {
    for (int i = 0; i < unclosed.length; i += 2) {
      if (unclosed[i] <= offset && offset <= unclosed[i + 1]) {
        return true;
      }
    }
    return false;
  }

  int lastKind() {
    return count == 0 ? TokenKind.NEWLINE : kinds[count - 1];
  }

  void addComment(int start, int end) {
    if (2 * commentCount == comments.length) {
      comments = Arrays.copyOf(comments, comments.length * 2);
    }
    comments[2 * commentCount] = start;
    comments[2 * commentCount + 1] = end;
    commentCount++;
  }
}
