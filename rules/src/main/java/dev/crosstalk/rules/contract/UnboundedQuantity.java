package dev.crosstalk.rules.contract;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.link.Words;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Quantities of relative operations that may be negative.
final class UnboundedQuantity {
  private static final RuleId ID = new RuleId("CT704", "unbounded-quantity");
  private static final int MAX_DEPTH = 4;
  private static final Set<String> RELATIVE =
      Set.of(
          "buy",
          "purchase",
          "order",
          "checkout",
          "cart",
          "basket",
          "pay",
          "payment",
          "charge",
          "refund",
          "transfer",
          "withdraw",
          "withdrawal",
          "deposit",
          "redeem",
          "spend",
          "consume",
          "deduct",
          "reserve",
          "reservation",
          "book",
          "booking",
          "topup",
          "debit",
          "payout",
          "increment",
          "decrement",
          "increase",
          "decrease",
          "bid",
          "donate",
          "donation",
          "sell");
  private static final Set<String> QUANTITIES =
      Set.of("amount", "quantity", "qty", "count", "seat", "unit", "point", "credit", "ticket");

  /// Words that make a sign meaningful.
  private static final Set<String> SIGNED =
      Set.of("delta", "change", "adjust", "adjustment", "diff", "offset", "balance");

  static final ContractRule RULE =
      new ContractRule(
          ID,
          Severity.MEDIUM,
          "An operation takes a quantity without a lower bound, so a negative one passes and turns"
              + " the operation around.",
          UnboundedQuantity::check);

  private UnboundedQuantity() {}

  private static List<Finding> check(Spec spec) {
    List<Finding> findings = new ArrayList<>();
    for (Operation operation : spec.operations()) {
      Set<String> words = Words.ofPath(operation.path());
      operation.operationId().ifPresent(id -> words.addAll(Words.of(id)));
      if (operation.isSafe()
          || operation.method().equals("DELETE")
          || !Words.any(words, RELATIVE)
          || Words.any(words, SIGNED)) {
        continue;
      }
      for (Map.Entry<String, Schema> field : quantities(operation).entrySet()) {
        findings.add(
            OperationFinding.of(
                ID,
                Severity.MEDIUM,
                Confidence.MEDIUM,
                operation,
                field.getKey(),
                field.getValue().pointer(),
                List.of(operation.label()),
                "%s takes `%s` without a lower bound: a negative value passes the schema and may add where the operation takes, or the other way round"
                    .formatted(operation.label(), field.getKey()),
                "Give the field a minimum (in pydantic `Field(gt=0)`), and check the resulting"
                    + " stock or balance in the statement that writes it."));
      }
    }
    return findings;
  }

  private static Map<String, Schema> quantities(Operation operation) {
    Map<String, Schema> found = new LinkedHashMap<>();
    operation.body().ifPresent(body -> collect(body.schema(), "", found, 0));
    for (Operation.Parameter parameter : operation.parameters()) {
      if (isUnboundedQuantity(parameter.name(), parameter.schema())) {
        found.put(parameter.name(), parameter.schema());
      }
    }
    return found;
  }

  private static void collect(Schema schema, String prefix, Map<String, Schema> found, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    for (Map.Entry<String, Schema> field : schema.properties().entrySet()) {
      String name = prefix + field.getKey();
      Schema value = field.getValue();
      if (isUnboundedQuantity(field.getKey(), value)) {
        found.put(name, value);
      } else if (value.types().contains("array")) {
        collect(value.items(), name + "[].", found, depth + 1);
      } else if (value.types().contains("object")) {
        collect(value, name + ".", found, depth + 1);
      }
    }
  }

  private static boolean isUnboundedQuantity(String name, Schema schema) {
    Set<String> words = Words.of(name);
    return Words.any(words, QUANTITIES)
        && !Words.any(words, SIGNED)
        && schema.is("number")
        && !schema.isReadOnly()
        && !schema.hasLowerBound();
  }
}
