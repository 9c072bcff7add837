/// An OpenAPI 3.0 or 3.1 document as records, with references followed.
@NullMarked
package dev.crosstalk.openapi.spec;

import org.jspecify.annotations.NullMarked;
