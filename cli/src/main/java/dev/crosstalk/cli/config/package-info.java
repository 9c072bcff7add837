/// Settings: what the command line and pyproject.toml ask for.
@NullMarked
package dev.crosstalk.cli.config;

import org.jspecify.annotations.NullMarked;
