/// The report as a comment on a pull request.
@NullMarked
package dev.crosstalk.report.comment;

import org.jspecify.annotations.NullMarked;
