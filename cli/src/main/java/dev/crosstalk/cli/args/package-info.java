/// The table of options of a verb, and how arguments are read by it.
@NullMarked
package dev.crosstalk.cli.args;

import org.jspecify.annotations.NullMarked;
