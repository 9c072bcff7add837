package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.MissingValueException;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Runs a scenario once: set-up, read-back, the racing requests, read-back, clean-up. The clean-up
/// is tried whatever happens before, and removes only what this run created.
final class ScenarioRunner implements Runs {
  private final Map<String, Client> clients;
  private final Client fallback;
  private final Racer racer;
  private int runs;

  /// @param clients by name of the identity
  /// @param fallback sends what names no identity
  /// @param runs made before in this probe, so that no two create the same thing
  ScenarioRunner(Map<String, Client> clients, Client fallback, Racer racer, int runs) {
    this.clients = Map.copyOf(clients);
    this.fallback = fallback;
    this.racer = racer;
    this.runs = runs;
  }

  @Override
  public RunRecord run(ScenarioPlan plan, List<Integer> order, Optional<List<Long>> offsetsMicros)
      throws TargetException, NotRunnable {
    int number = ++runs;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("run", (long) number);
    List<RequestTemplate> notRemoved = new ArrayList<>();
    try {
      List<Exchange> setUp = setUp(plan, number, values);
      SequencedMap<String, Exchange> before = read(plan.readBack(), number, values);
      Raced raced = race(plan, order, offsetsMicros, number, values);
      SequencedMap<String, Exchange> after = read(plan.readBack(), number, values);
      return new RunRecord(
          number,
          order,
          offsetsMicros.isPresent(),
          raced.overlapped(),
          raced.spreadMicros(),
          setUp,
          before,
          raced.exchanges(),
          after,
          values,
          notRemoved);
    } finally {
      cleanUp(plan, number, values, notRemoved);
    }
  }

  /// Sends the first racing request alone, then many of it at once.
  Burst burst(ScenarioPlan plan) throws TargetException, NotRunnable {
    int number = ++runs;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("run", (long) number);
    try {
      setUp(plan, number, values);
      RequestTemplate template = plan.racing().getFirst();
      Exchange alone = send(template, number, values);
      long aloneMicros = (alone.answeredAt() - alone.releasedAt()) / 1_000;
      if (!alone.isSuccess()) {
        throw new NotRunnable("the prompt is refused alone");
      }
      List<ConcreteRequest> requests =
          Collections.nCopies(Burst.SIZE, prepare(template, number, values));
      Volley volley = racer.fire(requests, Collections.nCopies(Burst.SIZE, 0L));
      long accepted = 0;
      long refused = 0;
      long slowest = 0;
      for (Shot shot : volley.shots()) {
        int status = shot.answer().map(HttpAnswer::status).orElse(503);
        accepted += status >= 200 && status < 300 ? 1 : 0;
        refused += status == 429 || status == 503 ? 1 : 0;
        slowest = Math.max(slowest, (shot.answeredAt() - shot.releasedAt()) / 1_000);
      }
      return new Burst(Burst.SIZE, accepted, refused, aloneMicros, slowest);
    } catch (MissingValueException missing) {
      throw new NotRunnable("racing request: " + missing.getMessage());
    } finally {
      cleanUp(plan, number, values, new ArrayList<>());
    }
  }

  private List<Exchange> setUp(ScenarioPlan plan, int number, Map<String, Object> values)
      throws TargetException, NotRunnable {
    List<Exchange> done = new ArrayList<>();
    for (RequestTemplate template : plan.setUp()) {
      Exchange exchange;
      try {
        exchange = send(template, number, values);
      } catch (MissingValueException missing) {
        throw new NotRunnable("set-up: " + missing.getMessage());
      }
      done.add(exchange);
      Map<String, Object> captured = capture(exchange);
      values.putAll(captured);
      if (exchange.status() == 429) {
        throw new NotRunnable("the service limits the rate of requests (429)");
      }
      boolean needed = captured.size() < template.captures().size();
      if (!exchange.isSuccess() && (needed || template.captures().isEmpty())) {
        throw new NotRunnable(
            "set-up: %s answered %d".formatted(template.operation(), exchange.status()));
      }
      if (needed) {
        throw new NotRunnable(
            "set-up: the answer of %s does not say what the new thing is called"
                .formatted(template.operation()));
      }
    }
    return done;
  }

  private static Map<String, Object> capture(Exchange exchange) {
    return exchange
        .template()
        .capture(
            exchange.answer().filter(HttpAnswer::isSuccess).flatMap(HttpAnswer::json),
            exchange.answer().map(HttpAnswer::headerMap).orElse(Map.of()));
  }

  private record Raced(
      SequencedMap<String, Exchange> exchanges, boolean overlapped, long spreadMicros) {}

  private Raced race(
      ScenarioPlan plan,
      List<Integer> order,
      Optional<List<Long>> offsetsMicros,
      int number,
      Map<String, Object> values)
      throws TargetException, NotRunnable {
    List<RequestTemplate> templates = plan.racing();
    @Nullable Exchange[] exchanges = new Exchange[templates.size()];
    boolean overlapped = false;
    long spread = 0;
    try {
      if (offsetsMicros.isPresent()) {
        List<ConcreteRequest> requests = new ArrayList<>();
        for (int index : order) {
          requests.add(prepare(templates.get(index), number, values));
        }
        Volley volley = racer.fire(requests, offsetsMicros.get());
        overlapped = volley.overlapped() && !renewed(order, templates, volley);
        spread = volley.spreadMicros();
        for (int i = 0; i < order.size(); i++) {
          Shot shot = volley.shots().get(i);
          exchanges[order.get(i)] =
              new Exchange(
                  templates.get(order.get(i)),
                  requests.get(i),
                  shot.releasedAt(),
                  shot.answeredAt(),
                  shot.answer(),
                  shot.trouble());
        }
      } else {
        for (int index : order) {
          exchanges[index] = send(templates.get(index), number, values);
        }
      }
    } catch (MissingValueException missing) {
      throw new NotRunnable("racing request: " + missing.getMessage());
    }
    SequencedMap<String, Exchange> byId = new LinkedHashMap<>();
    for (Exchange exchange : exchanges) {
      if (exchange == null) {
        continue;
      }
      byId.put(exchange.template().id(), exchange);
      values.putAll(capture(exchange));
    }
    return new Raced(byId, overlapped, spread);
  }

  /// Logs in anew whoever was answered 401 in a race; such a round proves nothing.
  private boolean renewed(List<Integer> order, List<RequestTemplate> templates, Volley volley)
      throws TargetException {
    boolean renewed = false;
    for (int i = 0; i < order.size(); i++) {
      if (volley.shots().get(i).answer().filter(answer -> answer.status() == 401).isPresent()) {
        renewed |= client(templates.get(order.get(i))).logInAgain();
      }
    }
    return renewed;
  }

  private SequencedMap<String, Exchange> read(
      List<RequestTemplate> templates, int number, Map<String, Object> values)
      throws TargetException {
    SequencedMap<String, Exchange> found = new LinkedHashMap<>();
    for (RequestTemplate template : templates) {
      try {
        found.put(template.id(), send(template, number, values));
      } catch (MissingValueException notThere) {
        // What a racing request was to create does not exist, so there is nothing to read.
      }
    }
    return found;
  }

  private void cleanUp(
      ScenarioPlan plan, int number, Map<String, Object> values, List<RequestTemplate> notRemoved) {
    for (RequestTemplate template : plan.cleanUp()) {
      try {
        int status = send(template, number, values).status();
        if (status >= 400 && status != 404 && status != 410) {
          notRemoved.add(template);
        }
      } catch (MissingValueException neverCreated) {
        // Nothing to remove.
      } catch (TargetException failed) {
        notRemoved.add(template);
      }
    }
  }

  private Client client(RequestTemplate template) {
    return template.identity().map(name -> clients.getOrDefault(name, fallback)).orElse(fallback);
  }

  private ConcreteRequest prepare(RequestTemplate template, int number, Map<String, Object> values)
      throws MissingValueException {
    return Tokens.forRun(client(template).prepare(template, values), number);
  }

  private Exchange send(RequestTemplate template, int number, Map<String, Object> values)
      throws TargetException, MissingValueException {
    ConcreteRequest request = prepare(template, number, values);
    long start = System.nanoTime();
    HttpAnswer answer = client(template).send(request);
    if (answer.status() == 401 && client(template).logInAgain()) {
      request = prepare(template, number, values);
      start = System.nanoTime();
      answer = client(template).send(request);
      if (answer.status() == 401) {
        client(template).keepLogIn();
      }
    }
    return new Exchange(
        template, request, start, System.nanoTime(), Optional.of(answer), Optional.empty());
  }
}
