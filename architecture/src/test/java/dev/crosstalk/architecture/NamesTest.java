package dev.crosstalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class NamesTest {

  /// A name made of one of these says nothing about the question its file answers.
  private static final Set<String> NO_NAMES =
      Set.of("util", "utils", "common", "misc", "helper", "helpers", "manager", "base", "impl");

  @Test
  void noPackageIsCalledByAWordThatSaysNothing() {
    Set<String> bad = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      for (String segment : type.getPackageName().split("\\.", -1)) {
        if (NO_NAMES.contains(segment)) {
          bad.add(type.getPackageName());
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  @Test
  void noClassIsCalledByAWordThatSaysNothing() {
    Set<String> bad = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      // Python's own term: a context manager is a thing of the language we read.
      String name = type.getSimpleName().replace("ContextManager", "");
      String[] words = name.split("(?<=[a-z0-9])(?=[A-Z])", -1);
      if (NO_NAMES.contains(words[words.length - 1].toLowerCase(Locale.ROOT))
          || words[0].equals("Abstract")
          || (words[0].equals("Base") && type.getModifiers().contains(JavaModifier.ABSTRACT))) {
        bad.add(type.getName());
      }
    }
    assertThat(bad).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }
    assertThat(unmarked).isEmpty();
  }
}
