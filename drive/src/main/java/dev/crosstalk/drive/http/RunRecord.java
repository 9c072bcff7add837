package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// One run of a scenario: its racing requests one after the other, or together.
///
/// @param order indexes of the racing requests in the order of their release
/// @param raced true when they were sent together
/// @param overlapped true when all were under way at the same time
/// @param spreadMicros between first and last release
/// @param setUp exchanges before everything
/// @param before read-back before the racing requests, by id
/// @param racing by id
/// @param after read-back after them, by id
/// @param values captured, by variable
/// @param notRemoved operations of the clean-up that failed
record RunRecord(
    int number,
    List<Integer> order,
    boolean raced,
    boolean overlapped,
    long spreadMicros,
    List<Exchange> setUp,
    SequencedMap<String, Exchange> before,
    SequencedMap<String, Exchange> racing,
    SequencedMap<String, Exchange> after,
    Map<String, Object> values,
    List<RequestTemplate> notRemoved) {

  RunRecord {
    order = List.copyOf(order);
    setUp = List.copyOf(setUp);
    before = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(before));
    racing = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(racing));
    after = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(after));
    values = Map.copyOf(values);
    notRemoved = List.copyOf(notRemoved);
  }

  /// The same run as if only some of the racing requests had been sent.
  RunRecord only(Set<String> ids) {
    SequencedMap<String, Exchange> kept = new LinkedHashMap<>(racing);
    kept.keySet().retainAll(ids);
    return new RunRecord(
        number,
        order,
        raced,
        overlapped,
        spreadMicros,
        setUp,
        before,
        kept,
        after,
        values,
        notRemoved);
  }

  /// The ids of the racing requests in the order of this run.
  List<String> orderedIds() {
    List<String> ids = List.copyOf(racing.keySet());
    return order.stream().map(ids::get).toList();
  }
}
