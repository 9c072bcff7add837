/// Tests.
@NullMarked
package dev.crosstalk.cli.args;

import org.jspecify.annotations.NullMarked;
