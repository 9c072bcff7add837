/// The words every floor of the house shares: findings, evidence, gaps, reports.
module dev.crosstalk.model {
  requires transitive static org.jspecify;

  exports dev.crosstalk.model;
}
