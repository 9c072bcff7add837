/// On whose behalf requests are sent, and how each logs in. Secrets never print.
@NullMarked
package dev.crosstalk.openapi.identity;

import org.jspecify.annotations.NullMarked;
