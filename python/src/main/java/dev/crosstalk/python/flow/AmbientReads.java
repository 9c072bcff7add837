package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.AmbientRead;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads of context variables, each place once.
final class AmbientReads {
  private static final int MOST = 10_000;

  private final Map<String, AmbientRead> found = new LinkedHashMap<>();

  void read(Value variable, PyTree node, Frame frame, String origin) {
    Location location = variable.location();
    if (location == null || location.definition == null || found.size() >= MOST) {
      return;
    }
    Site site = frame.site(node);
    Site definition = location.definition;
    found.computeIfAbsent(
        location.key + site.key(),
        _ ->
            new AmbientRead(
                location.display,
                definition,
                site,
                frame.calls(),
                origin,
                isInjected(frame.calls())));
  }

  private static boolean isInjected(List<Site> calls) {
    return !calls.isEmpty()
        && calls.getLast().node() instanceof PyTree.Call call
        && (Names.lastName(call.function()).equals("Depends")
            || Names.lastName(call.function()).equals("Security"));
  }

  List<AmbientRead> found() {
    return new ArrayList<>(found.values());
  }
}
