package dev.crosstalk.python.types;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of library classes: which are containers, which are plain holders of attributes.
public final class LibraryTypes {
  private static final Map<String, Type.Kind> CONTAINERS =
      Map.ofEntries(
          Map.entry("dict", Type.Kind.DICT),
          Map.entry("list", Type.Kind.LIST),
          Map.entry("set", Type.Kind.SET),
          Map.entry("bytearray", Type.Kind.LIST),
          Map.entry("collections.defaultdict", Type.Kind.DICT),
          Map.entry("collections.OrderedDict", Type.Kind.DICT),
          Map.entry("collections.Counter", Type.Kind.DICT),
          Map.entry("collections.ChainMap", Type.Kind.DICT),
          Map.entry("collections.UserDict", Type.Kind.DICT),
          Map.entry("collections.UserList", Type.Kind.LIST),
          Map.entry("collections.deque", Type.Kind.LIST),
          Map.entry("weakref.WeakValueDictionary", Type.Kind.DICT),
          Map.entry("weakref.WeakKeyDictionary", Type.Kind.DICT),
          Map.entry("weakref.WeakSet", Type.Kind.SET),
          Map.entry("cachetools.TTLCache", Type.Kind.DICT),
          Map.entry("cachetools.LRUCache", Type.Kind.DICT),
          Map.entry("cachetools.LFUCache", Type.Kind.DICT),
          Map.entry("cachetools.Cache", Type.Kind.DICT));

  private static final Map<String, Type.Kind> ANNOTATIONS =
      Map.ofEntries(
          Map.entry("Dict", Type.Kind.DICT),
          Map.entry("DefaultDict", Type.Kind.DICT),
          Map.entry("OrderedDict", Type.Kind.DICT),
          Map.entry("Counter", Type.Kind.DICT),
          Map.entry("Mapping", Type.Kind.DICT),
          Map.entry("MutableMapping", Type.Kind.DICT),
          Map.entry("List", Type.Kind.LIST),
          Map.entry("Sequence", Type.Kind.LIST),
          Map.entry("MutableSequence", Type.Kind.LIST),
          Map.entry("Deque", Type.Kind.LIST),
          Map.entry("Set", Type.Kind.SET),
          Map.entry("MutableSet", Type.Kind.SET),
          Map.entry("Tuple", Type.Kind.TUPLE));

  private static final Set<String> IMMUTABLE =
      Set.of(
          "int", "str", "float", "bool", "bytes", "complex", "frozenset", "tuple", "type", "range");

  /// Library classes whose objects only hold the attributes that are set on them.
  private static final Set<String> HOLDERS =
      Set.of(
          "types.SimpleNamespace",
          "argparse.Namespace",
          "starlette.datastructures.State",
          "threading.local",
          "object");

  private LibraryTypes() {}

  /// The kind of container that calling this name makes, or null.
  public static Type.@Nullable Kind container(String name) {
    return CONTAINERS.get(name);
  }

  static Type.@Nullable Kind annotation(String name) {
    Type.Kind kind = CONTAINERS.get(name);
    if (kind != null) {
      return kind;
    }
    for (String prefix : new String[] {"typing.", "collections.abc.", "typing_extensions."}) {
      if (name.startsWith(prefix)) {
        return ANNOTATIONS.get(name.substring(prefix.length()));
      }
    }
    return null;
  }

  static boolean isImmutable(String builtin) {
    return IMMUTABLE.contains(builtin);
  }

  /// True for a library object whose attributes are plain storage.
  public static boolean isHolder(Type type) {
    return type instanceof Type.Library(String name) && HOLDERS.contains(name);
  }
}
