package dev.crosstalk.drive.http;

import java.time.Duration;
import java.util.Map;

/// How a probe goes about it.
///
/// @param rounds at most so many races a scenario
/// @param duration no scenario begins, and no round, after it
/// @param timeout of a single request
/// @param headers go with every request
/// @param technique how requests are sent together
public record ProbeSettings(
    int rounds,
    Duration duration,
    Duration timeout,
    Map<String, String> headers,
    Techniques.Wish technique) {
  public ProbeSettings {
    headers = Map.copyOf(headers);
    if (rounds < 1 || duration.isNegative() || timeout.isNegative()) {
      throw new IllegalArgumentException("rounds, duration and timeout are positive");
    }
  }
}
