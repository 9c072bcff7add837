/// The list of all rules.
@NullMarked
package dev.crosstalk.rules.catalog;

import org.jspecify.annotations.NullMarked;
