/// Rules of the group `context`, each beside its page.
@NullMarked
package dev.crosstalk.rules.context;

import org.jspecify.annotations.NullMarked;
