package dev.crosstalk.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.rule.RulePages;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every page has the same headings, says which rule it is of and shows it.
class PageFormTest {
  private static final List<String> HEADINGS =
      List.of(
          "What it finds",
          "Why it matters",
          "Example",
          "Use instead",
          "How to confirm it live",
          "Missed alarms",
          "False alarms");

  @Test
  void headingsAreInTheFixedOrder() throws IOException {
    assertThat(RulePage.all()).hasSizeGreaterThanOrEqualTo(8);
    for (RulePage page : RulePage.all()) {
      assertThat(page.headings()).as(page.file()).isEqualTo(HEADINGS);
    }
  }

  @Test
  void titleAndPlaceFollowFromTheRule() throws IOException {
    for (RulePage page : RulePage.all()) {
      String[] title = page.title().split(" ", 2);
      assertThat(RulePages.path(new RuleId(title[0], title[1]))).isEqualTo(page.file());
    }
  }

  @Test
  void everyRuleHasItsPage() {
    for (Rule rule : RuleCatalog.all()) {
      String title = "# %s %s\n".formatted(rule.id().code(), rule.id().name());
      assertThat(rule.page()).startsWith(title);
    }
  }

  @Test
  void aPageIsReadAsAResource() {
    RuleId id = new RuleId("CT101", "request-data-in-module-state");
    assertThat(RulePages.text(id)).startsWith("# CT101 request-data-in-module-state\n");
  }

  @Test
  void examplesCarryMarkersAndRepairsNone() throws IOException {
    for (RulePage page : RulePage.all()) {
      if (page.file().startsWith("contract/")) {
        // Their examples are OpenAPI documents; ContractPagesTest runs them.
        continue;
      }
      String rule = page.title().split(" ", 2)[1];
      for (RulePage.Block block : page.blocks()) {
        List<Marker> markers =
            block.code().markers().stream()
                .filter(marker -> marker.kind() != Marker.Kind.OK)
                .toList();
        if (block.heading().equals("Use instead")) {
          assertThat(markers).as(block.code().name()).isEmpty();
        }
        if (block.heading().equals("Missed alarms")) {
          assertThat(markers)
              .as(block.code().name())
              .extracting(Marker::kind)
              .containsOnly(Marker.Kind.MISSED);
        }
      }
      assertThat(page.blocks())
          .as(page.file() + " shows what it finds")
          .anyMatch(block ->
              block.heading().equals("Example")
                  && block.code().markers().stream()
                      .anyMatch(m -> m.kind() == Marker.Kind.ERROR && m.rule().equals(rule)));
      assertThat(page.blocks())
          .as(page.file() + " shows the repair")
          .anyMatch(block -> block.heading().equals("Use instead"));
    }
  }
}
