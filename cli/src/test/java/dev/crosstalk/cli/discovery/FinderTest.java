package dev.crosstalk.cli.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Gap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinderTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");

  @BeforeEach
  void real() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void leavesOutWhatIsNotTheService() throws IOException {
    write(
        "app/main.py",
        "app/builders.py",
        "app/types.pyi",
        "app/data.json",
        "app/__pycache__/main.py",
        "app/tests/test_main.py",
        "app/tests/data.py",
        "app/test_inline.py",
        "app/inline_test.py",
        "conftest.py",
        "app/migrations/0001.py",
        "alembic/versions/1a.py",
        "alembic/env.py",
        "node_modules/x/gyp.py",
        "vendor/lib.py",
        "app/_vendor/lib.py",
        "third_party/lib.py",
        "build/lib/app.py",
        "dist/app.py",
        "shop.egg-info/x.py",
        ".hidden/x.py",
        ".venv/lib/x.py",
        "env/pyvenv.cfg",
        "env/lib/x.py",
        "conda/conda-meta/history",
        "conda/lib/x.py",
        ".ipynb_checkpoints/x.py");
    Discovery found = find(FileRules.defaults(), ".");
    assertThat(program(found)).containsExactly("alembic/env.py", "app/builders.py", "app/main.py");
    assertThat(found.leftOut().tests()).isEqualTo(4);
    assertThat(found.leftOut().excluded()).isGreaterThan(10);
    assertThat(found.troubles()).isEmpty();
    assertThat(found.gaps()).isEmpty();
    assertThat(found.shownRoot()).isEqualTo(".");
  }

  @Test
  void testsAreJudgedWhenAskedFor() throws IOException {
    write("main.py", "tests/test_main.py", "conftest.py");
    FileRules rules = new FileRules(Optional.empty(), List.of(), true, true, false);
    assertThat(program(find(rules, ".")))
        .containsExactly("conftest.py", "main.py", "tests/test_main.py");
  }

  @Test
  void excludeReplacesTheListAndExtendExcludeAddsToIt() throws IOException {
    write("main.py", "vendor/a.py", "gen/a.py", "gen/b_pb2.py");
    FileRules replaced = new FileRules(Optional.of(List.of("gen/")), List.of(), false, true, false);
    assertThat(program(find(replaced, "."))).containsExactly("main.py", "vendor/a.py");
    FileRules added = new FileRules(Optional.empty(), List.of("*_pb2.py"), false, true, false);
    assertThat(program(find(added, "."))).containsExactly("gen/a.py", "main.py");
  }

  @Test
  void aFileThatIsNamedIsJudgedUnlessExclusionIsForced() throws IOException {
    write("vendor/a.py", "tests/test_a.py", "b.py", "ignored.py");
    Files.writeString(folder.resolve(".gitignore"), "ignored.py\n");
    String[] named = {"vendor/a.py", "tests/test_a.py", "b.py", "ignored.py"};
    assertThat(program(find(FileRules.defaults(), named)))
        .containsExactly("b.py", "ignored.py", "tests/test_a.py", "vendor/a.py");
    FileRules forced = new FileRules(Optional.empty(), List.of(), false, true, true);
    assertThat(program(find(forced, named))).containsExactly("b.py");
  }

  @Test
  void gitignoreIsRespectedUnlessToldOtherwise() throws IOException {
    write("main.py", "local.py", "gen/a.py", "gen/keep.py");
    Files.writeString(folder.resolve(".gitignore"), "local.py\ngen/*\n!gen/keep.py\n");
    Discovery found = find(FileRules.defaults(), ".");
    assertThat(program(found)).containsExactly("gen/keep.py", "main.py");
    assertThat(found.leftOut().phrase()).isEqualTo("in .gitignore: 2 (--no-respect-gitignore)");
    FileRules all = new FileRules(Optional.empty(), List.of(), false, false, false);
    assertThat(program(find(all, "."))).hasSize(4);
  }

  @Test
  void aMissingPathIsToldAndTheOthersAreJudged() throws IOException {
    write("main.py");
    Discovery found = find(FileRules.defaults(), "nowhere", "main.py", "gone.py");
    assertThat(program(found)).containsExactly("main.py");
    assertThat(found.troubles())
        .containsExactly("no such file or folder: nowhere", "no such file or folder: gone.py");
  }

  @Test
  void linksGoRoundInCirclesWithoutUs() throws IOException {
    write("app/main.py", "outside/lib.py");
    Files.createSymbolicLink(folder.resolve("app/loop"), folder.resolve("app"));
    Files.createSymbolicLink(folder.resolve("app/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("app/self.py"), Path.of("self.py"));
    Files.createSymbolicLink(folder.resolve("app/gone.py"), Path.of("nowhere.py"));
    Discovery found = find(FileRules.defaults(), "app");
    assertThat(program(found)).containsExactly("main.py");
    assertThat(found.gaps().stream().map(gap -> gap.kind().label() + " " + gap.path().orElse("")))
        .containsExactlyInAnyOrder("unreadable gone.py", "unreadable self.py");
    assertThat(found.leftOut().links()).isEqualTo(2);
  }

  @Test
  void whatIsNoFileOrTooLargeIsAGap() throws IOException {
    write("main.py", "folder.py/inner.py");
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve("large.py").toFile(), "rw")) {
      large.setLength(50_000_000);
    }
    Discovery found = find(FileRules.defaults(), ".");
    assertThat(program(found)).containsExactly("folder.py/inner.py", "main.py");
    assertThat(found.gaps()).hasSize(1);
    Gap gap = found.gaps().getFirst();
    assertThat(gap.kind()).isEqualTo(Gap.Kind.LIMIT);
    assertThat(gap.path()).contains("large.py");
    assertThat(gap.message()).contains("50 MB").doesNotContain("\n");
  }

  @Test
  void hostileNamesSurvive() throws IOException {
    write("a\nb.py", "\u001b[31mred.py", "<script>.py", "é.py", " .py", "-q.py");
    assertThat(program(find(FileRules.defaults(), "."))).hasSize(6);
  }

  @Test
  void theRootIsTheFolderOrTheWorkingDirectoryOrWhatHoldsAll() throws IOException {
    write("a/x.py", "b/y.py");
    assertThat(find(FileRules.defaults(), "a").root()).isEqualTo(folder.resolve("a"));
    assertThat(find(FileRules.defaults(), "a").shownRoot()).isEqualTo("a");
    assertThat(find(FileRules.defaults(), "a", "b").root()).isEqualTo(folder);
    assertThat(find(FileRules.defaults(), "a/x.py").root()).isEqualTo(folder);
    Path elsewhere = Files.createDirectories(folder.resolve("c"));
    Discovery outside =
        Finder.find(
            List.of(
                new Target("../a", folder.resolve("a")), new Target("../b", folder.resolve("b"))),
            elsewhere,
            FileRules.defaults());
    assertThat(outside.root()).isEqualTo(folder);
    assertThat(program(outside)).containsExactly("a/x.py", "b/y.py");
  }

  @Test
  void overlappingPathsAreJudgedOnce() throws IOException {
    write("app/main.py");
    assertThat(program(find(FileRules.defaults(), "app", "app/main.py", ".")))
        .containsExactly("app/main.py");
  }

  @Test
  void whatANamedFileImportsIsFoundInItsPackageOnly() throws IOException {
    write(
        "shop/__init__.py",
        "shop/db/__init__.py",
        "shop/db/session.py",
        "shop/models.py",
        "shop/unrelated.py",
        "shop/api/__init__.py",
        "shop/api/deps.py",
        "elsewhere.py");
    Files.writeString(
        folder.resolve("shop/api/routes.py"),
        """
        from shop.db import (
            session,  # the factory
        )
        from . import deps
        import fastapi, elsewhere
        """);
    Files.writeString(folder.resolve("shop/api/deps.py"), "from ..models import User\n");
    Discovery found = find(FileRules.defaults(), "shop/api/routes.py");
    assertThat(program(found)).containsExactly("shop/api/routes.py");
    assertThat(relative(found, found.imported()))
        .containsExactly(
            "elsewhere.py",
            "shop/__init__.py",
            "shop/api/__init__.py",
            "shop/api/deps.py",
            "shop/db/__init__.py",
            "shop/db/session.py",
            "shop/models.py");
  }

  @Test
  void aFolderInsideAPackageFindsWhatItImportsAboveIt() throws IOException {
    write("shop/__init__.py", "shop/api/__init__.py", "shop/db.py", "shop/unrelated.py");
    Files.writeString(folder.resolve("shop/api/routes.py"), "from ..db import get\n");
    Discovery found = find(FileRules.defaults(), "shop/api");
    assertThat(program(found)).containsExactly("__init__.py", "routes.py");
    assertThat(relative(found, found.imported()))
        .contains("../db.py")
        .doesNotContain("../unrelated.py");
  }

  @Test
  void aFolderOfScriptsImportsByPlainName() throws IOException {
    write("app/db.py", "app/other.py");
    Files.writeString(folder.resolve("app/main.py"), "from db import get\n");
    assertThat(relative2("app/main.py")).containsExactly("app/db.py");
    Files.writeString(folder.resolve("app/main.py"), "from app.other import get\n");
    assertThat(relative2("app/main.py")).containsExactly("app/other.py");
  }

  @Test
  void aWholeFolderNeedsNoLookUpAboveIt() throws IOException {
    write("lib.py", "app/main.py");
    Files.writeString(folder.resolve("app/main.py"), "import lib\n");
    assertThat(find(FileRules.defaults(), "app").imported()).isEmpty();
  }

  @Test
  void aLineOfAMillionDotsCostsLittle() {
    assertThat(ImportLine.relative("from " + ".".repeat(1_000_000) + " x")).isEmpty();
    assertThat(ImportLine.read("import " + "a.".repeat(500_000))).isEmpty();
  }

  private List<String> relative2(String path) {
    Discovery found = find(FileRules.defaults(), path);
    return relative(found, found.imported());
  }

  private Discovery find(FileRules rules, String... paths) {
    List<Target> targets =
        Stream.of(paths).map(path -> new Target(path, folder.resolve(path).normalize())).toList();
    return Finder.find(targets, folder, rules);
  }

  private static List<String> program(Discovery found) {
    return relative(found, found.program());
  }

  private static List<String> relative(Discovery found, List<Path> files) {
    return files.stream().map(file -> Paths.relative(found.root(), file)).sorted().toList();
  }

  private void write(String... paths) throws IOException {
    for (String path : paths) {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x = 1\n");
    }
  }
}
