package dev.crosstalk.cli.silence;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.ProgramReader;
import dev.crosstalk.python.parse.PythonParser;
import dev.crosstalk.python.parse.SourceDecoder;
import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Suppressions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts suppressions into one source file. Bytes that are not added stay as they are, whatever the
/// file's encoding and line ends; every addition is read back before it counts, so that a comment
/// never lands in a string or after a backslash.
public final class IgnoreComments {
  private static final Pattern OURS =
      Pattern.compile("#\\s*crosstalk\\s*:\\s*ignore\\s*\\[([^\\]]*)\\]", Pattern.CASE_INSENSITIVE);
  private static final int FARTHEST = 60;

  private final Path root;
  private final Path file;
  private final String reason;
  private final List<Finding> silenced = new ArrayList<>();

  /// A change of `bytes`.
  ///
  /// @param finding the finding where it stands then
  /// @param words what a comment of the file must hold then
  private record Attempt(Finding finding, String words) {}

  /// The file's bytes, one character each.
  private String bytes;

  /// @param root paths of findings are relative to it
  /// @param reason why; one line
  public IgnoreComments(Path root, Path file, byte[] content, String reason) {
    this.root = root;
    this.file = file;
    this.reason = reason;
    this.bytes = new String(content, StandardCharsets.ISO_8859_1);
  }

  /// Adds comments for findings of this file, from its end to its beginning.
  public void add(List<Finding> findings) {
    List<Finding> upwards = new ArrayList<>(findings);
    upwards.sort(Comparator.comparingInt((Finding finding) -> place(finding).line()).reversed());
    upwards.forEach(this::add);
  }

  /// Those that a comment silences now.
  public List<Finding> silenced() {
    return List.copyOf(silenced);
  }

  /// What the file should hold.
  public byte[] content() {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void add(Finding finding) {
    int line = place(finding).line();
    String before = bytes;
    int errors = parse().errors().size();
    List<Supplier<Optional<Attempt>>> ways = new ArrayList<>();
    // one comment is enough for two findings of a rule on one line
    ways.add(() -> Optional.of(new Attempt(finding, finding.rule().code())));
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      String comment =
          new String(
              "# crosstalk: ignore[%s] %s"
                  .formatted(finding.rule().code(), reason)
                  .getBytes(charset),
              StandardCharsets.ISO_8859_1);
      ways.add(() -> merge(finding, line));
      ways.add(() -> append(finding, line, comment));
      ways.add(() -> above(finding, line, comment));
      for (int next = line + 1; next < line + FARTHEST; next++) {
        int later = next;
        ways.add(() -> append(finding, later, comment));
      }
    }
    for (Supplier<Optional<Attempt>> way : ways) {
      bytes = before;
      Optional<Attempt> attempt = way.get();
      if (attempt.isPresent() && holds(attempt.get(), errors)) {
        silenced.add(finding);
        return;
      }
    }
    bytes = before;
  }

  /// Adds the rule to a comment of ours that is there.
  private Optional<Attempt> merge(Finding finding, int line) {
    SourceText text = new SourceText(bytes);
    Matcher ours = OURS.matcher(text.lineText(line));
    if (!ours.find() || ours.group(1).isBlank()) {
      return Optional.empty();
    }
    insert(text.lineStart(line) + ours.end(1), ", " + finding.rule().code());
    return Optional.of(new Attempt(finding, finding.rule().code()));
  }

  private Optional<Attempt> append(Finding finding, int line, String comment) {
    SourceText text = new SourceText(bytes);
    if (line > text.lineCount()) {
      return Optional.empty();
    }
    String content = text.lineText(line);
    String bare = content.stripTrailing();
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    insert(text.lineStart(line) + bare.length(), "  " + comment);
    return Optional.of(new Attempt(finding, reason));
  }

  private Optional<Attempt> above(Finding finding, int line, String comment) {
    SourceText text = new SourceText(bytes);
    String content = text.lineText(line);
    String indent = content.substring(0, content.length() - content.stripLeading().length());
    int end = text.lineStart(line) + content.length();
    String terminator =
        line < text.lineCount() ? bytes.substring(end, text.lineStart(line + 1)) : "\n";
    insert(text.lineStart(line), indent + comment + (terminator.isEmpty() ? "\n" : terminator));
    Place.Source place = place(finding);
    Finding moved =
        new Finding(
            finding.rule(),
            finding.severity(),
            finding.confidence(),
            finding.verdict(),
            finding.message(),
            new Place.Source(
                place.path(),
                place.line() + 1,
                place.column(),
                place.endLine() + 1,
                place.endColumn(),
                place.symbol()),
            finding.fingerprint(),
            finding.evidence(),
            finding.origins(),
            finding.help(),
            finding.confirms(),
            finding.replay());
    return Optional.of(new Attempt(moved, reason));
  }

  private void insert(int at, String words) {
    bytes = bytes.substring(0, at) + words + bytes.substring(at);
  }

  /// Whether the file is as valid as it was and a comment silences the finding, in the very words
  /// that were asked for.
  private boolean holds(Attempt attempt, int errors) {
    if (SourceDecoder.decode(content()).problem().isPresent() || parse().errors().size() > errors) {
      return false;
    }
    Finding finding = attempt.finding();
    Program program = read();
    return program.steeringComments(place(finding).path()).stream()
            .anyMatch(comment -> comment.text().contains(attempt.words()))
        && Suppressions.apply(program, List.of(finding), RuleCatalog.all(), List.of())
            .findings()
            .isEmpty();
  }

  private PyFile parse() {
    return PythonParser.parse(new SourceText(SourceDecoder.decode(content()).text()));
  }

  private Program read() {
    List<Path> files = List.of(file);
    return new ProgramReader(Runnable::run, 1, _ -> {})
        .with(Map.of(file.toAbsolutePath().normalize(), content()))
        .read(root, files, files);
  }

  private static Place.Source place(Finding finding) {
    return (Place.Source) finding.place();
  }
}
