package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Proofs as one word to copy: `xt1-` and letters, digits, `-` and `_`.
public final class ProofToken {
  private static final String PREFIX = "xt1-";
  private static final int MAX_LENGTH = 200_000;
  private static final int MAX_CONTENT = 4_000_000;

  private ProofToken() {}

  /// The token of a proof.
  public static String write(Proof proof) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("app", proof.app());
    tree.put("name", proof.scenario().name());
    tree.put("why", proof.scenario().reason());
    tree.put(
        "lanes",
        proof.scenario().lanes().stream()
            .map(
                lane -> List.of(lane.id(), lane.label(), lane.origin(), lane.identity().orElse("")))
            .toList());
    tree.put("setup", requests(proof.scenario().setUp()));
    tree.put("race", requests(proof.scenario().racing()));
    tree.put("after", requests(proof.scenario().after()));
    tree.put("mode", proof.mode().name());
    tree.put("order", proof.order());
    tree.put("decisions", proof.decisions());
    tree.put("watch", proof.watch().stream().map(one -> List.of(one.object(), one.key())).toList());
    tree.put("codes", proof.codes());
    tree.put("source", proof.sourceHash());
    byte[] packed = deflate(Json.write(tree).getBytes(StandardCharsets.UTF_8));
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(packed);
  }

  private static List<Object> requests(List<LaneRequest> requests) {
    List<Object> out = new ArrayList<>();
    for (LaneRequest request : requests) {
      out.add(
          List.of(
              request.lane(),
              request.method(),
              request.target(),
              request.headers().stream()
                  .map(header -> List.of(header.getKey(), header.getValue()))
                  .toList(),
              request.body()));
    }
    return out;
  }

  private static byte[] deflate(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(data);
      deflater.finish();
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return out.toByteArray();
  }

  /// The proof of a token.
  ///
  /// @throws DocumentException with one line when it is none of ours, or was cut
  public static Proof read(String token) throws DocumentException {
    String text = token.strip();
    if (!text.startsWith(PREFIX)) {
      throw new DocumentException(
          "a replay token begins with "
              + PREFIX
              + ", the name of a saved failure with ct and digits");
    }
    if (text.length() > MAX_LENGTH) {
      throw new DocumentException("the replay token is too long");
    }
    try {
      byte[] packed = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
      return proof(Json.parse(inflate(packed)));
    } catch (IllegalArgumentException
        | DataFormatException
        | ClassCastException
        | IndexOutOfBoundsException
        | NullPointerException broken) {
      throw new DocumentException("the replay token is damaged; was it copied whole?", broken);
    }
  }

  private static byte[] inflate(byte[] packed) throws DataFormatException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Inflater inflater = new Inflater(true)) {
      inflater.setInput(packed);
      byte[] buffer = new byte[4096];
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new DataFormatException("cut");
        }
        out.write(buffer, 0, count);
        if (out.size() > MAX_CONTENT) {
          throw new DataFormatException("too large");
        }
      }
    }
    return out.toByteArray();
  }

  private static Proof proof(Object node) {
    Map<?, ?> tree = (Map<?, ?>) node;
    List<Lane> lanes = new ArrayList<>();
    for (Object entry : list(part(tree, "lanes"))) {
      List<String> four = texts(entry);
      lanes.add(
          new Lane(
              four.get(0),
              four.get(1),
              four.get(2),
              four.get(3).isEmpty() ? Optional.empty() : Optional.of(four.get(3))));
    }
    Scenario scenario =
        new Scenario(
            (String) part(tree, "name"),
            (String) part(tree, "why"),
            lanes,
            requests(part(tree, "setup")),
            requests(part(tree, "race")),
            requests(part(tree, "after")));
    List<Location> watch = new ArrayList<>();
    for (Object entry : list(part(tree, "watch"))) {
      watch.add(new Location(texts(entry).get(0), texts(entry).get(1)));
    }
    return new Proof(
        (String) part(tree, "app"),
        scenario,
        Mode.valueOf((String) part(tree, "mode")),
        texts(part(tree, "order")),
        texts(part(tree, "decisions")),
        watch,
        texts(part(tree, "codes")),
        (String) part(tree, "source"));
  }

  private static List<LaneRequest> requests(Object node) {
    List<LaneRequest> out = new ArrayList<>();
    for (Object entry : list(node)) {
      List<?> five = list(entry);
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      for (Object header : list(five.get(3))) {
        headers.add(Map.entry(texts(header).get(0), texts(header).get(1)));
      }
      out.add(
          new LaneRequest(
              (String) five.get(0),
              (String) five.get(1),
              (String) five.get(2),
              headers,
              (String) five.get(4)));
    }
    return out;
  }

  private static Object part(Map<?, ?> tree, String name) {
    return Objects.requireNonNull(tree.get(name), name);
  }

  private static List<?> list(Object node) {
    return (List<?>) node;
  }

  private static List<String> texts(Object node) {
    return list(node).stream().map(entry -> (String) entry).toList();
  }
}
