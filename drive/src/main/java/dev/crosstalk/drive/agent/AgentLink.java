package dev.crosstalk.drive.agent;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// An agent process with the application loaded. One question at a time; not thread-safe.
public final class AgentLink implements AutoCloseable {
  static final int PROTOCOL_VERSION = 1;
  private static final int MAX_LINE = 64_000_000;
  private static final int LOAD_SECONDS = 60;
  private static final int SLACK_MILLIS = 8_000;
  private static final byte[] END = new byte[0];

  private final AgentFiles files;
  private final Process process;
  private final OutputStream toAgent;
  private final BlockingQueue<byte[]> answers = new ArrayBlockingQueue<>(1);
  private final ErrorTail errors;
  private final Ready ready;
  private int number;

  /// Starts the interpreter and loads the application.
  ///
  /// @throws AgentException with one line that says what to do
  public static AgentLink start(Target target) throws AgentException {
    AgentFiles files;
    try {
      files = AgentFiles.unpack();
    } catch (IOException trouble) {
      throw new AgentException(
          AgentException.Kind.TARGET,
          "cannot write the agent to the temporary folder: " + trouble.getMessage());
    }
    boolean started = false;
    try {
      AgentLink link = new AgentLink(target, files);
      started = true;
      return link;
    } finally {
      if (!started) {
        files.close();
      }
    }
  }

  private AgentLink(Target target, AgentFiles files) throws AgentException {
    this.files = files;
    ProcessBuilder builder =
        new ProcessBuilder(target.interpreter(), "-u", "-m", "crosstalk_agent");
    Map<String, String> environment = builder.environment();
    environment.merge(
        "PYTHONPATH",
        files.folder().toString(),
        (old, ours) -> ours + java.io.File.pathSeparator + old);
    environment.put("PYTHONHASHSEED", "0");
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    try {
      process = builder.start();
    } catch (IOException missing) {
      throw new AgentException(
          AgentException.Kind.TARGET,
          "cannot start the interpreter `%s`; pass --python".formatted(target.interpreter()));
    }
    toAgent = process.getOutputStream();
    errors = new ErrorTail(process.getErrorStream());
    Thread.ofVirtual().name("agent errors").start(errors);
    Thread.ofVirtual().name("agent answers").start(() -> pump(process.getInputStream()));
    boolean loaded = false;
    try {
      ready = Ready.of(ask("init", initTree(target), LOAD_SECONDS * 1000L));
      loaded = true;
    } finally {
      if (!loaded) {
        process.destroyForcibly();
      }
    }
  }

  static Map<String, Object> initTree(Target target) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("app", target.app());
    tree.put("cwd", target.folder().toString());
    tree.put("roots", List.of());
    tree.put("threads", "auto");
    tree.put("memory_mb", target.memoryMegabytes());
    tree.put("allow_hosts", target.allowedHosts());
    tree.put("allow_databases", target.allowedDatabases());
    tree.put("env", Map.of());
    return tree;
  }

  /// What the agent said once the application was loaded.
  public Ready ready() {
    return ready;
  }

  /// Executes one schedule.
  ///
  /// @throws AgentException when the agent went away or broke the protocol
  public RunResult run(RunRequest request) throws AgentException {
    long patience = request.limits().wallMillis() + (long) SLACK_MILLIS;
    return read(ask("run", request.toTree(), patience));
  }

  private static RunResult read(Tree tree) throws AgentException {
    try {
      return RunResult.of(tree);
    } catch (Tree.ProtocolException | IllegalArgumentException broken) {
      throw new AgentException(
          AgentException.Kind.INTERNAL, "the agent's answer is broken: " + broken.getMessage());
    }
  }

  /// The application's own interface document.
  ///
  /// @return empty when it makes none
  /// @throws AgentException when making it fails
  public Optional<Object> openapi() throws AgentException {
    Tree answer = ask("openapi", Map.of(), 40_000);
    if (answer.text("status").isPresent()) {
      throw new AgentException(
          AgentException.Kind.TARGET,
          "the application could not make its OpenAPI document: "
              + lastLine(answer.text("detail").orElse("")));
    }
    return answer.get("document");
  }

  private Tree ask(String type, Map<String, Object> fields, long millis) throws AgentException {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("v", PROTOCOL_VERSION);
    message.put("t", type);
    message.put("id", ++number);
    message.putAll(fields);
    try {
      toAgent.write((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
      toAgent.flush();
    } catch (IOException gone) {
      throw gone();
    }
    Tree answer = Tree.of(parse(await(type, millis)));
    if (answer.text("t").orElse("").equals("fatal")) {
      boolean ours = answer.text("kind").orElse("").equals("protocol");
      throw new AgentException(
          ours ? AgentException.Kind.INTERNAL : AgentException.Kind.TARGET,
          answer.text("message").orElse("the agent gave up"));
    }
    return answer;
  }

  private byte[] await(String type, long millis) throws AgentException {
    byte[] line;
    try {
      line = answers.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AgentException(AgentException.Kind.INTERNAL, "interrupted");
    }
    if (line == null) {
      process.destroyForcibly();
      throw new AgentException(
          AgentException.Kind.TARGET,
          type.equals("init")
              ? "importing the application takes longer than %d s".formatted(LOAD_SECONDS)
              : "the agent does not answer and was stopped");
    }
    if (line.length == 0) {
      throw gone();
    }
    return line;
  }

  private AgentException gone() {
    String last = errors.lastLine();
    return new AgentException(
        AgentException.Kind.TARGET, "the interpreter ended" + (last.isEmpty() ? "" : ": " + last));
  }

  private static Object parse(byte[] line) throws AgentException {
    try {
      return Json.parse(line);
    } catch (DocumentException broken) {
      throw new AgentException(
          AgentException.Kind.INTERNAL, "the agent's answer is no JSON: " + broken.getMessage());
    }
  }

  private void pump(InputStream in) {
    try (BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = buffered.read(); next >= 0; next = buffered.read()) {
        if (next != '\n') {
          line.write(next);
          if (line.size() > MAX_LINE) {
            break;
          }
        } else if (line.size() > 0) {
          answers.put(line.toByteArray());
          line.reset();
        }
      }
      answers.put(END);
    } catch (IOException | InterruptedException ended) {
      answers.offer(END);
    }
  }

  private static String lastLine(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.getLast().strip();
  }

  @Override
  public void close() {
    try {
      toAgent.close();
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    files.close();
  }
}
