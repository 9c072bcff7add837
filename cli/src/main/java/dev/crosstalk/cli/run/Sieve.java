package dev.crosstalk.cli.run;

import dev.crosstalk.model.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// Takes out findings that the user does not want to see now, and counts them by reason: nothing is
/// left out in silence. The first reason counts.
///
/// @param meshes in the order in which they are asked
public record Sieve(List<Mesh> meshes) {

  public Sieve {
    meshes = List.copyOf(meshes);
  }

  /// One reason.
  ///
  /// @param reason a word of the report, for example `baseline`
  /// @param keeps whether a finding passes
  public record Mesh(String reason, Predicate<Finding> keeps) {}

  /// What came through, and how many did not.
  public record Sifted(List<Finding> findings, SequencedMap<String, Integer> leftOut) {
    public Sifted {
      findings = List.copyOf(findings);
    }
  }

  /// Lets everything through.
  public static Sieve open() {
    return new Sieve(List.of());
  }

  Sifted sift(List<Finding> findings) {
    List<Finding> kept = new ArrayList<>();
    SequencedMap<String, Integer> leftOut = new LinkedHashMap<>();
    for (Finding finding : findings) {
      meshes.stream()
          .filter(mesh -> !mesh.keeps().test(finding))
          .findFirst()
          .ifPresentOrElse(
              mesh -> leftOut.merge(mesh.reason(), 1, Integer::sum), () -> kept.add(finding));
    }
    return new Sifted(kept, leftOut);
  }
}
