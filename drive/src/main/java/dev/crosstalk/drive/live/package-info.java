/// A small service to show `probe` on without Python: handlers on an emulated event loop, some with
/// a race, each with a repaired twin.
@NullMarked
package dev.crosstalk.drive.live;

import org.jspecify.annotations.NullMarked;
