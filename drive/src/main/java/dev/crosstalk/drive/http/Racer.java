package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import java.util.List;

/// Releases several requests together. Connections are kept between volleys.
public interface Racer extends AutoCloseable {

  /// What reports call the technique.
  String technique();

  /// Sends the requests so that their last bytes leave together.
  ///
  /// @param offsetsMicros how long after the first each is released, one for each request; the
  ///   release goes in the order of the list
  /// @throws TargetException when the requests could not be put on the wire
  Volley fire(List<ConcreteRequest> requests, List<Long> offsetsMicros) throws TargetException;

  @Override
  void close();
}
