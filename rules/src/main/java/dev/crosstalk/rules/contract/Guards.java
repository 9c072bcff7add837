package dev.crosstalk.rules.contract;

import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What a document can promise against races.
final class Guards {
  private static final Set<String> PRECONDITIONS =
      Set.of("if-match", "if-none-match", "if-unmodified-since");
  private static final Set<String> CONFLICTS = Set.of("409", "412", "423", "428", "4XX", "4xx");
  private static final Set<String> VERSIONS =
      Set.of(
          "version",
          "revision",
          "rev",
          "etag",
          "lockversion",
          "rowversion",
          "resourceversion",
          "updatedat",
          "lastmodified",
          "modifiedat",
          "concurrencytoken",
          "concurrencystamp",
          "checksum",
          "sequencenumber");

  private Guards() {}

  /// True when the client says which state it saw: a conditional header, or a version field in the
  /// query or body.
  static boolean hasPrecondition(Operation operation) {
    return operation.parameters().stream()
            .anyMatch(parameter ->
                PRECONDITIONS.contains(parameter.name().toLowerCase(Locale.ROOT))
                    || isVersion(parameter.name()))
        || bodyFields(operation).anyMatch(field -> isVersion(field.getKey()));
  }

  private static boolean isVersion(String name) {
    String plain = Words.plain(name);
    return VERSIONS.contains(plain)
        || plain.startsWith("expected")
        || (plain.startsWith("if") && VERSIONS.contains(plain.substring(2)));
  }

  /// True when the document says that the operation can be refused because of the state it meets.
  static boolean documentsConflict(Operation operation) {
    return operation.responses().stream()
        .anyMatch(response -> CONFLICTS.contains(response.status()));
  }

  /// True when the operation takes a key by which a repeated request is recognised.
  static boolean hasIdempotencyKey(Operation operation) {
    return Stream.concat(
            operation.parameters().stream().map(Operation.Parameter::name),
            bodyFields(operation).map(Map.Entry::getKey))
        .map(Words::plain)
        .anyMatch(name ->
            name.contains("idempot")
                || name.equals("xrequestid")
                || name.equals("requestid")
                || name.equals("clienttoken")
                || name.equals("clientrequestid")
                || name.equals("clientreference")
                || name.equals("clientreferenceid")
                || name.equals("externalid")
                || name.equals("externalreference")
                || name.equals("transactionid")
                || name.equals("requesttoken")
                || name.equals("nonce")
                || name.equals("deduplicationid"));
  }

  /// Top-level fields of the body.
  static Stream<Map.Entry<String, Schema>> bodyFields(Operation operation) {
    return operation.body().stream()
        .flatMap(body -> body.schema().properties().entrySet().stream());
  }

  /// Words of the last part of the path that is no parameter, and of the operation id.
  static Set<String> actionWords(Operation operation) {
    String[] segments = operation.path().split("/", -1);
    for (int i = segments.length - 1; i >= 0; i--) {
      if (!segments[i].isEmpty() && !segments[i].contains("{")) {
        return Words.of(segments[i]);
      }
    }
    return Set.of();
  }

  /// True when the path ends in a parameter: the operation acts on one thing as a whole.
  static boolean endsInParameter(Operation operation) {
    String path = operation.path();
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    return end > 0 && path.charAt(end - 1) == '}';
  }
}
