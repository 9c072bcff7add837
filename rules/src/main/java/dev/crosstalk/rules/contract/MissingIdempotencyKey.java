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
import java.util.Set;

/// Payments that cannot be told from their own repetition.
final class MissingIdempotencyKey {
  private static final RuleId ID = new RuleId("CT702", "missing-idempotency-key");
  private static final Set<String> PAYMENTS =
      Set.of(
          "pay",
          "payment",
          "charge",
          "checkout",
          "order",
          "purchase",
          "buy",
          "transfer",
          "withdraw",
          "withdrawal",
          "deposit",
          "refund",
          "payout",
          "donate",
          "donation",
          "topup",
          "remittance",
          "disbursement");
  private static final Set<String> AMOUNTS =
      Set.of("amount", "price", "total", "quantity", "qty", "sum", "value", "cost");

  /// Words that turn a payment into something about payments.
  private static final Set<String> NOT_THE_ACT =
      Set.of(
          "search",
          "list",
          "query",
          "filter",
          "export",
          "import",
          "preview",
          "quote",
          "validate",
          "calculate",
          "estimate",
          "webhook",
          "callback",
          "method",
          "setting",
          "config",
          "template",
          "type",
          "status",
          "note",
          "comment",
          "reminder",
          "attachment",
          "tag",
          "report",
          "history",
          "cancel",
          "verify",
          "simulate",
          "batch",
          "sort",
          "reorder");

  static final ContractRule RULE =
      new ContractRule(
          ID,
          Severity.MEDIUM,
          "A payment-like POST takes no idempotency key, so a double click or a client's retry pays"
              + " twice.",
          MissingIdempotencyKey::check);

  private MissingIdempotencyKey() {}

  private static List<Finding> check(Spec spec) {
    List<Finding> findings = new ArrayList<>();
    for (Operation operation : spec.operations()) {
      Set<String> action = Guards.actionWords(operation);
      Set<String> all = Words.ofPath(operation.path());
      if (!operation.method().equals("POST")
          || Guards.endsInParameter(operation)
          || !Words.any(action, PAYMENTS)
          || Words.any(all, NOT_THE_ACT)
          || Guards.hasIdempotencyKey(operation)
          || Guards.hasPrecondition(operation)) {
        continue;
      }
      boolean amount =
          Guards.bodyFields(operation)
              .anyMatch(field ->
                  field.getValue().is("number") && Words.any(Words.of(field.getKey()), AMOUNTS));
      findings.add(
          OperationFinding.of(
              ID,
              amount ? Severity.MEDIUM : Severity.LOW,
              amount ? Confidence.MEDIUM : Confidence.LOW,
              operation,
              "",
              operation.pointer(),
              List.of(operation.label()),
              "%s takes no idempotency key: the server cannot tell a repeated request from a second one, so a retry or a double click is carried out twice"
                  .formatted(operation.label()),
              "Take an `Idempotency-Key` header, store it under a unique constraint together with"
                  + " the result, and answer a repetition with the stored result."));
    }
    return findings;
  }
}
