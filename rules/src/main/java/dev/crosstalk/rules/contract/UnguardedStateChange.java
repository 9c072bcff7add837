package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.link.RaceRisk;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
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
    for (Operation operation : spec.operations()) {
      boolean update = operation.method().equals("PUT") || operation.method().equals("PATCH");
      if (!update
          || !Guards.endsInParameter(operation)
          || Guards.hasPrecondition(operation)
          || Guards.documentsConflict(operation)) {
        continue;
      }
      List<Map.Entry<String, Schema>> fields = Guards.bodyFields(operation).toList();
      if (operation.body().isEmpty()) {
        continue;
      }
      Optional<String> quantity =
          fields.stream()
              .filter(field -> field.getValue().is("number"))
              .map(Map.Entry::getKey)
              .filter(name -> Words.any(Words.of(name), RaceRisk.QUANTITY_FIELDS))
              .findFirst();
      findings.add(finding(operation, quantity));
    }
    return findings;
  }

  private static Finding finding(Operation operation, Optional<String> quantity) {
    String what =
        quantity
            .map(name -> "a client that read `%s`, changed it and writes it back".formatted(name))
            .orElse("a client that read the thing, changed it and writes it back");
    return OperationFinding.of(
        ID,
        quantity.isPresent() ? Severity.MEDIUM : Severity.LOW,
        Confidence.MEDIUM,
        operation,
        "",
        operation.pointer(),
        List.of(operation.label()),
        "%s takes no precondition (`If-Match` or a version field) and documents no conflict (409 or 412): %s overwrites what another wrote meanwhile"
            .formatted(operation.label(), what),
        "Take `If-Match` or a version in the body, compare it in the same statement that writes,"
            + " and answer 412 or 409 when it is stale.");
  }
}
