package dev.crosstalk.lsp;

import dev.crosstalk.cli.commands.WorkspaceScan;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.jspecify.annotations.Nullable;

/// What is known of the editor's folders: the texts it has open and what the last scan found. Scans
/// run one after the other on a thread of their own; several wishes for one become a single scan.
final class Desk {
  private final ExecutorService scanning =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("scan").factory());
  private final Map<Path, String> texts = new ConcurrentHashMap<>();
  private final Map<Path, String> uris = new ConcurrentHashMap<>();
  private final AtomicBoolean wished = new AtomicBoolean();
  private final Set<Path> marked = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private volatile List<WorkspaceScan> folders = List.of();
  private volatile List<WorkspaceScan.Result> results = List.of();
  private volatile @Nullable LanguageClient client;

  /// A finding with where it stands.
  ///
  /// @param file absolute
  record Placed(Finding finding, Place.Source place, Path file, WorkspaceScan.Result result) {}

  void connect(LanguageClient editor) {
    client = editor;
  }

  void open(List<Path> roots) {
    folders = roots.stream().distinct().map(WorkspaceScan::new).toList();
  }

  void close() {
    scanning.shutdownNow();
  }

  // ---- texts

  /// The editor has this text now.
  void text(String uri, String content) {
    Uris.path(uri)
        .ifPresent(file -> {
          texts.put(file, content);
          uris.put(file, uri);
        });
  }

  /// The editor no longer has the file: its text is the one on the disk.
  void forget(String uri) {
    Uris.path(uri).ifPresent(texts::remove);
  }

  Optional<String> text(Path file) {
    return Optional.ofNullable(texts.get(file));
  }

  // ---- findings

  List<Placed> findings(String uri) {
    Optional<Path> file = Uris.path(uri);
    return file.isEmpty()
        ? List.of()
        : findings().stream().filter(each -> each.file().equals(file.get())).toList();
  }

  private List<Placed> findings() {
    List<Placed> all = new ArrayList<>();
    for (WorkspaceScan.Result result : results) {
      for (Finding finding : result.outcome().report().findings()) {
        if (finding.place() instanceof Place.Source place) {
          all.add(
              new Placed(finding, place, result.root().resolve(place.path()).normalize(), result));
        }
      }
    }
    return all;
  }

  // ---- scans

  /// Wishes for a scan of what there is when its turn comes.
  void wish() {
    if (wished.compareAndSet(false, true)) {
      scanning.execute(() -> {
        wished.set(false);
        scan();
      });
    }
  }

  private void scan() {
    Map<Path, byte[]> unsaved = new HashMap<>();
    texts.forEach((file, text) -> unsaved.put(file, text.getBytes(StandardCharsets.UTF_8)));
    List<WorkspaceScan.Result> found = new ArrayList<>();
    for (WorkspaceScan folder : folders) {
      try {
        WorkspaceScan.Result result = folder.scan(unsaved);
        found.add(result);
        result.troubles().forEach(line -> say(MessageType.Warning, line));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
        say(
            MessageType.Error,
            "the scan of %s failed (%s); the last findings stay"
                .formatted(folder.folder(), failure));
        results.stream()
            .filter(result -> result.root().startsWith(folder.folder()))
            .forEach(found::add);
      }
    }
    results = List.copyOf(found);
    publish();
  }

  private void publish() {
    LanguageClient editor = client;
    if (editor == null) {
      return;
    }
    Map<Path, List<Diagnostic>> byFile = new HashMap<>();
    marked.forEach(file -> byFile.put(file, new ArrayList<>()));
    texts.keySet().forEach(file -> byFile.put(file, new ArrayList<>()));
    for (Placed each : findings()) {
      byFile
          .computeIfAbsent(each.file(), _ -> new ArrayList<>())
          .add(Diagnostics.of(each.finding(), each.place(), each.result().root()));
    }
    marked.clear();
    byFile.forEach((file, diagnostics) -> {
      if (!diagnostics.isEmpty()) {
        marked.add(file);
      }
      String uri = uris.getOrDefault(file, file.toUri().toString());
      editor.publishDiagnostics(new PublishDiagnosticsParams(uri, diagnostics));
    });
  }

  /// Tells the user something, once.
  void say(MessageType type, String line) {
    LanguageClient editor = client;
    if (editor != null && told.add(line)) {
      editor.logMessage(new MessageParams(type, "crosstalk: " + line));
    }
  }

  /// Shows the user something.
  void show(String line) {
    LanguageClient editor = client;
    if (editor != null) {
      editor.showMessage(new MessageParams(MessageType.Info, line));
    }
  }
}
