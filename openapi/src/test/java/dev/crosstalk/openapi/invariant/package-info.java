@NullMarked
package dev.crosstalk.openapi.invariant;

import org.jspecify.annotations.NullMarked;
