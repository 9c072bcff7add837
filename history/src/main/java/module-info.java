/// What a run of the program did: answers, accesses with values, and the order of it all.
module dev.crosstalk.history {
  requires transitive static org.jspecify;
  requires transitive dev.crosstalk.model;

  exports dev.crosstalk.history;
}
