/// Facts about an HTTP interface: OpenAPI documents, sample data, identities, scenario plans.
module dev.crosstalk.openapi {
  requires transitive static org.jspecify;
  requires transitive dev.crosstalk.model;
  requires tools.jackson.core;
  requires org.snakeyaml.engine;

  exports dev.crosstalk.openapi.copied;
  exports dev.crosstalk.openapi.document;
  exports dev.crosstalk.openapi.spec;
  exports dev.crosstalk.openapi.request;
  exports dev.crosstalk.openapi.sample;
  exports dev.crosstalk.openapi.invariant;
  exports dev.crosstalk.openapi.link;
  exports dev.crosstalk.openapi.identity;
  exports dev.crosstalk.openapi.scenario;
  exports dev.crosstalk.openapi.signup;
}
