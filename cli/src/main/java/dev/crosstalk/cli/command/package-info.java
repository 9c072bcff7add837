/// The contract of a verb.
@NullMarked
package dev.crosstalk.cli.command;

import org.jspecify.annotations.NullMarked;
