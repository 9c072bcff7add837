/// Rules of the group `policy`, each beside its page.
@NullMarked
package dev.crosstalk.rules.policy;

import org.jspecify.annotations.NullMarked;
