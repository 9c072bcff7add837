/// Rules of the group `liveness`, each beside its page.
@NullMarked
package dev.crosstalk.rules.liveness;

import org.jspecify.annotations.NullMarked;
