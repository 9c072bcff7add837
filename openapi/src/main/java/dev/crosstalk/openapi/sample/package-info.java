/// Sample data that fits a schema and carries the identity that sends it.
@NullMarked
package dev.crosstalk.openapi.sample;

import org.jspecify.annotations.NullMarked;
