package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Operations that use up a value, without saying what happens when it is used up.
final class OneTimeTokenOperation {
  private static final RuleId ID = new RuleId("CT703", "one-time-token-operation");
  private static final Set<String> USES =
      Set.of(
          "verify",
          "verification",
          "confirm",
          "confirmation",
          "redeem",
          "redemption",
          "activate",
          "activation",
          "reset",
          "accept",
          "claim",
          "consume",
          "apply",
          "invite",
          "invitation",
          "join");
  private static final Set<String> VALUABLE =
      Set.of("coupon", "voucher", "gift", "promo", "giftcard", "redeem", "redemption", "claim");
  private static final Set<String> TOKENS =
      Set.of(
          "token",
          "otp",
          "coupon",
          "voucher",
          "invitation",
          "nonce",
          "pin",
          "passcode",
          "promo",
          "giftcard");

  /// Session and access tokens are used many times.
  private static final Set<String> SESSIONS =
      Set.of(
          "login",
          "refresh",
          "revoke",
          "introspect",
          "logout",
          "session",
          "access",
          "jwt",
          "api",
          "device",
          "webhook",
          "totp");

  static final ContractRule RULE =
      new ContractRule(
          ID,
          Severity.MEDIUM,
          "An operation uses up a one-time value and documents no answer for one that is used up,"
              + " so two requests at the same time may both pass.",
          OneTimeTokenOperation::check);

  private OneTimeTokenOperation() {}

  private static List<Finding> check(Spec spec) {
    List<Finding> findings = new ArrayList<>();
    for (Operation operation : spec.operations()) {
      Set<String> words = Words.ofPath(operation.path());
      if (operation.isSafe()
          || operation.method().equals("DELETE")
          || !Words.any(words, USES)
          || Words.any(words, SESSIONS)
          || words.contains("token")
          || documentsUsedUp(operation)
          || Guards.hasIdempotencyKey(operation)) {
        continue;
      }
      Optional<String> token = token(operation);
      if (token.isPresent()) {
        findings.add(finding(operation, token.get(), Words.any(words, VALUABLE)));
      }
    }
    return findings;
  }

  private static boolean documentsUsedUp(Operation operation) {
    return Guards.documentsConflict(operation) || operation.response("410").isPresent();
  }

  /// The field or parameter that carries the one-time value. A bare `code` counts beside a use.
  private static Optional<String> token(Operation operation) {
    return Stream.concat(
            Guards.bodyFields(operation)
                .filter(field -> !field.getValue().is("number"))
                .map(java.util.Map.Entry::getKey),
            operation.parameters().stream()
                .filter(parameter -> parameter.in() != Operation.Parameter.In.HEADER)
                .filter(parameter -> parameter.in() != Operation.Parameter.In.COOKIE)
                .map(Operation.Parameter::name))
        .filter(name -> !Words.any(Words.of(name), Set.of("access", "refresh", "device", "csrf")))
        .filter(name -> Words.any(Words.of(name), TOKENS) || name.endsWith("code"))
        .findFirst();
  }

  private static Finding finding(Operation operation, String token, boolean valuable) {
    return OperationFinding.of(
        ID,
        valuable ? Severity.MEDIUM : Severity.LOW,
        Confidence.LOW,
        operation,
        token,
        operation.pointer(),
        List.of(operation.label()),
        "%s seems to use up `%s` once, but documents no answer (409 or 410) for a value that is used up: two requests at the same time may both find it unused"
            .formatted(operation.label(), token),
        "Mark the value as used in one conditional statement (`UPDATE … WHERE used_at IS NULL`),"
            + " act only when it changed a row, and document the refusal.");
  }
}
