package dev.crosstalk.openapi.sample;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.spec.Schema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Makes values that fit a schema. The same seed, sender and key give the same value.
///
/// Free texts become canaries: unguessable tokens that name the sender, so that one found in
/// another sender's answer is a leak. Numbers are small (1 where the bounds allow it), because
/// races on limited quantities show when the quantity is small.
public final class SampleData {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_PROPERTIES = 200;

  /// What a canary looks like.
  public static final Pattern CANARY = Pattern.compile("xt[a-z0-9]{0,8}[0-9a-f]{10}");

  /// Shortest text that is long enough to be an unguessable token.
  private static final int MIN_CANARY = 12;

  private final long seed;

  /// @param seed drawn at random for a run and printed, so that the run can be repeated
  public SampleData(long seed) {
    this.seed = seed;
  }

  /// A value and the canaries in it.
  public record Sample(Object value, List<String> canaries) {
    public Sample {
      canaries = List.copyOf(canaries);
    }
  }

  /// Makes a value.
  ///
  /// @param name of the field or parameter, a hint for texts without a format
  /// @param key tells apart values of one sender: the same key gives the same value again
  public Sample make(Schema schema, Sender sender, String name, String key) {
    List<String> canaries = new ArrayList<>();
    Object value = new Maker(sender, key, canaries, false).value(schema, name, 0);
    return new Sample(value, canaries);
  }

  /// The same with every plain field that the schema allows, those that may be null included: what
  /// an update changes is often all optional.
  public Sample makeFull(Schema schema, Sender sender, String name, String key) {
    List<String> canaries = new ArrayList<>();
    Object value = new Maker(sender, key, canaries, true).value(schema, name, 0);
    return new Sample(value, canaries);
  }

  /// A token of `length` characters that names the sender; unguessable from 12 characters on.
  public String canary(Sender sender, String key, int length) {
    String hex = hex(sender.name() + '\0' + key);
    String tag = "xt" + sender.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    String token = (tag.length() > 10 ? tag.substring(0, 10) : tag) + hex.substring(0, 10);
    if (length >= token.length()) {
      return token;
    }
    return length >= MIN_CANARY
        ? "xt" + hex.substring(0, length - 2)
        : hex.substring(0, Math.max(length, 0));
  }

  private String hex(String text) {
    long hash = seed ^ 0x9e3779b97f4a7c15L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ b);
    }
    return "%016x%016x".formatted(hash, mix(hash + 0x9e3779b97f4a7c15L));
  }

  /// The finaliser of SplitMix64.
  private static long mix(long z) {
    long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }

  private final class Maker {
    private final Sender sender;
    private final String key;
    private final List<String> canaries;
    private final boolean full;
    private final Map<String, Integer> onPath = new HashMap<>();

    Maker(Sender sender, String key, List<String> canaries, boolean full) {
      this.sender = sender;
      this.key = key;
      this.canaries = canaries;
      this.full = full;
    }

    Object value(Schema schema, String name, int depth) {
      String fixed = sender.values().get(name);
      if (fixed != null) {
        return Scalars.typed(schema, fixed);
      }
      if (schema.value("const").isPresent()) {
        return schema.value("const").get();
      }
      if (!schema.enumeration().isEmpty()) {
        return name.equals("role") && schema.enumeration().contains("user")
            ? "user"
            : schema.enumeration().getFirst();
      }
      if (depth > MAX_DEPTH || onPath.getOrDefault(schema.pointer(), 0) > 1) {
        return leaf(schema, name);
      }
      onPath.merge(schema.pointer(), 1, Integer::sum);
      try {
        return structured(schema, name, depth);
      } finally {
        onPath.merge(schema.pointer(), -1, Integer::sum);
      }
    }

    private Object structured(Schema schema, String name, int depth) {
      Set<String> types = schema.types();
      if (types.contains("object") || (types.isEmpty() && !schema.properties().isEmpty())) {
        Map<String, Object> object = new LinkedHashMap<>();
        Set<String> required = schema.required();
        schema.properties().entrySet().stream()
            .limit(MAX_PROPERTIES)
            .filter(entry -> !entry.getValue().isReadOnly())
            .filter(entry ->
                required.contains(entry.getKey())
                    || sender.values().containsKey(entry.getKey())
                    || worthSending(entry.getKey(), entry.getValue()))
            .forEach(entry ->
                object.put(entry.getKey(), value(entry.getValue(), entry.getKey(), depth + 1)));
        return object;
      }
      if (types.contains("array")) {
        List<Object> array = new ArrayList<>();
        for (Schema element : schema.prefixItems()) {
          array.add(value(element, name, depth + 1));
        }
        int least = Math.clamp(schema.count("minItems").orElse(1), 0, 16);
        while (array.size() < least) {
          array.add(value(schema.items(), name, depth + 1));
        }
        return array;
      }
      if (types.isEmpty()) {
        for (Schema alternative : schema.alternatives()) {
          return value(alternative, name, depth + 1);
        }
      }
      return leaf(schema, name);
    }

    /// Optional fields that carry a plain value are sent too; optional structures and fields with a
    /// default are left to the server. A full sample has those that may be null too, but for names
    /// of other things.
    private boolean worthSending(String name, Schema schema) {
      boolean plain = schema.is("string") || schema.is("number");
      boolean noDefault = schema.value("default").filter(value -> value != Json.NULL).isEmpty();
      return plain
          && noDefault
          && (schema.alternatives().isEmpty()
              || (full && !name.toLowerCase(Locale.ROOT).endsWith("id")));
    }

    private Object leaf(Schema schema, String name) {
      Set<String> types = schema.types();
      if (types.contains("integer") || types.contains("number")) {
        return Scalars.number(schema, name, sender);
      }
      if (types.contains("boolean")) {
        return schema.value("default").orElse(true);
      }
      if (types.contains("object")) {
        return Map.of();
      }
      if (types.contains("array")) {
        return List.of();
      }
      if (!types.isEmpty() && !types.contains("string")) {
        return Json.NULL;
      }
      int longest = schema.count("maxLength").orElse(64);
      String canary = canary(sender, key + '/' + name, longest);
      String text = Scalars.text(schema, name, canary, hex(sender.name() + '\0' + key + name));
      if (canary.length() >= MIN_CANARY && text.contains(canary)) {
        canaries.add(canary);
      } else if ("uuid".equals(schema.text("format").orElse(""))) {
        canaries.add(text);
      }
      return text;
    }
  }
}
