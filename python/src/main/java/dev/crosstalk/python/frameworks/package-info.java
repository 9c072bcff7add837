/// What frameworks do with code: which functions serve requests, in which order, on which executor,
/// and what calls of the standard library mean for concurrency.
@NullMarked
package dev.crosstalk.python.frameworks;

import org.jspecify.annotations.NullMarked;
