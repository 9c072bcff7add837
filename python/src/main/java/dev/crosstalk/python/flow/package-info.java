/// The walk: follows each request through middleware, dependencies, handler and helpers and notes
/// reads, writes, suspensions and locks on the way.
@NullMarked
package dev.crosstalk.python.flow;

import org.jspecify.annotations.NullMarked;
