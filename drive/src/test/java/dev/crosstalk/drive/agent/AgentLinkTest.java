package dev.crosstalk.drive.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.drive.agent.RunRequest.Limits;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Troubles of the user's side, each with one line that says what to do.
class AgentLinkTest {
  private static final String PYTHON = System.getProperty("crosstalk.python", "python3");
  private static final Path PLAIN = Path.of("../agent/tests/apps").toAbsolutePath().normalize();

  private static Target target(String python, String app) {
    return new Target(python, app, PLAIN, List.of(), List.of(), 0);
  }

  private static RunRequest run(String path, Limits limits) {
    return new RunRequest(
        Mode.STRICT,
        List.of(new LaneRequest("A", "GET", path, List.of(), "")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        false,
        limits);
  }

  @Test
  void tellsWhatCannotBeStartedOrLoaded() {
    assertThatThrownBy(() -> AgentLink.start(target("no-such-python", "plain:app")))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("--python");
    assertThatThrownBy(() -> AgentLink.start(target("false", "plain:app")))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("the interpreter ended");
    assertThatThrownBy(() -> AgentLink.start(target(PYTHON, "missing:app")))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("--app-dir");
    assertThatThrownBy(() -> AgentLink.start(target(PYTHON, "plain:missing")))
        .isInstanceOf(AgentException.class)
        .hasMessageContaining("no 'missing'");
  }

  @Test
  void outlivesTheDeathOfARun() throws Exception {
    try (AgentLink link = AgentLink.start(target(PYTHON, "plain:app"))) {
      RunResult dead = link.run(run("/exit", Limits.DEFAULT));
      assertThat(dead.status()).isEqualTo(RunResult.Status.ERROR);
      assertThat(dead.detail().orElseThrow()).contains("status 7");
      RunResult stuck = link.run(run("/spin", new Limits(100, 300, 50, 100)));
      assertThat(stuck.status()).isEqualTo(RunResult.Status.TIMEOUT);
      RunResult fine = link.run(run("/literal", Limits.DEFAULT));
      assertThat(fine.responses().getFirst().body()).isEqualTo("true");
      assertThat(link.openapi()).isEmpty();
    }
  }

  @Test
  void keepsTheApplicationOnThisMachine() throws Exception {
    try (AgentLink link = AgentLink.start(target(PYTHON, "plain:app"))) {
      assertThat(link.run(run("/outside", Limits.DEFAULT)).refused()).containsExactly("192.0.2.1");
    }
  }
}
