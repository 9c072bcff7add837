package dev.crosstalk.report;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.SharedLocation;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.model.Summary;
import dev.crosstalk.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The one report that every format is tested with: a tenant leak, a purchase race and a gap.
final class SampleReport {
  static final RuleId LEAK_RULE = new RuleId("CT101", "request-data-in-module-state");
  static final RuleId RACE_RULE = new RuleId("CT201", "check-then-act-across-await");

  private static final String CONTEXT =
      """
      \"""Who is calling; set once per request.\"""

      _request_context: dict[str, int] = {}


      def set_org(org_id: int) -> None:
          _request_context["org_id"] = org_id


      def current_org() -> int:
          return _request_context["org_id"]
      """;

  private static final String REPORTS =
      """
      from fastapi import APIRouter, Depends

      from app.auth import authenticated
      from app.context import current_org, set_org
      from app.storage import audit, fetch_report

      router = APIRouter(prefix="/reports")


      async def bind_org(user=Depends(authenticated)):
          set_org(user.org_id)


      @router.get("/{report_id}", dependencies=[Depends(bind_org)])
      async def get_report(report_id: int):
          await audit("read", report_id)
          rows = await fetch_report(report_id, org_id=current_org())
          return {"id": report_id, "rows": rows}
      """;

  private static final String SHOP =
      """
      stock = {"book": 1}


      @app.post("/purchase")
      async def purchase(item: str, gateway=Depends(gateway)):
          if stock[item] < 1:
              raise HTTPException(409, "sold out")
          await gateway.charge(item)
          stock[item] -= 1
          return {"bought": item}
      """;

  private static final Map<String, String> FILES =
      Map.of("app/context.py", CONTEXT, "app/reports.py", REPORTS, "app/shop.py", SHOP);

  private SampleReport() {}

  static Report.Sources sources() {
    return path -> Optional.ofNullable(FILES.get(path)).map(SourceText::new);
  }

  static ReportContext context() {
    return ReportContext.piped(sources(), rules());
  }

  static List<RuleInfo> rules() {
    return List.of(
        new RuleInfo(
            LEAK_RULE,
            Severity.CRITICAL,
            "Data of one request is kept in module state while another request runs.",
            """
            # CT101 request-data-in-module-state

            ## What it finds

            A value that comes from a request is written to a *module variable* and read again
            after a suspension point. Another request can write in between.

            - direct assignment: `global current_user`
            - a key of a module dictionary

            ## Example

            ```python
            current = {}

            async def handler(user: str):
                current["user"] = user
                await load()
                return current["user"]  # error: [request-data-in-module-state]
            ```

            ## Use instead

            Pass the value as a parameter, or keep it in a `ContextVar`.
            """),
        new RuleInfo(
            RACE_RULE,
            Severity.HIGH,
            "A decision is made on shared state, and the state is changed after a suspension.",
            ""));
  }

  static Report report() {
    return report(
        List.of(purchase(), leak()),
        List.of(
            new Gap(
                Gap.Kind.SYNTAX,
                Optional.of("app/legacy.py"),
                OptionalInt.of(12),
                Optional.empty(),
                "the statement is not valid Python 3 and was skipped; the rest of the file was"
                    + " judged")));
  }

  static Report report(List<Finding> findings, List<Gap> gaps) {
    return new Report(
        "scan",
        "0.1.0",
        "shop-service",
        findings,
        gaps,
        new Summary(48, 12_480, 23, 690, 642, 1, 2));
  }

  static Finding leak() {
    String where = "_request_context[\"org_id\"]";
    Place.Source definition =
        new Place.Source("app/context.py", 3, 1, 3, 38, "app.context._request_context");
    Interleaving picture =
        new Interleaving(
            List.of(
                lane("A", "GET /reports/{report_id}", "alice of org 1038"),
                lane("B", "GET /reports/{report_id}", "bob of org 2041")),
            List.of(
                step("A", Kind.START, "GET /reports/7", "app/reports.py", 14),
                touch("A", Kind.WRITE, "_request_context[\"org_id\"] = org_id", 7, where, "1038"),
                step("A", Kind.SUSPEND, "await audit(\"read\", report_id)", "app/reports.py", 16),
                step("B", Kind.START, "GET /reports/9", "app/reports.py", 14),
                touch("B", Kind.WRITE, "_request_context[\"org_id\"] = org_id", 7, where, "2041"),
                step("B", Kind.SUSPEND, "await audit(\"read\", report_id)", "app/reports.py", 16),
                step("A", Kind.RESUME, "audit returns", "app/reports.py", 16),
                read("A", Kind.READ, "return _request_context[\"org_id\"]", 11, where, "2041", "B"),
                step(
                    "A",
                    Kind.RESPOND,
                    "report 7 with the rows of org 2041",
                    "app/reports.py",
                    18)));
    return new Finding(
        LEAK_RULE,
        Severity.CRITICAL,
        Confidence.HIGH,
        Verdict.SUSPECTED,
        "`_request_context[\"org_id\"]` is one slot for all requests: a request that waits at"
            + " `await audit(...)` reads the organisation of whichever request came last.",
        new Place.Source("app/reports.py", 17, 49, 17, 62, "app.reports.get_report"),
        "9f2c41d07be3a815",
        new Evidence.Race(
            new SharedLocation(where, "item of a module dictionary", Optional.of(definition)),
            picture),
        List.of("DELETE /reports/{report_id}", "GET /reports/{report_id}"),
        "Pass `org_id` as a parameter from the dependency to `fetch_report`, or keep it in a"
            + " ContextVar that the dependency sets.",
        List.of(),
        Optional.empty());
  }

  static Finding purchase() {
    String where = "stock[item]";
    Place.Source definition = new Place.Source("app/shop.py", 1, 1, 1, 20, "app.shop.stock");
    String path = "app/shop.py";
    Interleaving picture =
        new Interleaving(
            List.of(
                new Lane("A", "Request A", "POST /purchase", Optional.empty()),
                new Lane("B", "Request B", "POST /purchase", Optional.empty())),
            List.of(
                at("A", Kind.CHECK, "if stock[item] < 1:", path, 6, where, "1"),
                step("A", Kind.SUSPEND, "await gateway.charge(item)", path, 8),
                at("B", Kind.CHECK, "if stock[item] < 1:", path, 6, where, "1"),
                step("B", Kind.SUSPEND, "await gateway.charge(item)", path, 8),
                at("A", Kind.WRITE, "stock[item] -= 1", path, 9, where, "0"),
                step("A", Kind.RESPOND, "200 bought", path, 10),
                at("B", Kind.WRITE, "stock[item] -= 1", path, 9, where, "-1"),
                step("B", Kind.RESPOND, "200 bought", path, 10)));
    return new Finding(
        RACE_RULE,
        Severity.HIGH,
        Confidence.MEDIUM,
        Verdict.CONFIRMED,
        "`stock[item]` is checked before `await gateway.charge(item)` and changed after it: two"
            + " buyers of the last piece both succeed.",
        new Place.Source(path, 9, 5, 9, 21, "app.shop.purchase"),
        "03ab5567c1d2e4f0",
        new Evidence.Race(
            new SharedLocation(where, "item of a module dictionary", Optional.of(definition)),
            picture),
        List.of("POST /purchase"),
        "Reserve the piece before the `await` and give it back when the charge fails, or hold an"
            + " `asyncio.Lock` over check and change.",
        List.of("77aa00ffee112233"),
        Optional.of("xt1-4c9b2e"));
  }

  private static Lane lane(String id, String origin, String identity) {
    return new Lane(id, "Request " + id, origin, Optional.of(identity));
  }

  static Step step(String lane, Kind kind, String text, String path, int line) {
    return new Step(
        lane,
        kind,
        text,
        Optional.of(path),
        OptionalInt.of(line),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Step at(
      String lane, Kind kind, String text, String path, int line, String where, String value) {
    return new Step(
        lane,
        kind,
        text,
        Optional.of(path),
        OptionalInt.of(line),
        Optional.of(where),
        Optional.of(value),
        Optional.empty());
  }

  private static Step touch(
      String lane, Kind kind, String text, int line, String where, String value) {
    return at(lane, kind, text, "app/context.py", line, where, value);
  }

  private static Step read(
      String lane, Kind kind, String text, int line, String where, String value, String writer) {
    return new Step(
        lane,
        kind,
        text,
        Optional.of("app/context.py"),
        OptionalInt.of(line),
        Optional.of(where),
        Optional.of(value),
        Optional.of(writer));
  }
}
