package dev.crosstalk.python.flow;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that is made when it is first asked for. For one thread.
public final class Once<T> implements Supplier<T> {
  private final Supplier<T> make;
  private @Nullable T made;

  /// Asks `make` at most once.
  public Once(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public T get() {
    T known = made;
    if (known == null) {
      known = make.get();
      made = known;
    }
    return known;
  }
}
