/// Judges of a run: each reads a history and says what went wrong in it.
module dev.crosstalk.oracles {
  requires transitive static org.jspecify;
  requires transitive dev.crosstalk.history;
  requires transitive dev.crosstalk.openapi;

  exports dev.crosstalk.oracles;
}
