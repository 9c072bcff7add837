/// Runs services: requests on the wire and schedules inside. Only this module touches network,
/// processes, threads and time.
module dev.crosstalk.drive {
  requires transitive static org.jspecify;
  requires transitive dev.crosstalk.model;
  requires transitive dev.crosstalk.history;
  requires transitive dev.crosstalk.openapi;
  requires jdk.httpserver;

  exports dev.crosstalk.drive.agent;
  exports dev.crosstalk.drive.explore;
  exports dev.crosstalk.drive.git;
  exports dev.crosstalk.drive.http;
  exports dev.crosstalk.drive.live;
  exports dev.crosstalk.drive.schedule;
  exports dev.crosstalk.drive.serve;
}
