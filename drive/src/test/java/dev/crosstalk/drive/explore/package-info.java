/// Explorations of small applications, each with one question.
@NullMarked
package dev.crosstalk.drive.explore;

import org.jspecify.annotations.NullMarked;
