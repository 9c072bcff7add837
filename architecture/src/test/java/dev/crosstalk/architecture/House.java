package dev.crosstalk.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;

/// The modules, who may import whom, and every class of the product. One place to read; one line to
/// add a module.
final class House {

  static final String ROOT = "dev.crosstalk";

  /// Module to the modules it may import. What is not named here is refused.
  static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("model", Set.of()),
          Map.entry("openapi", Set.of("model")),
          Map.entry("sql", Set.of("model")),
          Map.entry("python", Set.of("model", "openapi", "sql")),
          Map.entry("history", Set.of("model", "openapi", "sql")),
          Map.entry("report", Set.of("model")),
          Map.entry("rules", Set.of("model", "python", "openapi", "sql")),
          Map.entry("fixes", Set.of("model", "python")),
          Map.entry("drive", Set.of("model", "history", "openapi", "sql")),
          Map.entry("oracles", Set.of("model", "history", "openapi", "sql")),
          Map.entry("audit", Set.of("model", "history")),
          Map.entry(
              "cli",
              Set.of(
                  "model", "openapi", "sql", "python", "history", "report", "rules", "fixes",
                  "drive", "oracles", "audit")),
          Map.entry("lsp", Set.of("model", "python", "report", "rules", "cli")));

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private House() {}

  /// `dev.crosstalk.rules.state.X` to `rules`; empty for a class that is not ours.
  static String module(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return "";
    }
    String rest = name.substring(ROOT.length() + 1);
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }
}
