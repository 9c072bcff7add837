/// The command line: the only module that touches arguments, environment and terminal.
@NullMarked
package dev.crosstalk.cli;

import org.jspecify.annotations.NullMarked;
