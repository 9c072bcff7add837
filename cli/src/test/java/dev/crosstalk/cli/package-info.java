/// Tests that run the command line as a user does.
@NullMarked
package dev.crosstalk.cli;

import org.jspecify.annotations.NullMarked;
