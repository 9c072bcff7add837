package dev.crosstalk.openapi.sample;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names such as `to_account` or `recipientId`, which in one request with `from_account` or
/// `sender` mean another thing of the same kind.
public final class SecondThing {
  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");
  private static final Set<String> SECOND =
      Set.of(
          "to", "target", "destination", "dest", "recipient", "receiver", "payee", "beneficiary");
  private static final Set<String> FIRST =
      Set.of("from", "source", "src", "sender", "payer", "origin");

  private SecondThing() {}

  /// True for the second of two things, the one that receives.
  public static boolean isNamedBy(String field) {
    return has(field, SECOND);
  }

  /// True for one of two things, whichever.
  public static boolean isOneOfTwo(String field) {
    return has(field, SECOND) || has(field, FIRST);
  }

  private static boolean has(String field, Set<String> wanted) {
    String split = HUMP.matcher(field).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    return Arrays.stream(BETWEEN.split(split, -1)).anyMatch(wanted::contains);
  }
}
