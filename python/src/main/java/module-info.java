/// The Python front end: paths in, program out.
module dev.crosstalk.python {
  requires transitive dev.crosstalk.model;

  exports dev.crosstalk.python;
  exports dev.crosstalk.python.parse;
  exports dev.crosstalk.python.effects;
  exports dev.crosstalk.python.names;
  exports dev.crosstalk.python.syntax;
}
