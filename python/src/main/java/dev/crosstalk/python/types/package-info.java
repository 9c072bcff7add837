/// Types: what a variable, attribute or expression holds, read from constructors and annotations.
@NullMarked
package dev.crosstalk.python.types;

import org.jspecify.annotations.NullMarked;
