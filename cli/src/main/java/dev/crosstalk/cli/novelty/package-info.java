/// What is new: findings that a baseline does not hold, or that touch what was changed.
@NullMarked
package dev.crosstalk.cli.novelty;

import org.jspecify.annotations.NullMarked;
