/// The contract of a search strategy.
@NullMarked
package dev.crosstalk.drive.schedule;

import org.jspecify.annotations.NullMarked;
