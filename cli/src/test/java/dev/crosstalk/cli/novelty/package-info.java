/// Tests.
@NullMarked
package dev.crosstalk.cli.novelty;

import org.jspecify.annotations.NullMarked;
