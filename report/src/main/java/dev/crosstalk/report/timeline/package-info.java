/// What every drawing of an interleaving has in common.
@NullMarked
package dev.crosstalk.report.timeline;

import org.jspecify.annotations.NullMarked;
