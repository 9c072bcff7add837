/// Runs the code of the rules' pages and of the corpus and compares findings with the markers.
@NullMarked
package dev.crosstalk.rules.cases;

import org.jspecify.annotations.NullMarked;
