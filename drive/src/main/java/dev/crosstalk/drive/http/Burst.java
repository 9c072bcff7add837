package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.document.DocumentException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What came of many prompts at once.
///
/// @param accepted answered with success
/// @param refused answered 429 or 503, or not at all
/// @param aloneMicros how long one takes alone
/// @param slowestMicros how long the slowest of the burst took
record Burst(long sent, long accepted, long refused, long aloneMicros, long slowestMicros) {
  /// So many prompts.
  static final int SIZE = 20;

  /// True when each was taken, and none waited for the others.
  boolean isUnlimited() {
    return accepted == sent && sent > 1 && slowestMicros < aloneMicros * sent / 2;
  }

  /// The figures by name.
  SequencedMap<String, Long> figures() {
    SequencedMap<String, Long> figures = new LinkedHashMap<>();
    figures.put("sent", sent);
    figures.put("accepted", accepted);
    figures.put("refused", refused);
    figures.put("aloneMicros", aloneMicros);
    figures.put("slowestMicros", slowestMicros);
    return figures;
  }

  /// @throws DocumentException when the tree holds no figures of a burst
  static Burst of(Map<?, ?> tree) throws DocumentException {
    return new Burst(
        figure(tree, "sent"),
        figure(tree, "accepted"),
        figure(tree, "refused"),
        figure(tree, "aloneMicros"),
        figure(tree, "slowestMicros"));
  }

  private static long figure(Map<?, ?> tree, String name) throws DocumentException {
    if (tree.get(name) instanceof Long number) {
      return number;
    }
    throw new DocumentException("a burst has no `%s`".formatted(name));
  }
}
