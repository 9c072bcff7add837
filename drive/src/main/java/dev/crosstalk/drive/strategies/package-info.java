/// Search strategies, one a file.
@NullMarked
package dev.crosstalk.drive.strategies;

import org.jspecify.annotations.NullMarked;
