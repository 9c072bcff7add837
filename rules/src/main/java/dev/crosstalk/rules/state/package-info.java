/// Rules of the group `state`, each beside its page.
@NullMarked
package dev.crosstalk.rules.state;

import org.jspecify.annotations.NullMarked;
