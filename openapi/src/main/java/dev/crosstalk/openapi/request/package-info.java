/// Requests with places to fill in, and how values from one answer reach the next request.
@NullMarked
package dev.crosstalk.openapi.request;

import org.jspecify.annotations.NullMarked;
