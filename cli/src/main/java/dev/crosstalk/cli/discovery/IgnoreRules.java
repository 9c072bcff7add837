package dev.crosstalk.cli.discovery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the ignore files say about the entries of one folder: its own file first, then those of the
/// folders above up to the repository's root, then `.git/info/exclude`.
final class IgnoreRules {
  private static final IgnoreRules NONE =
      new IgnoreRules(null, IgnoreFile.of(List.of()), List.of());

  private final @Nullable IgnoreRules outer;
  private final IgnoreFile file;
  private final List<String> depth;

  /// @param depth the way from the folder of `file` to the folder that is asked about
  private IgnoreRules(@Nullable IgnoreRules outer, IgnoreFile file, List<String> depth) {
    this.outer = outer;
    this.file = file;
    this.depth = depth;
  }

  /// Leaves nothing out.
  static IgnoreRules none() {
    return NONE;
  }

  /// The rules for the entries of `folder`, with everything that the folders above say.
  static IgnoreRules at(Path folder) {
    List<Path> chain = new ArrayList<>();
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      chain.add(at);
      if (Files.exists(at.resolve(".git"))) {
        break;
      }
      if (at.getParent() == null) {
        // No repository: only the files inside the scanned folder hold.
        chain = new ArrayList<>(List.of(folder));
        break;
      }
    }
    Path top = chain.getLast();
    IgnoreRules rules =
        IgnoreFile.read(top.resolve(".git/info/exclude"))
            .map(file -> new IgnoreRules(NONE, file, List.of()))
            .orElse(NONE);
    for (Path at : chain.reversed()) {
      rules = at.equals(top) ? rules.with(at) : rules.below(at);
    }
    return rules;
  }

  /// The rules for the entries of a folder that lies directly in this one.
  IgnoreRules below(Path folder) {
    return down(String.valueOf(folder.getFileName())).with(folder);
  }

  private IgnoreRules down(String name) {
    if (this == NONE) {
      return this;
    }
    List<String> deeper = new ArrayList<>(depth);
    deeper.add(name);
    return new IgnoreRules(outer == null ? null : outer.down(name), file, List.copyOf(deeper));
  }

  private IgnoreRules with(Path folder) {
    return IgnoreFile.read(folder.resolve(".gitignore"))
        .map(own -> new IgnoreRules(this, own, List.of()))
        .orElse(this);
  }

  /// Whether an entry of the folder is left out.
  boolean ignores(String name, boolean folder) {
    for (@Nullable IgnoreRules rules = this; rules != null; rules = rules.outer) {
      List<String> path = new ArrayList<>(rules.depth);
      path.add(name);
      Optional<Boolean> decision = rules.file.decide(path, folder);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    return false;
  }
}
