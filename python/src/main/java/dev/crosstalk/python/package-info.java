/// The only door to the Python front end: paths in, program out.
@NullMarked
package dev.crosstalk.python;

import org.jspecify.annotations.NullMarked;
