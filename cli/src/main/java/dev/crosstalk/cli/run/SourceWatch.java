package dev.crosstalk.cli.run;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Waits for changes of the sources and settings in some folders.
public final class SourceWatch implements AutoCloseable {
  /// An editor writes a file in several steps, and a checkout writes many files.
  private static final long QUIET_MILLIS = 120;

  private final WatchService service;
  private final Map<WatchKey, Path> keys = new HashMap<>();

  public SourceWatch() throws IOException {
    this.service = FileSystems.getDefault().newWatchService();
  }

  /// Watches the folders of these files, every folder between them and `root`, and `root`.
  public void watch(Path root, Collection<Path> files) throws IOException {
    Set<Path> folders = new HashSet<>();
    if (Files.isDirectory(root)) {
      folders.add(root);
    }
    for (Path file : files) {
      for (@Nullable Path folder = file.getParent();
          folder != null && folder.startsWith(root) && folders.add(folder);
          folder = folder.getParent()) {
        // up to one that is known
      }
    }
    for (Path folder : folders) {
      if (!keys.containsValue(folder) && Files.isDirectory(folder)) {
        keys.put(
            folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_MODIFY,
                StandardWatchEventKinds.ENTRY_DELETE),
            folder);
      }
    }
  }

  /// Waits until something changes, and then until it is quiet.
  ///
  /// @return false when the thread is interrupted
  public boolean await() {
    try {
      boolean changed = false;
      while (true) {
        WatchKey key = changed ? service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS) : service.take();
        if (key == null) {
          return true;
        }
        changed |= matters(key);
        if (!key.reset()) {
          keys.remove(key); // the folder is gone
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException ended) {
      return false;
    }
  }

  private boolean matters(WatchKey key) {
    boolean matters = false;
    Path folder = keys.get(key);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (!(event.context() instanceof Path name) || folder == null) {
        matters = true; // more happened than was kept
        continue;
      }
      String text = name.toString();
      boolean newFolder =
          event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
              && Files.isDirectory(folder.resolve(name));
      matters |=
          text.endsWith(".py")
              || text.equals("pyproject.toml")
              || text.equals("crosstalk.toml")
              || text.equals(".gitignore")
              || newFolder;
    }
    return matters;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
