package dev.crosstalk.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What a page says about its code is what the rules say. The rules that are on by default run, and
/// the page's own.
class PageTest {
  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> everyBlock() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (RulePage page : RulePage.all()) {
      List<Rule> rules =
          RuleCatalog.all().stream()
              .filter(rule -> rule.onByDefault() || page.title().startsWith(rule.id().code()))
              .toList();
      for (RulePage.Block block : page.blocks()) {
        Path root = directory.resolve("block" + tests.size());
        tests.add(
            DynamicTest.dynamicTest(
                block.code().name(),
                () -> assertThat(block.code().differences(root, rules)).isEmpty()));
      }
    }
    return tests;
  }
}
