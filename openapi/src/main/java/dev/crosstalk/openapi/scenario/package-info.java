/// What to send: set-up, racing requests, read-back and clean-up.
@NullMarked
package dev.crosstalk.openapi.scenario;

import org.jspecify.annotations.NullMarked;
