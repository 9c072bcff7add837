/// One class a verb.
@NullMarked
package dev.crosstalk.cli.commands;

import org.jspecify.annotations.NullMarked;
