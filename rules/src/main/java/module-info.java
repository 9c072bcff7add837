/// The rules: pure functions from a program to findings.
module dev.crosstalk.rules {
  requires transitive dev.crosstalk.model;
  requires transitive dev.crosstalk.python;

  exports dev.crosstalk.rules.rule;
  exports dev.crosstalk.rules.catalog;
}
