/// What operations have to do with each other, and how likely a race on them is.
@NullMarked
package dev.crosstalk.openapi.link;

import org.jspecify.annotations.NullMarked;
