/// Reporters: they turn one report into text for people and documents for machines.
module dev.crosstalk.report {
  requires transitive dev.crosstalk.model;
  requires tools.jackson.core;

  exports dev.crosstalk.report;
}
