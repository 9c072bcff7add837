import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.ProgramReader;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Judge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// `RescanStages PROJECT ROUNDS`: scans a project again and again in one process and prints where
/// the time goes. The first round is a cold one, the others are what `--watch` and the language
/// server do.
final class RescanStages {
  private static final long MILLION = 1_000_000;

  private RescanStages() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]).toRealPath();
    FileRules rules = new FileRules(Optional.empty(), List.of(), false, true, false);
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      long start = System.nanoTime();
      Discovery found = Finder.find(List.of(new Target(args[0], root)), root, rules);
      List<Path> files = new ArrayList<>(found.program());
      files.addAll(found.imported());
      long discovered = System.nanoTime();
      long[] parsed = {0};
      try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
        ProgramReader reader =
            new ProgramReader(
                pool,
                2,
                progress -> {
                  if (progress.stage().equals("parse") && progress.done() == progress.total()) {
                    parsed[0] = System.nanoTime();
                  }
                });
        Program program = reader.read(found.root(), files, found.program());
        long followed = System.nanoTime();
        Judge.judge(program, RuleCatalog.all());
        long judged = System.nanoTime();
        System.out.printf(
            "%d files: find %d, parse %d, follow %d, judge %d, total %d ms%n",
            files.size(),
            (discovered - start) / MILLION,
            (parsed[0] - discovered) / MILLION,
            (followed - parsed[0]) / MILLION,
            (judged - followed) / MILLION,
            (judged - start) / MILLION);
      }
    }
  }
}
