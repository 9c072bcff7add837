/// The report as SARIF 2.1.0.
@NullMarked
package dev.crosstalk.report.sarif;

import org.jspecify.annotations.NullMarked;
