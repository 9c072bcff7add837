package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Site;
import org.jspecify.annotations.Nullable;

/// An access path to shared state: a root and up to {@link #MAX_DEPTH} attributes and items. What
/// lies deeper is cut: it equals nothing and is not tracked. Two locations are the same when their
/// keys are equal; a location covers those below it.
final class Location {
  private static final int MAX_DEPTH = 6;

  final String key;
  final String rootCause;
  final String display;
  final SharedPlace.Owner owner;
  final @Nullable Site definition;
  final @Nullable Location parent;
  final String keySymbol;
  private final String step;
  private final int depth;

  private Location(
      String key,
      String rootCause,
      String display,
      SharedPlace.Owner owner,
      @Nullable Site definition,
      @Nullable Location parent,
      String keySymbol,
      String step,
      int depth) {
    this.key = key;
    this.rootCause = rootCause;
    this.display = display;
    this.owner = owner;
    this.definition = definition;
    this.parent = parent;
    this.keySymbol = keySymbol;
    this.step = step;
    this.depth = depth;
  }

  static Location root(
      String key, String display, SharedPlace.Owner owner, @Nullable Site definition) {
    return new Location(key, key, display, owner, definition, null, "", "", 0);
  }

  /// An attribute of the object here; attributes make the place part of an object.
  Location attribute(String name) {
    if (isCut()) {
      return this;
    }
    SharedPlace.Owner holder = owner.keepsParts() ? owner : SharedPlace.Owner.INSTANCE;
    return new Location(
        key + "|." + name,
        rootCause + "|." + name,
        display + "." + name,
        holder,
        definition,
        this,
        keySymbol,
        "." + name,
        depth + 1);
  }

  /// An item under a constant key.
  Location item(String constant) {
    if (isCut()) {
      return this;
    }
    return new Location(
        key + "|[" + constant + "]",
        rootCause,
        display + "[" + constant + "]",
        owner,
        definition,
        this,
        keySymbol,
        "[" + constant + "]",
        depth + 1);
  }

  /// Some item under a key that varies; `text` is only shown, `symbol` tells equal keys.
  Location anyItem(String text, String symbol) {
    if (isCut()) {
      return this;
    }
    return new Location(
        key + "|[*]",
        rootCause + "|[*]",
        display + "[" + text + "]",
        owner,
        definition,
        this,
        keySymbol + "/" + symbol,
        "[*]",
        depth + 1);
  }

  boolean isCut() {
    return depth > MAX_DEPTH;
  }

  boolean isAnyItem() {
    return step.equals("[*]");
  }

  /// The last element of a list.
  boolean isLast() {
    return step.equals("[-1]");
  }

  boolean isItem() {
    return step.startsWith("[");
  }

  /// True when some step above or here is an item under a varying key.
  boolean isKeyed() {
    for (Location each = this; each != null; each = each.parent) {
      if (each.isAnyItem()) {
        return true;
      }
    }
    return false;
  }

  /// False when both are items under keys that are known to come from different values.
  boolean mayBeSameItem(Location other) {
    return keySymbol.isEmpty()
        || other.keySymbol.isEmpty()
        || keySymbol.endsWith("/")
        || other.keySymbol.endsWith("/")
        || keySymbol.equals(other.keySymbol)
        || keySymbol.startsWith(other.keySymbol + "/")
        || other.keySymbol.startsWith(keySymbol + "/");
  }

  /// True when one holder keeps both: an object, or a module.
  boolean isBeside(Location other) {
    return holder().equals(other.holder());
  }

  private String holder() {
    Location root = this;
    while (root.parent != null) {
      root = root.parent;
    }
    int name = root.key.startsWith("var:") ? root.key.lastIndexOf(':') : -1;
    return name < 0 ? root.key : root.key.substring(0, name);
  }

  /// True when nothing says that both are the same item, although they may be.
  boolean isDoubtfullySame(Location other) {
    return isKeyed()
        && (keySymbol.isEmpty() || keySymbol.endsWith("/") || !keySymbol.equals(other.keySymbol));
  }

  boolean isRoot() {
    return parent == null;
  }

  /// True when one of both is the other or lies inside it.
  boolean overlaps(Location other) {
    return covers(other) || other.covers(this);
  }

  private boolean covers(Location other) {
    return other.key.startsWith(key)
        && (other.key.length() == key.length() || other.key.charAt(key.length()) == '|');
  }

  SharedPlace place() {
    return new SharedPlace(
        key, rootCause, display, kind(), owner, java.util.Optional.ofNullable(definition));
  }

  private String kind() {
    if (isItem() && !owner.keepsParts()) {
      return owner == SharedPlace.Owner.MODULE
          ? "item of a module-level container"
          : "container item";
    }
    return switch (owner) {
      case MODULE -> "module variable";
      case CLOSURE -> "variable of an enclosing function";
      case INSTANCE -> isRoot() ? "shared object" : "attribute of a shared object";
      case THREAD_LOCAL -> "thread-local attribute";
      case CLIENT -> "state of a shared client";
      case PROCESS -> "setting of the process";
      case LOGGING -> "context of a logger";
      case CLASS_BODY -> "attribute of the class";
      case DEFAULT_ARGUMENT -> "default of a parameter";
      case CACHE -> "object that a cache hands out";
      case LIFESPAN -> "object in lifespan state";
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Location location && location.key.equals(key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  @Override
  public String toString() {
    return key;
  }
}
