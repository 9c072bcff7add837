package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import java.util.List;

/// The options of `isolation-tests`.
final class IsolationOptions {
  static final Option PYTEST =
      Option.value("--pytest", "FILE", "generate: write the suite as a pytest file, too.");
  static final Option ROUTES =
      Option.value("--max-routes", "N", "generate: routes at most, riskiest first (default: 40).");
  static final Option JUNIT =
      Option.value("--junit", "FILE", "run: write the results as JUnit XML.");
  static final Option SARIF =
      Option.value("--sarif", "FILE", "run: write the leaks as SARIF 2.1.0.");

  static final OptionTable TABLE =
      new OptionTable(
          "crosstalk isolation-tests [OPTION]... generate DOCUMENT | run SUITE SERVICE",
          "Keep tenants apart, tested on every change. generate plans from an OpenAPI document"
              + " (FILE, URL of the document, or MODULE:APP) which routes must not mix which"
              + " identities, and writes a suite for people to review. run races each route of a"
              + " suite against SERVICE, a URL or MODULE:APP, which is then served on a free port"
              + " of this machine, and fails when an answer holds what belongs to another.",
          List.of(
              ProbeOptions.IDENTITIES,
              ProbeOptions.INCLUDE,
              ProbeOptions.EXCLUDE,
              PYTEST,
              ROUTES,
              ProbeOptions.SEED,
              JUNIT,
              SARIF,
              ScanOptions.FORMAT,
              OutputOptions.FILE,
              ProbeOptions.HEADER,
              ProbeOptions.ROUNDS,
              ProbeOptions.DURATION,
              ProbeOptions.TIMEOUT,
              ProbeOptions.TECHNIQUE,
              ExploreOptions.APP_DIR,
              ExploreOptions.PYTHON,
              ProbeOptions.ALLOW_HOST,
              ProbeOptions.INSECURE,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          exit codes:
            0   no leak (run), or the suite is written (generate)
            1   a leak
            2   wrong usage, trouble with the service or an identity, or a route
                that could not be judged
            3   a defect of Crosstalk
          """);

  private IsolationOptions() {}
}
