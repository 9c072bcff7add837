/// Explores a scenario: serial oracle, search, confirmation, evidence.
@NullMarked
package dev.crosstalk.drive.explore;

import org.jspecify.annotations.NullMarked;
