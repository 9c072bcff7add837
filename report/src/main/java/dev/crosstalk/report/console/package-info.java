/// The report for a terminal.
@NullMarked
package dev.crosstalk.report.console;

import org.jspecify.annotations.NullMarked;
