package dev.crosstalk.openapi.copied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopiedTest {
  @Test
  void aCurlLineOfABrowserIsRead() throws DocumentException {
    Copied copied =
        CurlLine.parse(
            """
            curl 'http://127.0.0.1:8000/buy?x=a%20b' \\
              -X POST --compressed -H 'Authorization: Bearer t0p' -b "sid=\\"1\\"" \\
              --data-raw $'{"name":"it\\'s \\u00e9"}' -H 'content-type: application/json'
            """);
    assertThat(copied.authority()).isEqualTo("127.0.0.1:8000");
    assertThat(copied.method()).isEqualTo("POST");
    assertThat(copied.target()).isEqualTo("/buy?x=a%20b");
    assertThat(copied.headers())
        .containsEntry("Authorization", "Bearer t0p")
        .containsEntry("Cookie", "sid=\"1\"");
    assertThat(copied.body()).contains("{\"name\":\"it's é\"}");
    assertThat(copied.toString()).isEqualTo("POST /buy");
    assertThat(CurlLine.parse("curl -sd a=1 -d b=2 localhost/x").body()).contains("a=1&b=2");
  }

  @Test
  void brokenCopiesAreOneLine() {
    for (String broken :
        List.of(
            "wget x",
            "curl",
            "curl 'x",
            "curl -d @/etc/passwd x",
            "curl -F a=b x",
            "curl x -H",
            "curl -X BREW x",
            "curl 'http://a b/'")) {
      assertThatThrownBy(() -> CurlLine.parse(broken))
          .as(broken)
          .isInstanceOf(DocumentException.class);
    }
    for (String broken : List.of("", "hello", "GET", "GET /x HTTP/1.1\nno header")) {
      assertThatThrownBy(() -> RawRequest.parse(broken))
          .as(broken)
          .isInstanceOf(DocumentException.class);
    }
    for (String broken : List.of("{}", "[]", "{\"log\":{\"entries\":[]}}", "x")) {
      assertThatThrownBy(() -> HarFile.parse(broken, "h"))
          .as(broken)
          .isInstanceOf(DocumentException.class);
    }
  }

  @Test
  void whatChangesIsRacedAndWhatReadsIsReadBack() throws DocumentException {
    String har =
        """
        {"log":{"entries":[
         {"request":{"method":"GET","url":"http://h:1/stock","headers":[]},"response":{"content":{"mimeType":"application/json"}}},
         {"request":{"method":"GET","url":"http://h:1/style.css","headers":[]},"response":{"content":{"mimeType":"text/css"}}},
         {"request":{"method":"POST","url":"http://h:1/buy","headers":[{"name":"X-Api-Key","value":"hunter2"},{"name":"Host","value":"h:1"}],
           "postData":{"text":"{}"}},"response":{}},
         {"request":{"method":"POST","url":"http://ads/track","headers":[]},"response":{}}]}}
        """;
    List<ScenarioPlan> plans = CopiedRequests.plans(HarFile.parse(har, "h:1"));
    assertThat(plans).hasSize(1);
    ScenarioPlan plan = plans.getFirst();
    assertThat(plan.name()).isEqualTo("POST /buy twice");
    assertThat(plan.readBack()).hasSize(1);
    assertThat(plan.racing().getFirst().headers()).containsOnlyKeys("X-Api-Key");
    assertThat(ScenarioFile.write(List.of(CopiedRequests.withoutCredentials(plan))))
        .doesNotContain("hunter2");
    Copied raw = RawRequest.parse("PUT /a?b=1 HTTP/1.1\r\nHost: h:1\r\nX-A: 1\r\n\r\nbody");
    assertThat(raw.authority()).isEqualTo("h:1");
    assertThat(raw.body()).contains("body");
    assertThatThrownBy(() -> CopiedRequests.plans(List.of(CurlLine.parse("curl h/x"))))
        .hasMessageContaining("nothing to race");
  }
}
