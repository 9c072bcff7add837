/// The rules: pure functions from a program to findings.
module dev.crosstalk.rules {
  requires transitive dev.crosstalk.model;
  requires transitive dev.crosstalk.python;
  requires transitive dev.crosstalk.openapi;

  exports dev.crosstalk.rules.rule;
  exports dev.crosstalk.rules.catalog;
  exports dev.crosstalk.rules.contract;
}
