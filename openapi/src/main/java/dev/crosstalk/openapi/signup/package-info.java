/// Accounts that the document itself says how to make.
@NullMarked
package dev.crosstalk.openapi.signup;

import org.jspecify.annotations.NullMarked;
