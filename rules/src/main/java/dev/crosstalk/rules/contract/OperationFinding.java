package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes the finding of a contract rule. The verdict is always SUSPECTED: nothing was executed.
final class OperationFinding {
  private OperationFinding() {}

  /// @param subject what tells findings of one rule and operation apart, usually a field; empty
  ///   when there is one only
  /// @param pointer where in the document the cause stands
  /// @param origins every operation that the cause concerns
  static Finding of(
      RuleId rule,
      Severity severity,
      Confidence confidence,
      Operation operation,
      String subject,
      String pointer,
      List<String> origins,
      String message,
      String help) {
    return new Finding(
        rule,
        severity,
        confidence,
        Verdict.SUSPECTED,
        message,
        new Place.Operation(operation.method(), operation.path(), operation.pointer()),
        fingerprint(rule.code() + '\n' + operation.label() + '\n' + subject),
        new Evidence.Contract(pointer, excerpt(operation)),
        origins,
        help,
        List.of(),
        Optional.empty());
  }

  private static String fingerprint(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// What the document says about the operation, in one line.
  private static String excerpt(Operation operation) {
    StringBuilder text = new StringBuilder(operation.label());
    List<String> headers =
        operation.parameters(Operation.Parameter.In.HEADER).stream()
            .map(Operation.Parameter::name)
            .toList();
    text.append(headers.isEmpty() ? "; no headers" : "; headers " + String.join(", ", headers));
    operation
        .body()
        .map(body -> body.schema().properties().keySet())
        .filter(names -> !names.isEmpty())
        .ifPresent(names -> text.append("; body ").append(shortened(List.copyOf(names))));
    List<String> statuses = operation.responses().stream().map(Operation.Response::status).toList();
    text.append(statuses.isEmpty() ? "; no responses" : "; responses " + shortened(statuses));
    return text.toString();
  }

  private static String shortened(List<String> names) {
    return names.size() <= 12
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 12)) + ", …";
  }
}
