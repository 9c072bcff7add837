/// The command line.
module dev.crosstalk.cli {
  requires dev.crosstalk.drive;
  requires dev.crosstalk.model;
  requires dev.crosstalk.openapi;
  requires dev.crosstalk.oracles;
  requires dev.crosstalk.python;
  requires dev.crosstalk.report;
  requires dev.crosstalk.rules;
}
