/// From a hazard to a finding with the picture that explains it.
@NullMarked
package dev.crosstalk.rules.race;

import org.jspecify.annotations.NullMarked;
