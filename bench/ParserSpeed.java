import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.parse.PythonParser;
import dev.crosstalk.python.parse.SourceDecoder;
import dev.crosstalk.python.syntax.PyFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// How fast the parser is, by hand, after `mvn compile`: `java -cp
/// model/target/classes:python/target/classes bench/ParserSpeed.java SECONDS DIR…` parses every
/// Python file below the directories over and over with one thread and with two. Prints megabytes
/// of source per second of CPU time of the workers, so that other load does not count. The line
/// table and the comments are part of the work; reading and decoding files is not.
final class ParserSpeed {
  private ParserSpeed() {}

  public static void main(String[] args) throws Exception {
    List<String> texts = new ArrayList<>();
    long bytes = 0;
    long lines = 0;
    for (int i = 1; i < args.length; i++) {
      for (Path file : files(Path.of(args[i]))) {
        byte[] content = Files.readAllBytes(file);
        SourceDecoder.Decoded decoded = SourceDecoder.decode(content);
        if (decoded.problem().isEmpty()) {
          texts.add(decoded.text());
          bytes += content.length;
          lines += decoded.text().lines().count();
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "%d files, %.1f MB, %d kLOC%n", texts.size(), bytes / 1e6, lines / 1000);
    long until = System.nanoTime() + Long.parseLong(args[0]) * 1_000_000_000L;
    round(texts, bytes, 1, "first round, cold");
    while (System.nanoTime() < until) {
      round(texts, bytes, 1, "1 thread");
    }
    for (int i = 0; i < 4; i++) {
      round(texts, bytes, 2, "2 threads");
    }
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private static void round(List<String> texts, long bytes, int threads, String label)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    Callable<long[]> work =
        () -> {
          var beans = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
          long cpu = beans.getCurrentThreadCpuTime();
          long allocated = beans.getCurrentThreadAllocatedBytes();
          long nodes = 0;
          for (int i; (i = next.getAndIncrement()) < texts.size(); ) {
            PyFile file = PythonParser.parse(new SourceText(texts.get(i)));
            nodes += file.nodeCount();
          }
          return new long[] {
            beans.getCurrentThreadCpuTime() - cpu,
            beans.getCurrentThreadAllocatedBytes() - allocated,
            nodes
          };
        };
    long wall = System.nanoTime();
    long cpu = 0;
    long allocated = 0;
    long nodes = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<long[]>> results = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        results.add(pool.submit(work));
      }
      for (Future<long[]> result : results) {
        cpu += result.get()[0];
        allocated += result.get()[1];
        nodes += result.get()[2];
      }
    }
    double seconds = (System.nanoTime() - wall) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f MB per worker CPU second, %.2f s wall, %.1f bytes allocated per byte, %d nodes%n",
        label,
        bytes * 1e3 / cpu,
        seconds,
        (double) allocated / bytes,
        nodes);
  }
}
