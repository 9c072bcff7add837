package dev.crosstalk.openapi.link;

import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// How likely and how costly a race on an operation is, with the reasons. It ranks; it is no
/// finding.
///
/// @param score in [0, 100]
/// @param reasons heaviest first; empty when the score is 0
public record RaceRisk(Operation operation, int score, List<String> reasons) {
  public static final Set<String> LIMITED_VERBS =
      Set.of(
          "buy",
          "purchase",
          "order",
          "checkout",
          "pay",
          "payment",
          "charge",
          "refund",
          "transfer",
          "withdraw",
          "deposit",
          "redeem",
          "claim",
          "book",
          "booking",
          "reserve",
          "reservation",
          "vote",
          "like",
          "increment",
          "decrement",
          "consume",
          "deduct",
          "spend",
          "topup",
          "credit",
          "debit",
          "enroll",
          "enrol",
          "apply",
          "bid",
          "ticket");
  public static final Set<String> QUANTITY_FIELDS =
      Set.of(
          "stock",
          "balance",
          "quantity",
          "amount",
          "credit",
          "point",
          "seat",
          "capacity",
          "limit",
          "quota",
          "remaining",
          "inventory",
          "count",
          "counter",
          "price",
          "total",
          "unit",
          "score",
          "available");
  private static final Set<String> UNIQUE_FIELDS =
      Set.of("email", "username", "slug", "handle", "login", "sku", "phone", "code");
  public static final Set<String> TOKEN_WORDS =
      Set.of(
          "otp",
          "verify",
          "verification",
          "confirm",
          "activate",
          "activation",
          "reset",
          "invite",
          "invitation",
          "coupon",
          "voucher",
          "redeem",
          "nonce",
          "magic",
          "onetime",
          "claim");
  private static final Set<String> MODEL_WORDS =
      Set.of("chat", "completion", "prompt", "generate", "llm", "ask", "conversation", "agent");

  /// Spelled out: the lambdas of Comparator.comparing are serializable, which no AOT cache keeps,
  /// and making them when they are needed costs a short verb tens of milliseconds.
  public static final Comparator<RaceRisk> RISKIEST_FIRST =
      (one, other) -> Integer.compare(other.score(), one.score());

  public RaceRisk {
    reasons = List.copyOf(reasons);
  }

  /// Riskiest first; ties in the order of the list.
  public static List<RaceRisk> sorted(List<RaceRisk> risks) {
    return risks.stream().sorted(RISKIEST_FIRST).toList();
  }

  /// The risk of one operation.
  public static RaceRisk of(Operation operation) {
    List<Map.Entry<Integer, String>> weights = new ArrayList<>();
    Set<String> words = Words.of(operation);
    if (!operation.isSafe()) {
      weights.add(Map.entry(20, "changes state"));
      if (Words.any(words, LIMITED_VERBS)) {
        weights.add(Map.entry(35, "its name says that it takes from a limited quantity"));
      }
      fields(operation, QUANTITY_FIELDS, true)
          .ifPresent(name -> weights.add(Map.entry(15, "carries the quantity `" + name + "`")));
      fields(operation, UNIQUE_FIELDS, false)
          .ifPresent(
              name -> weights.add(Map.entry(15, "carries `" + name + "`, which is often unique")));
      if (operation.response("409").isPresent()) {
        weights.add(Map.entry(5, "documents a conflict that a race may slip past"));
      }
      if (Words.any(words, TOKEN_WORDS)) {
        weights.add(Map.entry(25, "its name says that it uses up a one-time value"));
      }
      if (!Links.pathParameters(operation.path()).isEmpty()) {
        weights.add(Map.entry(10, "acts on an existing thing"));
      }
    } else if (!operation.security().isEmpty() || carriesIdentity(operation)) {
      weights.add(Map.entry(15, "answers with data of the caller"));
    }
    if (Words.any(words, MODEL_WORDS) && !operation.isSafe()) {
      weights.add(Map.entry(20, "its name says that it talks to a language model"));
    }
    weights.sort((one, other) -> Integer.compare(other.getKey(), one.getKey()));
    int sum = weights.stream().mapToInt(Map.Entry::getKey).sum();
    List<String> reasons = new ArrayList<>(weights.stream().map(Map.Entry::getValue).toList());
    if (hasPrecondition(operation)) {
      sum -= 30;
      reasons.add("a precondition or idempotency key lowers the risk");
    }
    return new RaceRisk(operation, Math.clamp(sum, 0, 100), sum <= 0 ? List.of() : reasons);
  }

  private static java.util.Optional<String> fields(
      Operation operation, Set<String> wanted, boolean numeric) {
    List<Map.Entry<String, Schema>> fields = new ArrayList<>();
    operation.body().ifPresent(body -> fields.addAll(body.schema().properties().entrySet()));
    operation
        .parameters()
        .forEach(parameter -> fields.add(Map.entry(parameter.name(), parameter.schema())));
    return fields.stream()
        .filter(field -> !numeric || field.getValue().is("number"))
        .filter(field -> Words.any(Words.of(field.getKey()), wanted))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// True when a parameter names the caller: a tenant or user header or query value, or a cookie.
  public static boolean carriesIdentity(Operation operation) {
    return operation.parameters().stream()
        .filter(parameter -> parameter.in() != Operation.Parameter.In.PATH)
        .anyMatch(parameter ->
            parameter.in() == Operation.Parameter.In.COOKIE
                || Words.any(
                    Words.of(parameter.name()),
                    Set.of(
                        "tenant",
                        "org",
                        "organization",
                        "organisation",
                        "user",
                        "account",
                        "authorization",
                        "token",
                        "session",
                        "customer",
                        "workspace")));
  }

  /// True when the operation takes a precondition or an idempotency key.
  public static boolean hasPrecondition(Operation operation) {
    return operation.parameters().stream()
        .map(parameter -> parameter.name().toLowerCase(Locale.ROOT))
        .anyMatch(name ->
            name.equals("if-match")
                || name.equals("if-unmodified-since")
                || name.equals("if-none-match")
                || Words.plain(name).contains("idempotency"));
  }
}
