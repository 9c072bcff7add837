package dev.crosstalk.python.parse;

import java.text.Normalizer;
import java.util.Arrays;

/// Interns the identifiers of one file by content, so that a name costs one String per file however
/// often it stands there. Names beyond ASCII are normalised to NFKC as Python does.
final class Identifiers {
  private final char[] text;
  private String[] names;
  private int[] starts;
  private int[] hashes;
  private int[] lengths;
  private int count;

  /// @param expected how many distinct names are likely
  Identifiers(char[] text, int expected) {
    this.text = text;
    int capacity = Math.max(64, Integer.highestOneBit(Math.max(1, expected)) << 2);
    names = new String[capacity];
    starts = new int[capacity];
    hashes = new int[capacity];
    lengths = new int[capacity];
  }

  String intern(int start, int end) {
    char[] chars = text;
    int hash = 0;
    int seen = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + chars[i];
      seen |= chars[i];
    }
    int length = end - start;
    int mask = names.length - 1;
    int slot = (hash ^ (hash >>> 15)) & mask;
    while (true) {
      String name = names[slot];
      if (name == null) {
        return insert(slot, start, length, hash, seen >= 128);
      }
      if (hashes[slot] == hash && lengths[slot] == length && same(starts[slot], start, length)) {
        return name;
      }
      slot = (slot + 1) & mask;
    }
  }

  private boolean same(int left, int right, int length) {
    char[] chars = text;
    for (int i = 0; i < length; i++) {
      if (chars[left + i] != chars[right + i]) {
        return false;
      }
    }
    return true;
  }

  private String insert(int slot, int start, int length, int hash, boolean wide) {
    String name = new String(text, start, length);
    if (wide) {
      name = Normalizer.normalize(name, Normalizer.Form.NFKC);
    }
    names[slot] = name;
    starts[slot] = start;
    hashes[slot] = hash;
    lengths[slot] = length;
    if (++count * 2 > names.length) {
      grow();
    }
    return name;
  }

  private void grow() {
    String[] oldNames = names;
    int[] oldStarts = starts;
    int[] oldHashes = hashes;
    int[] oldLengths = lengths;
    int capacity = oldNames.length * 2;
    names = new String[capacity];
    starts = new int[capacity];
    hashes = new int[capacity];
    lengths = Arrays.copyOf(oldLengths, capacity);
    for (int i = 0; i < oldNames.length; i++) {
      if (oldNames[i] != null) {
        int slot = (oldHashes[i] ^ (oldHashes[i] >>> 15)) & (capacity - 1);
        while (names[slot] != null) {
          slot = (slot + 1) & (capacity - 1);
        }
        names[slot] = oldNames[i];
        starts[slot] = oldStarts[i];
        hashes[slot] = oldHashes[i];
        lengths[slot] = oldLengths[i];
      }
    }
  }
}
