/// HTTP/2 frames, written by hand so that a request can be held back before its last frame and
/// several released in one write. Knows nothing of races.
@NullMarked
package dev.crosstalk.drive.h2;

import org.jspecify.annotations.NullMarked;
