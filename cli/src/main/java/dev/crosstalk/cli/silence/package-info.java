/// Writing suppressions into source files.
@NullMarked
package dev.crosstalk.cli.silence;

import org.jspecify.annotations.NullMarked;
