/// The contract of a reporter and the list of formats.
@NullMarked
package dev.crosstalk.report;

import org.jspecify.annotations.NullMarked;
