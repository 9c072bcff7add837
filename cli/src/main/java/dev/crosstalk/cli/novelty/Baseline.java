package dev.crosstalk.cli.novelty;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Findings that are known. Each entry stands for one finding: when there are two with the same
/// fingerprint and the baseline holds one, one is new.
public final class Baseline {
  private static final String SCHEMA = "crosstalk-baseline/1";

  private final List<Entry> entries;
  private final Map<String, List<Entry>> open = new HashMap<>();

  /// One known finding.
  ///
  /// @param path file relative to the root, empty when it stands in no file
  public record Entry(String fingerprint, String code, String path) {
    static Entry of(Finding finding) {
      String path =
          switch (finding.place()) {
            case Place.Source source -> source.path();
            case Place.Log log -> log.path();
            case Place.Operation _ -> "";
          };
      return new Entry(finding.fingerprint(), finding.rule().code(), path);
    }
  }

  private Baseline(List<Entry> entries) {
    this.entries = List.copyOf(entries);
    entries.forEach(
        entry -> open.computeIfAbsent(entry.fingerprint(), _ -> new ArrayList<>()).add(entry));
  }

  /// A baseline of what a run found.
  public static Baseline of(Collection<Finding> findings) {
    return new Baseline(findings.stream().map(Entry::of).toList());
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws DocumentException when it is something else
  public static Baseline parse(String text) throws DocumentException {
    if (!(Json.parse(text) instanceof Map<?, ?> top) || !SCHEMA.equals(top.get("schema"))) {
      throw new DocumentException("it is no baseline of this version of Crosstalk");
    }
    List<Entry> entries = new ArrayList<>();
    if (top.get("findings") instanceof List<?> listed) {
      for (Object each : listed) {
        if (!(each instanceof Map<?, ?> entry)
            || !(entry.get("fingerprint") instanceof String fingerprint)) {
          throw new DocumentException("an entry has no fingerprint");
        }
        entries.add(
            new Entry(
                fingerprint,
                String.valueOf(entry.get("code")),
                entry.get("path") instanceof String path ? path : ""));
      }
    }
    return new Baseline(entries);
  }

  /// Whether the finding is known; uses up one entry.
  public boolean takes(Finding finding) {
    List<Entry> known = open.get(finding.fingerprint());
    if (known == null || known.isEmpty()) {
      return false;
    }
    known.removeLast();
    return true;
  }

  /// The entries that no finding has used up.
  public List<Entry> unused() {
    return open.values().stream().flatMap(List::stream).toList();
  }

  /// The baseline without some entries.
  public Baseline without(List<Entry> gone) {
    List<Entry> left = new ArrayList<>(entries);
    gone.forEach(left::remove);
    return new Baseline(left);
  }

  /// How many findings it holds.
  public int size() {
    return entries.size();
  }

  /// One entry a line, sorted, so that a change of it reads well.
  public void write(Appendable out) throws IOException {
    out.append("{\n  \"schema\": \"").append(SCHEMA).append("\",\n  \"findings\": [");
    String separator = "\n";
    List<Entry> sorted =
        entries.stream()
            .sorted(
                Comparator.comparing(Entry::path)
                    .thenComparing(Entry::code)
                    .thenComparing(Entry::fingerprint))
            .toList();
    for (Entry entry : sorted) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("path", entry.path());
      fields.put("code", entry.code());
      fields.put("fingerprint", entry.fingerprint());
      out.append(separator).append("    ").append(Json.write(fields));
      separator = ",\n";
    }
    out.append(sorted.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
  }
}
