/// Tests.
@NullMarked
package dev.crosstalk.cli.config;

import org.jspecify.annotations.NullMarked;
