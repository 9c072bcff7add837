package dev.crosstalk.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FloorsTest {

  /// Far below what there is, so that only a broken import of the classes trips it.
  private static final int CLASSES_AT_LEAST = 40;

  @Test
  void seesTheClassesOfEveryModuleInTheCheckout() throws IOException {
    assertThat(House.CLASSES.size()).isGreaterThanOrEqualTo(CLASSES_AT_LEAST);
    Set<String> seen = new TreeSet<>();
    House.CLASSES.forEach(type -> seen.add(House.module(type)));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(modulesOfTheCheckout());
  }

  @Test
  void noModuleImportsWhatItsFloorForbids() {
    Set<String> refused = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      String from = House.module(type);
      Set<String> allowed = House.MAY_IMPORT.getOrDefault(from, Set.of());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String to = House.module(dependency.getTargetClass().getBaseComponentType());
        if (!to.isEmpty() && !to.equals(from) && !allowed.contains(to)) {
          refused.add(from + " > " + to + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void modelImportsTheJdkAndJspecifyOnly() {
    Set<String> foreign = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      if (House.module(type).equals("model")) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          String name = target.getPackageName();
          if (!target.isPrimitive()
              && !name.startsWith("java.")
              && !name.equals("org.jspecify.annotations")
              && !House.module(target).equals("model")) {
            foreign.add(dependency.getDescription());
          }
        }
      }
    }
    assertThat(foreign).isEmpty();
  }

  @Test
  void noPackageIsPartOfACycle() {
    slices().matching(House.ROOT + ".(**)").should().beFreeOfCycles().check(House.CLASSES);
  }

  /// Every folder at the root that holds a package `dev.crosstalk.FOLDER`.
  private static Set<String> modulesOfTheCheckout() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Set<String> modules = new TreeSet<>();
    try (Stream<Path> folders = Files.list(root)) {
      folders
          .map(folder -> folder.resolve("src/main/java/dev/crosstalk"))
          .filter(Files::isDirectory)
          .forEach(folder -> modules.addAll(children(folder)));
    }
    return modules;
  }

  private static Set<String> children(Path folder) {
    try (Stream<Path> packages = Files.list(folder)) {
      Set<String> names = new TreeSet<>();
      packages.filter(Files::isDirectory).forEach(p -> names.add(p.getFileName().toString()));
      return names;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
