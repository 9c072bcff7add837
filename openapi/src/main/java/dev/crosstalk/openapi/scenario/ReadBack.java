package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.link.Links;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.Sender;
import dev.crosstalk.openapi.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chooses what shows the state that racing requests change.
record ReadBack(Links links) {

  List<RequestTemplate> of(
      EntityBuilder builder,
      Operation operation,
      List<Sender> readers,
      List<RequestTemplate> racing) {
    List<RequestTemplate> found = new ArrayList<>();
    for (Sender reader : readers) {
      List<Operation> reads = new ArrayList<>();
      links.reader(operation.path()).ifPresent(reads::add);
      boolean ofThings = addReadsOfThings(builder, operation, reader, reads.isEmpty(), found);
      if (reads.isEmpty() && ofThings) {
        continue;
      }
      if (reads.isEmpty()) {
        reads.addAll(links.readersOfSameNames(operation, 2));
      }
      if (reads.isEmpty()) {
        reads.addAll(links.observers(operation, 3));
      }
      for (Operation read : reads) {
        found.add(
            builder.request("read-%d".formatted(found.size() + 1), read, reader, reader, "setup"));
      }
    }
    addCreated(builder, operation, racing, found);
    return found;
  }

  /// Reading back and removing what racing creators made.
  private void addCreated(
      EntityBuilder builder,
      Operation operation,
      List<RequestTemplate> racing,
      List<RequestTemplate> readBack) {
    for (RequestTemplate racer : racing) {
      for (String variable : racer.captures().keySet()) {
        links
            .readerOf(operation)
            .map(reader -> itemRequest(reader, racer, variable, "read-" + racer.id()))
            .ifPresent(readBack::add);
        links
            .removerOf(operation)
            .map(remover -> itemRequest(remover, racer, variable, "remove-" + racer.id()))
            .ifPresent(builder.cleanUp()::addFirst);
      }
    }
  }

  private static RequestTemplate itemRequest(
      Operation operation, RequestTemplate creator, String variable, String id) {
    int query = creator.target().indexOf('?');
    String collection =
        (query < 0 ? creator.target() : creator.target().substring(0, query))
            .replaceAll("/+$", "")
            .replaceAll("/(create|new|add|register)$", "");
    return new RequestTemplate(
        id,
        creator.identity(),
        operation.method(),
        operation.path(),
        collection + "/${" + variable + "}",
        creator.headers(),
        Optional.empty(),
        Map.of());
  }

  /// Reads the things that the body names: each that the set-up made, else the list of them.
  ///
  /// @param alone true when nothing else is read yet
  private boolean addReadsOfThings(
      EntityBuilder builder,
      Operation operation,
      Sender reader,
      boolean alone,
      List<RequestTemplate> found) {
    int before = found.size();
    for (EntityBuilder.Made made : builder.made()) {
      Optional<Operation> read = links.readerOf(made.creator());
      boolean inPath =
          operation.path().startsWith(made.creator().path().replaceAll("/+$", "") + "/{");
      if (read.isPresent() && made.owner().equals(reader.name()) && !inPath) {
        found.add(
            itemRequest(read.get(), made.request(), made.variable(), "read-" + (found.size() + 1)));
      }
    }
    if (found.size() == before && alone) {
      Set<Operation> lists = new LinkedHashSet<>();
      operation.body().stream()
          .flatMap(body -> body.schema().properties().keySet().stream())
          .filter(EntityBuilder::mayNameAThing)
          .flatMap(field -> links.listerOf(field).stream())
          .forEach(lists::add);
      for (Operation list : lists) {
        found.add(builder.request("read-" + (found.size() + 1), list, reader, reader, "setup"));
      }
    }
    return found.size() > before;
  }
}
