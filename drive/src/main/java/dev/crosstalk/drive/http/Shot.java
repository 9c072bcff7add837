package dev.crosstalk.drive.http;

import java.util.Optional;

/// One request of a race, as the client saw it. Times are nanoseconds of one monotonic clock.
///
/// @param releasedAt when its last byte was written
/// @param answeredAt when its answer was read to the end, or its connection failed
/// @param answer absent when there was none
/// @param trouble why there was no answer
public record Shot(
    long releasedAt, long answeredAt, Optional<HttpAnswer> answer, Optional<String> trouble) {}
