package dev.crosstalk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// One direction: arguments, environment, clock and terminal enter and leave in `cli` and in `lsp`,
/// the doors; network, processes and time are `drive`'s. Everything between is a function of what
/// it is given.
class OutsideWorldTest {

  private static final Pattern TERMINAL_AND_ENVIRONMENT =
      Pattern.compile(
          "java\\.lang\\.System\\.(in|out|err|console|getenv|getProperty|getProperties|exit)"
              + "|java\\.lang\\.Runtime\\.(exit|halt|addShutdownHook)"
              + "|java\\.io\\.Console\\..*"
              + "|.*\\.printStackTrace");

  private static final Pattern CLOCK =
      Pattern.compile(
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
              + "|java\\.time\\.Clock\\.(system|tick).*"
              + "|java\\.time\\.[A-Z]\\w+\\.now");

  private static final Pattern NETWORK_AND_PROCESSES =
      Pattern.compile(
          "java\\.net\\.http\\..*"
              + "|java\\.net\\.(\\w*Socket|InetAddress|URLConnection|HttpURLConnection)\\..*"
              + "|java\\.nio\\.channels\\.\\w*SocketChannel\\..*"
              + "|java\\.lang\\.(ProcessBuilder|ProcessHandle)\\..*|java\\.lang\\.Runtime\\.exec");

  /// Lists are plain Java, so that "find usages" finds everything.
  private static final Pattern HIDDEN_CALLS =
      Pattern.compile(
          "java\\.util\\.ServiceLoader\\..*|java\\.lang\\.Class\\.(forName|getDeclared\\w+)"
              + "|java\\.lang\\.reflect\\.(Method|Constructor|Field|Proxy)\\..*");

  @Test
  void onlyTheDoorsTouchTerminalArgumentsAndEnvironment() {
    assertThat(
            accesses(
                TERMINAL_AND_ENVIRONMENT, module -> !module.equals("cli") && !module.equals("lsp")))
        .isEmpty();
  }

  @Test
  void onlyCliAndDriveReadTheClock() {
    assertThat(accesses(CLOCK, module -> !module.equals("cli") && !module.equals("drive")))
        .isEmpty();
  }

  @Test
  void onlyDriveTouchesNetworkAndProcesses() {
    assertThat(accesses(NETWORK_AND_PROCESSES, module -> !module.equals("drive"))).isEmpty();
  }

  @Test
  void nothingIsCalledThroughReflectionOrAServiceLoader() {
    assertThat(accesses(HIDDEN_CALLS, module -> true)).isEmpty();
  }

  @Test
  void thePatternsMatchWhatTheyAreFor() {
    // Against vacuous truth: the front door itself must be seen to touch the terminal.
    assertThat(accesses(TERMINAL_AND_ENVIRONMENT, module -> module.equals("cli"))).isNotEmpty();
    assertThat("java.net.ServerSocket.accept").matches(NETWORK_AND_PROCESSES);
    assertThat("java.lang.System.nanoTime").matches(CLOCK);
    assertThat("java.lang.Class.forName").matches(HIDDEN_CALLS);
  }

  /// `class > target` of every access that matches, in the modules asked for.
  private static Set<String> accesses(Pattern forbidden, Predicate<String> modules) {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : House.CLASSES) {
      if (modules.test(House.module(type))) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          String target = access.getTargetOwner().getName() + "." + access.getTarget().getName();
          if (forbidden.matcher(target).matches()) {
            found.add(type.getName() + " > " + target);
          }
        }
      }
    }
    return found;
  }
}
