/// How a request gets to a place, as evidence of a finding.
@NullMarked
package dev.crosstalk.rules.way;

import org.jspecify.annotations.NullMarked;
