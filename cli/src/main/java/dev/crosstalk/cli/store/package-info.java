/// Runs that are kept on this machine.
@NullMarked
package dev.crosstalk.cli.store;

import org.jspecify.annotations.NullMarked;
