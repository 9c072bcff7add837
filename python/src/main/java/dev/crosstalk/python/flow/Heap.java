package dev.crosstalk.python.flow;

import org.jspecify.annotations.Nullable;

/// Numbers the objects that are made while requests are followed, and tells the calls that are
/// followed right now what is asked of objects and stored in them.
final class Heap {
  private int next;
  private @Nullable Footprint footprint;

  int number() {
    return next++;
  }

  /// The number that the next object gets.
  int next() {
    return next;
  }

  /// The call that is followed asks something of the object.
  void look(FreshObject object, String what) {
    if (footprint != null) {
      footprint.look(object, what);
    }
  }

  /// The call that is followed stores something in the object. What the field held before is told
  /// to all calls around it: once it is stored, nobody can ask any more.
  void store(FreshObject object, String field, Value value) {
    for (Footprint call = footprint; call != null; call = call.around()) {
      if (!call.store(object, field, value)) {
        return; // made inside, so all the calls around know nothing of it either
      }
    }
  }

  /// Starts the footprint of a call.
  Footprint enter(CallKey key) {
    footprint = new Footprint(key, next, footprint);
    return footprint;
  }

  /// Ends the footprint of a call. What it asked, the call around it asked, too.
  void leave(Footprint call) {
    footprint = call.around();
    if (footprint != null) {
      for (Footprint.Asked each : call.asked()) {
        footprint.look(each.object(), each.what());
      }
    }
  }
}
