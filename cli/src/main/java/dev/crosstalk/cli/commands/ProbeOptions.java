package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import java.util.List;

/// The options of `probe`.
final class ProbeOptions {
  static final Option YES =
      Option.flag("--yes", "Send requests that change state without asking. It widens no hosts.");
  static final Option PLAN_ONLY =
      Option.flag("--plan-only", "Print what would be sent, and send nothing but the fetch.");
  static final Option OPENAPI =
      Option.value(
          "--openapi", "FILE|URL", "The OpenAPI document (default: /openapi.json of the service).");
  static final Option IDENTITIES =
      Option.value("--identities", "FILE", "Who sends, as TOML; see docs/probe.md.");
  static final Option SCENARIO =
      Option.value("--scenario", "FILE", "Race the scenarios of FILE instead of planned ones.");
  static final Option CURL =
      Option.value(
          "--curl",
          "LINE",
          "Race the request of a curl line, as browsers copy it; may be repeated. What only reads"
              + " becomes the read-back.");
  static final Option HAR =
      Option.value("--har", "FILE", "Race the requests of a HAR file that went to this service.");
  static final Option REQUEST =
      Option.value(
          "--request", "FILE", "Race the request in FILE, HTTP/1.1 as text; may be repeated.");
  static final Option INCLUDE =
      Option.list("--include", "WORDS", "Race only scenarios whose name holds one of these.");
  static final Option EXCLUDE =
      Option.list("--exclude", "WORDS", "Race no scenario whose name holds one of these.");
  static final Option HEADER =
      new Option(
          "--header",
          java.util.Optional.of("-H"),
          java.util.Optional.of("NAME:VALUE"),
          List.of(),
          true,
          "Send this header with every request.");
  static final Option RESET =
      Option.value(
          "--reset-with",
          "OPERATION",
          "Send this first in every run, for example 'POST /reset'. It is your word that this is"
              + " harmless.");
  static final Option ROUNDS = Option.value("--rounds", "N", "Races a scenario (default: 20).");
  static final Option SCENARIOS =
      Option.value("--max-scenarios", "N", "Scenarios at most (default: 40).");
  static final Option DURATION =
      Option.value("--max-duration", "SECONDS", "Begin no round after this time (default: 60).");
  static final Option TIMEOUT =
      Option.value("--timeout", "SECONDS", "Longest wait for one answer (default: 10).");
  static final Option TECHNIQUE =
      Option.choice(
          "--technique",
          "HOW",
          List.of("auto", "single-packet", "last-byte", "barrier"),
          "auto, single-packet (HTTP/2), last-byte or barrier (default: auto, the best that the"
              + " service allows).");
  static final Option SEED =
      Option.value("--seed", "N", "Seed of the sample data (default: drawn and printed).");
  static final Option ALLOW_HOST =
      Option.list("--allow-host", "HOSTS", "Send to these hosts, too; without it to this machine.");
  static final Option INSECURE = Option.flag("--insecure", "Accept any TLS certificate.");

  static final Option INVARIANTS =
      Option.value(
          "--invariants",
          "FILE",
          "What must hold after every round, as TOML; scenario and identities files may hold it,"
              + " too.");
  static final Option RESUME =
      Option.flag(
          "--resume",
          "Go on with the last probe of this service that was cut short; give the same options.");
  static final Option NO_HISTORY =
      Option.flag(
          "--no-history", "Do not keep the run for crosstalk report and --resume on this machine.");

  static final OptionTable TABLE =
      new OptionTable(
          "crosstalk probe [OPTION]... URL",
          "Race a running service: send conflicting requests so that they arrive together, compare"
              + " with what the same requests do one after the other, and remove what was created."
              + " The service does what the requests say, its own calls to others included.",
          List.of(
              YES,
              PLAN_ONLY,
              OPENAPI,
              IDENTITIES,
              SCENARIO,
              INVARIANTS,
              CURL,
              HAR,
              REQUEST,
              INCLUDE,
              EXCLUDE,
              HEADER,
              RESET,
              ROUNDS,
              SCENARIOS,
              DURATION,
              TIMEOUT,
              TECHNIQUE,
              Exports.PYTEST,
              Exports.SCENARIO,
              SEED,
              RESUME,
              NO_HISTORY,
              ALLOW_HOST,
              INSECURE,
              ScanOptions.FORMAT,
              OutputOptions.FILE,
              ScanOptions.FAIL_ON,
              ScanOptions.EXIT_ZERO,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          exit codes:
            0   nothing found at or above --fail-on
            1   findings at or above --fail-on
            2   wrong usage, or trouble with the service, the document or an
                identity; what was found before is printed all the same
            3   a defect of Crosstalk
            130 interrupted; --resume goes on
          """);

  private ProbeOptions() {}
}
