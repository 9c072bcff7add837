/// Histories: plain values that oracles judge.
@NullMarked
package dev.crosstalk.history;

import org.jspecify.annotations.NullMarked;
