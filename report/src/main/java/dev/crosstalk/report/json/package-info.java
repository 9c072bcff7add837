/// The machine-readable report.
@NullMarked
package dev.crosstalk.report.json;

import org.jspecify.annotations.NullMarked;
