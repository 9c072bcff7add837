/// Requests copied from elsewhere: curl lines, HAR files of a browser, raw HTTP.
@NullMarked
package dev.crosstalk.openapi.copied;

import org.jspecify.annotations.NullMarked;
