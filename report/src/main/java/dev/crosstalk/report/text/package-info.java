/// Lines for terminals: hostile characters made visible, widths, wrapping, colour.
@NullMarked
package dev.crosstalk.report.text;

import org.jspecify.annotations.NullMarked;
