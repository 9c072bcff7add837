@NullMarked
package dev.crosstalk.oracles;

import org.jspecify.annotations.NullMarked;
