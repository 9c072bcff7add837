package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.crosstalk.model.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Opens the page in a real browser from `file:`, as its readers do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HtmlPageTest {
  private Playwright playwright;
  private Browser browser;
  private BrowserContext context;
  private Page page;
  private final List<String> complaints = new ArrayList<>();
  @TempDir Path folder;

  @BeforeAll
  void launch() {
    Path chromium =
        Path.of(
            Objects.requireNonNullElse(System.getenv("CROSSTALK_CHROMIUM"), "/usr/bin/chromium"));
    assertThat(chromium)
        .as(
            "the page is tested in a real browser: install Debian's package chromium, or name a"
                + " Chromium in CROSSTALK_CHROMIUM")
        .isExecutable();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  @AfterAll
  void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void newContext() {
    open(ColorScheme.LIGHT);
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  private void open(ColorScheme scheme) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setOffline(true)
                .setViewportSize(1280, 900));
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(error -> complaints.add("error: " + error));
    page.onDialog(dialog -> {
      complaints.add("dialog: " + dialog.message());
      dialog.dismiss();
    });
    page.onRequest(request -> {
      if (!request.url().startsWith("file:")) {
        complaints.add("request: " + request.url());
      }
    });
  }

  private void show(Report report) throws IOException {
    Path file = folder.resolve("report.html");
    Files.writeString(file, Written.of(ReportFormat.HTML, report));
    page.navigate(file.toUri().toString());
  }

  private Object run(String script) {
    return page.evaluate(script);
  }

  @Test
  void drawsAnArrowFromTheWriteToTheRead() throws IOException {
    show(SampleReport.report());
    page.waitForSelector("#f1 .arrows .hear");
    assertThat(run("document.querySelectorAll('#f1 .arrows .hear').length")).isEqualTo(1);
    assertThat(page.textContent("#f1-t8 .cross")).isEqualTo("✗ written by B at t5");
    assertThat(page.textContent("#f1 .l.found mark")).isEqualTo("current_org()");
    assertThat(
            run(
                "(() => { const box = document.querySelector('#f1 .arrows .hear').getBBox();"
                    + " const y = (t) => { const r = document.querySelector('#f1-t' + t + ' .dot')"
                    + ".getBoundingClientRect(); return r.top + r.height / 2; };"
                    + " return Math.abs(box.height - (y(8) - y(5))) < 3; })()"))
        .isEqualTo(true);
  }

  @Test
  void keysMoveAndStep() throws IOException {
    show(SampleReport.report());
    page.keyboard().press("j");
    assertThat(run("document.activeElement.id")).isEqualTo("f1");
    page.keyboard().press("j");
    assertThat(run("document.activeElement.id")).isEqualTo("f2");
    page.keyboard().press("k");
    assertThat(run("document.activeElement.id")).isEqualTo("f1");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    assertThat(page.textContent("#f1 .say"))
        .isEqualTo("t2 Request A writes _request_context[\"org_id\"]: 1038.");
    assertThat(run("document.querySelectorAll('#f1 .row.future').length")).isEqualTo(7);
    assertThat(page.textContent("#f1 .l.now .n")).isEqualTo("7");
    page.keyboard().press("ArrowLeft");
    assertThat(run("document.querySelector('#f1 .row.now').id")).isEqualTo("f1-t1");
    page.keyboard().press("Escape");
    assertThat(run("document.querySelectorAll('#f1 .row.future').length")).isEqualTo(0);
    page.keyboard().press("?");
    assertThat(page.isVisible("#help")).isTrue();
    page.keyboard().press("Escape");
    assertThat(page.isVisible("#help")).isFalse();
  }

  @Test
  void filtersByTextSeverityAndRule() throws IOException {
    show(OtherReports.large());
    String visible = "document.querySelectorAll('article.finding:not([hidden])').length";
    assertThat(run(visible)).isEqualTo(200);
    page.keyboard().press("/");
    page.keyboard().type("app/m19");
    assertThat(run(visible)).isEqualTo(11);
    assertThat(page.textContent("#filter-count")).isEqualTo("11 of 200 shown");
    page.fill("#filter-text", "");
    page.click("button[data-severity=critical]");
    assertThat(run(visible)).isEqualTo(160);
    page.selectOption("#filter-rule", "CT201");
    assertThat(run(visible)).isEqualTo(80);
    page.fill("#filter-text", "no such words");
    assertThat(page.isVisible(".nothing")).isTrue();
  }

  @Test
  void followsTheSystemUntilTheReaderChooses() throws IOException {
    context.close();
    open(ColorScheme.DARK);
    show(SampleReport.report());
    String paper = "getComputedStyle(document.body).backgroundColor";
    assertThat(run(paper)).isEqualTo("rgb(20, 22, 26)");
    page.click("#theme");
    assertThat(run(paper)).isEqualTo("rgb(251, 250, 247)");
    page.keyboard().press("t");
    assertThat(run(paper)).isEqualTo("rgb(20, 22, 26)");
  }

  @Test
  void hostileNamesStayText() throws IOException {
    show(OtherReports.hostile());
    assertThat(run("document.scripts.length")).isEqualTo(1);
    assertThat(run("document.querySelectorAll('main img, main script, main style').length"))
        .isEqualTo(0);
    assertThat(page.textContent("#f1 .message"))
        .contains("<script>alert(1)</script>")
        .contains("]]> --> [i] </style> {{rules}} \\x1b[31mred\\u202etxet\\x07\\u2028\\x00");
    assertThat(page.textContent("#f1 .place")).contains("<img src=x onerror=alert(1)>");
  }

  @Test
  void thePolicyStopsWhatIsNotOurs() throws IOException {
    show(SampleReport.report());
    run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1';"
            + " document.body.append(s); })()");
    assertThat(run("window.owned === undefined")).isEqualTo(true);
    assertThat(complaints).hasSize(1);
    assertThat(complaints.getFirst()).contains("Content Security Policy");
    complaints.clear();
  }

  @Test
  void everyWidthFits() throws IOException {
    for (Report report :
        List.of(SampleReport.report(), OtherReports.everyKind(), OtherReports.empty())) {
      show(report);
      for (int width : new int[] {360, 500, 800, 1280, 1900}) {
        page.setViewportSize(width, 900);
        assertThat(run("document.documentElement.scrollWidth - innerWidth"))
            .as("overflow at " + width)
            .isEqualTo(0);
      }
    }
  }

  @Test
  void landmarksAndNamesAreThere() throws IOException {
    show(SampleReport.report());
    assertThat(run("document.querySelectorAll('main, nav, header.masthead').length")).isEqualTo(3);
    assertThat(
            run(
                "[...document.querySelectorAll('button, input, select')].filter(e =>"
                    + " !(e.textContent.trim() || e.getAttribute('aria-label') ||"
                    + " document.querySelector('label[for=' + e.id + ']'))).length"))
        .isEqualTo(0);
    assertThat(
            run(
                "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    + " return ids.length - new Set(ids).size; })()"))
        .isEqualTo(0);
    assertThat(
            run(
                "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a =>"
                    + " !document.getElementById(a.hash.slice(1))).length"))
        .isEqualTo(0);
  }
}
