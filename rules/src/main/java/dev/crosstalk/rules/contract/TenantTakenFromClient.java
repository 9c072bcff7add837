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

/// Tenant identifiers that the client may choose, one finding for each place and name.
final class TenantTakenFromClient {
  private static final RuleId ID = new RuleId("CT705", "tenant-taken-from-client");
  private static final Set<String> TENANTS =
      Set.of(
          "tenant",
          "tenantid",
          "tenantkey",
          "org",
          "orgid",
          "organization",
          "organizationid",
          "organisation",
          "organisationid",
          "companyid",
          "workspaceid",
          "customertenant",
          "tenantname",
          "tenantslug");

  /// Headers that name a user are taken for who the user is.
  private static final Set<String> USER_HEADERS =
      Set.of("xuserid", "xuser", "userid", "xaccountid", "xcustomerid", "xauthuser");

  static final ContractRule RULE =
      new ContractRule(
          ID,
          Severity.MEDIUM,
          "The tenant comes from a header, the query or the body, where the client can write any"
              + " tenant.",
          TenantTakenFromClient::check);

  private record Where(String place, String name) {}

  private record Occurrence(Operation operation, String pointer, boolean authenticated) {}

  private TenantTakenFromClient() {}

  private static List<Finding> check(Spec spec) {
    Map<Where, List<Occurrence>> found = new LinkedHashMap<>();
    for (Operation operation : spec.operations()) {
      boolean authenticated = !operation.security().isEmpty();
      for (Operation.Parameter parameter : operation.parameters()) {
        String plain = Words.plain(parameter.name());
        switch (parameter.in()) {
          case HEADER -> {
            String bare = plain.startsWith("x") ? plain.substring(1) : plain;
            if (TENANTS.contains(bare) || USER_HEADERS.contains(plain)) {
              add(found, "the header", parameter.name(), operation, parameter.pointer());
            }
          }
          case QUERY -> {
            if (authenticated && TENANTS.contains(plain)) {
              add(found, "the query", parameter.name(), operation, parameter.pointer());
            }
          }
          default -> {
            // A tenant in the path is an address; whether it is allowed must be checked anyway.
          }
        }
      }
      if (authenticated && !operation.isSafe() && !aboutTenants(operation)) {
        Guards.bodyFields(operation)
            .filter(field -> TENANTS.contains(Words.plain(field.getKey())))
            .filter(field -> isPlain(field.getValue()))
            .forEach(field ->
                add(found, "the body", field.getKey(), operation, field.getValue().pointer()));
      }
    }
    List<Finding> findings = new ArrayList<>();
    found.forEach((where, occurrences) -> findings.add(finding(where, occurrences)));
    return findings;
  }

  private static void add(
      Map<Where, List<Occurrence>> found,
      String place,
      String name,
      Operation operation,
      String pointer) {
    found
        .computeIfAbsent(new Where(place, name), _ -> new ArrayList<>())
        .add(new Occurrence(operation, pointer, !operation.security().isEmpty()));
  }

  /// Creating or moving a tenant names it by right.
  private static boolean aboutTenants(Operation operation) {
    return Guards.actionWords(operation).stream()
        .map(Words::plain)
        .anyMatch(word ->
            TENANTS.contains(word)
                || Set.of("tenants", "orgs", "organizations", "organisations", "admin")
                    .contains(word));
  }

  private static boolean isPlain(Schema schema) {
    return schema.is("string") || schema.is("number");
  }

  private static Finding finding(Where where, List<Occurrence> occurrences) {
    Occurrence first = occurrences.getFirst();
    boolean authenticated = occurrences.stream().anyMatch(Occurrence::authenticated);
    List<String> origins =
        occurrences.stream().map(Occurrence::operation).map(Operation::label).distinct().toList();
    String more =
        origins.size() == 1
            ? " takes"
            : " and %s more operation%s take"
                .formatted(origins.size() - 1, origins.size() == 2 ? "" : "s");
    return OperationFinding.of(
        ID,
        Severity.MEDIUM,
        authenticated ? Confidence.MEDIUM : Confidence.LOW,
        first.operation(),
        where.place() + ' ' + where.name(),
        first.pointer(),
        origins,
        "%s%s the tenant from %s `%s`%s: a client can write another tenant's there"
            .formatted(
                first.operation().label(),
                more,
                where.place(),
                where.name(),
                authenticated ? " although the caller is authenticated" : ""),
        "Derive the tenant from the verified credentials; where the client must choose, check the"
            + " choice against them before anything is read.");
  }
}
