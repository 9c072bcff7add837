/// Text to plain trees of maps, lists and scalars: JSON, YAML and TOML, all bounded.
@NullMarked
package dev.crosstalk.openapi.document;

import org.jspecify.annotations.NullMarked;
