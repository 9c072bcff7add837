/// From the paths that were given to the Python files that are judged.
@NullMarked
package dev.crosstalk.cli.discovery;

import org.jspecify.annotations.NullMarked;
