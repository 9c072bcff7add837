/// Starts a user's application as a service of its own, only where the user asked for that.
@NullMarked
package dev.crosstalk.drive.serve;

import org.jspecify.annotations.NullMarked;
