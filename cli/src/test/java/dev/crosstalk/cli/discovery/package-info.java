/// Tests.
@NullMarked
package dev.crosstalk.cli.discovery;

import org.jspecify.annotations.NullMarked;
