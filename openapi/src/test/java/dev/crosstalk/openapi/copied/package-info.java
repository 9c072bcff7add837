@NullMarked
package dev.crosstalk.openapi.copied;

import org.jspecify.annotations.NullMarked;
