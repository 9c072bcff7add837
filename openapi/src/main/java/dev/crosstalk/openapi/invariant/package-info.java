/// What must hold after every run, in the user's words.
@NullMarked
package dev.crosstalk.openapi.invariant;

import org.jspecify.annotations.NullMarked;
