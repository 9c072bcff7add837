package dev.crosstalk.python.parse;

import java.util.Arrays;
import java.util.List;

/// Gives nodes their ids and makes their lists. Children are pushed while their parent is read; the
/// parent takes everything above its mark as one immutable list.
final class TreeBuilder {
  private Object[] stack = new Object[128];
  private int size;

  // 0 is the module.
  private int nextId = 1;

  int nextId() {
    return nextId++;
  }

  /// Number of ids given out, the module's included.
  int nodeCount() {
    return nextId;
  }

  /// Takes back the ids given out since; the nodes that had them must be gone.
  void resetIds(int firstFree) {
    nextId = firstFree;
  }

  void push(Object node) {
    if (size == stack.length) {
      stack = Arrays.copyOf(stack, size * 2);
    }
    stack[size++] = node;
  }

  int mark() {
    return size;
  }

  /// Drops what was pushed since the mark.
  void drop(int mark) {
    size = mark;
  }

  /// Takes what was pushed since the mark. The caller pushed nothing but `E`.
  @SuppressWarnings("unchecked")
  <E> List<E> take(int mark) {
    int length = size - mark;
    Object[] from = stack;
    size = mark;
    return (List<E>)
        switch (length) {
          case 0 -> List.of();
          case 1 -> List.of(from[mark]);
          case 2 -> List.of(from[mark], from[mark + 1]);
          case 3 -> List.of(from[mark], from[mark + 1], from[mark + 2]);
          case 4 -> List.of(from[mark], from[mark + 1], from[mark + 2], from[mark + 3]);
          default -> List.of(Arrays.copyOfRange(from, mark, mark + length));
        };
  }

  Object at(int index) {
    return stack[index];
  }

  void replace(int index, Object node) {
    stack[index] = node;
  }
}
