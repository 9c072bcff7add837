package dev.crosstalk.cli.novelty;

import dev.crosstalk.drive.git.GitException;
import dev.crosstalk.drive.git.Repository;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The lines of the scanned files that differ from a commit.
///
/// A finding touches them when any line that it is about does: its place, a step of its
/// interleaving, a call of its chain, an action of its context tree, or the definition of the
/// shared location.
public final class Touched {
  private final Map<String, BitSet> lines;

  private Touched(Map<String, BitSet> lines) {
    this.lines = lines;
  }

  /// Compares files on the disk with a commit. A file that the commit does not have is new from its
  /// first line to its last.
  ///
  /// @param root paths of the findings are relative to it
  /// @param files by their path in findings
  public static Touched since(
      Repository repository, String commit, Path root, Map<String, Path> files)
      throws GitException, IOException {
    Map<String, Repository.Entry> then = repository.files(commit);
    Path top = repository.top().toRealPath();
    Path realRoot = root.toRealPath();
    Map<String, BitSet> lines = new HashMap<>();
    List<String> changed = new ArrayList<>();
    List<Repository.Entry> entries = new ArrayList<>();
    Map<String, byte[]> now = new HashMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      byte[] content = read(file.getValue());
      Path real = realRoot.resolve(file.getKey()).normalize();
      Repository.Entry entry =
          real.startsWith(top)
              ? then.get(top.relativize(real).toString().replace('\\', '/'))
              : null;
      if (entry == null) {
        BitSet all = new BitSet();
        all.set(0, lines(content).size() + 2);
        lines.put(file.getKey(), all);
      } else if (!entry.blob().equals(blob(content, entry.blob().length()))) {
        changed.add(file.getKey());
        entries.add(entry);
        now.put(file.getKey(), content);
      }
    }
    List<byte[]> before = entries.isEmpty() ? List.of() : repository.contents(entries);
    for (int i = 0; i < changed.size(); i++) {
      byte[] after = now.getOrDefault(changed.get(i), new byte[0]);
      lines.put(changed.get(i), LineDiff.touched(lines(before.get(i)), lines(after)));
    }
    return new Touched(lines);
  }

  /// Whether a finding touches what was changed.
  public boolean isTouchedBy(Finding finding) {
    return switch (finding.place()) {
      case Place.Source source -> touches(source) || touches(finding.evidence());
      default -> true;
    };
  }

  private boolean touches(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Race race ->
          race.location().definition().filter(this::touches).isPresent()
              || race.interleaving().steps().stream().anyMatch(this::touches);
      case Evidence.CallChain chain ->
          chain
                  .location()
                  .flatMap(Evidence.SharedLocation::definition)
                  .filter(this::touches)
                  .isPresent()
              || chain.hops().stream().anyMatch(this::touches);
      case Evidence.ContextTree tree -> tree.roots().stream().anyMatch(this::touches);
      case Evidence.Contract _ -> true;
      case Evidence.Counts _ -> true;
    };
  }

  private boolean touches(Interleaving.Step step) {
    return step.path().isPresent()
        && step.line().isPresent()
        && touches(step.path().get(), step.line().getAsInt());
  }

  private boolean touches(Evidence.ContextNode node) {
    return node.actions().stream().anyMatch(act -> touches(act.hop()))
        || node.children().stream().anyMatch(this::touches);
  }

  private boolean touches(Evidence.Hop hop) {
    return touches(hop.path(), hop.line());
  }

  private boolean touches(Place.Source source) {
    return IntStream.rangeClosed(source.line(), source.endLine())
        .anyMatch(line -> touches(source.path(), line));
  }

  private boolean touches(String path, int line) {
    BitSet touched = lines.get(path);
    return touched != null && touched.get(line);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      return new byte[0]; // the scan tells it as a gap
    }
  }

  /// Lines without their ends, so that a file whose line ends git translates is not all new.
  private static List<String> lines(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1).lines().toList();
  }

  /// The name that git gives to a content.
  private static String blob(byte[] content, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance(length == 40 ? "SHA-1" : "SHA-256");
      digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
