/// The report as one self-contained page.
@NullMarked
package dev.crosstalk.report.html;

import org.jspecify.annotations.NullMarked;
