package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.link.RaceRisk;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Updates of one thing that can neither be made conditional nor be refused.
final class UnguardedStateChange {
  private static final RuleId ID = new RuleId("CT701", "unguarded-state-change");

  static final ContractRule RULE =
      new ContractRule(
          ID,
          Severity.MEDIUM,
          "An update takes no precondition and documents no conflict, so of two updates at the same"
              + " time the last one silently wins.",
          UnguardedStateChange::check);

  private UnguardedStateChange() {}

  private static List<Finding> check(Spec spec) {
    List<Finding> findings = new ArrayList<>();
    List<Operation> plain = new ArrayList<>();
    for (Operation operation : spec.operations()) {
      if (!isUnguardedUpdate(operation)) {
        continue;
      }
      Optional<String> quantity = quantity(operation);
      if (quantity.isPresent()) {
        findings.add(
            finding(
                operation,
                Severity.MEDIUM,
                "",
                List.of(operation),
                "a client that read `%s`, changed it".formatted(quantity.get())));
      } else {
        plain.add(operation);
      }
    }
    // A document without any precondition made one decision, so it gets one finding for all of it.
    if (!plain.isEmpty()) {
      findings.add(
          finding(
              plain.getFirst(),
              Severity.LOW,
              "plain",
              plain,
              "a client that read the thing, changed it"));
    }
    return findings;
  }

  private static boolean isUnguardedUpdate(Operation operation) {
    return (operation.method().equals("PUT") || operation.method().equals("PATCH"))
        && operation.body().isPresent()
        && Guards.endsInParameter(operation)
        && !Guards.hasPrecondition(operation)
        && !Guards.documentsConflict(operation);
  }

  private static Optional<String> quantity(Operation operation) {
    return Guards.bodyFields(operation)
        .filter(field -> field.getValue().is("number"))
        .map(Map.Entry::getKey)
        .filter(name -> Words.any(Words.of(name), RaceRisk.QUANTITY_FIELDS))
        .findFirst();
  }

  private static Finding finding(
      Operation operation,
      Severity severity,
      String subject,
      List<Operation> concerned,
      String what) {
    int more = concerned.size() - 1;
    String subjectPhrase =
        more == 0
            ? operation.label()
                + " takes no precondition (`If-Match` or a version field) and documents"
            : "%s and %s more update%s take no precondition (`If-Match` or a version field) and document"
                .formatted(operation.label(), more, more == 1 ? "" : "s");
    return OperationFinding.of(
        ID,
        severity,
        Confidence.MEDIUM,
        operation,
        subject,
        operation.pointer(),
        concerned.stream().map(Operation::label).toList(),
        "%s no conflict (409 or 412): %s and writes it back overwrites what another wrote meanwhile"
            .formatted(subjectPhrase, what),
        "Take `If-Match` or a version in the body, compare it in the same statement that writes,"
            + " and answer 412 or 409 when it is stale.");
  }
}
