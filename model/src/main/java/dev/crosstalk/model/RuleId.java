package dev.crosstalk.model;

import java.util.regex.Pattern;

/// Identity of a rule or an oracle.
///
/// @param code `CT` and three digits; codes below 100 are observed by a run or a log
/// @param name kebab-case name that states the defect
public record RuleId(String code, String name) implements Comparable<RuleId> {
  private static final Pattern CODE = Pattern.compile("CT\\d{3}");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public RuleId {
    if (!CODE.matcher(code).matches()) {
      throw new IllegalArgumentException("not a rule code: " + code);
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a rule name: " + name);
    }
  }

  @Override
  public int compareTo(RuleId other) {
    return code.compareTo(other.code);
  }
}
