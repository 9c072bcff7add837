/// Oracles: one question about a history each, and the list of them all.
@NullMarked
package dev.crosstalk.oracles;

import org.jspecify.annotations.NullMarked;
