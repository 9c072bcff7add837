package dev.crosstalk.openapi.document;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// YAML 1.2 as the same plain trees as {@link Json}. Only plain data is made, never an object of a
/// class that the document names. Aliases stay shared, so a small document cannot grow.
final class Yaml {
  private static final int MAX_ALIASES = 1_000;

  private Yaml() {}

  static Object parse(String text) throws DocumentException {
    LoadSettings settings =
        LoadSettings.builder()
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(Documents.MAX_BYTES)
            .setAllowDuplicateKeys(true)
            .setAllowRecursiveKeys(false)
            .build();
    Object loaded;
    try {
      loaded = new Load(settings).loadFromString(text);
    } catch (MarkedYamlEngineException broken) {
      String place =
          broken
              .getProblemMark()
              .map(mark -> " in line %d".formatted(mark.getLine() + 1))
              .orElse("");
      throw new DocumentException(
          "not valid YAML%s: %s".formatted(place, Json.oneLine(broken.getProblem())), broken);
    } catch (YamlEngineException broken) {
      throw new DocumentException("not valid YAML: " + Json.oneLine(broken.getMessage()), broken);
    } catch (StackOverflowError deep) {
      throw new DocumentException("the YAML is nested too deeply", deep);
    }
    if (loaded == null) {
      throw new DocumentException("the document is empty");
    }
    return plain(loaded, new IdentityHashMap<>(), 0);
  }

  private static Object plain(
      @Nullable Object value, IdentityHashMap<Object, Object> done, int depth)
      throws DocumentException {
    if (depth > Json.MAX_DEPTH) {
      throw new DocumentException(
          "the YAML is nested more than %d levels deep".formatted(Json.MAX_DEPTH));
    }
    return switch (value) {
      case null -> Json.NULL;
      case Map<?, ?> map -> {
        Object known = known(map, done);
        if (known != null) {
          yield known;
        }
        done.put(map, Mark.IN_PROGRESS);
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          copy.put(String.valueOf(entry.getKey()), plain(entry.getValue(), done, depth + 1));
        }
        done.put(map, copy);
        yield copy;
      }
      case List<?> list -> {
        Object known = known(list, done);
        if (known != null) {
          yield known;
        }
        done.put(list, Mark.IN_PROGRESS);
        List<Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
          copy.add(plain(element, done, depth + 1));
        }
        done.put(list, copy);
        yield copy;
      }
      case Integer number -> number.longValue();
      case Number number -> number;
      case Boolean flag -> flag;
      default -> value.toString();
    };
  }

  private enum Mark {
    IN_PROGRESS
  }

  private static @Nullable Object known(Object node, IdentityHashMap<Object, Object> done)
      throws DocumentException {
    Object known = done.get(node);
    if (known instanceof Mark) {
      throw new DocumentException("the YAML contains itself through an alias");
    }
    return known;
  }
}
