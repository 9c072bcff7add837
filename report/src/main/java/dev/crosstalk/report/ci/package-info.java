/// Documents that continuous integration services take.
@NullMarked
package dev.crosstalk.report.ci;

import org.jspecify.annotations.NullMarked;
