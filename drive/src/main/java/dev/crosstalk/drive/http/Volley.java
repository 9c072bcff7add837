package dev.crosstalk.drive.http;

import java.util.List;

/// What happened when several requests were released together.
///
/// @param shots in the order of the requests
public record Volley(List<Shot> shots) {
  public Volley {
    shots = List.copyOf(shots);
  }

  /// True when every request was released before the first answer arrived: all were under way at
  /// the same time. A round that did not overlap proves nothing.
  public boolean overlapped() {
    long lastRelease = shots.stream().mapToLong(Shot::releasedAt).max().orElse(0);
    long firstAnswer = shots.stream().mapToLong(Shot::answeredAt).min().orElse(0);
    return shots.stream().allMatch(shot -> shot.answer().isPresent()) && lastRelease < firstAnswer;
  }

  /// Time between the first and the last release, in microseconds.
  public long spreadMicros() {
    long first = shots.stream().mapToLong(Shot::releasedAt).min().orElse(0);
    long last = shots.stream().mapToLong(Shot::releasedAt).max().orElse(0);
    return (last - first) / 1_000;
  }
}
