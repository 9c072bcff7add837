/// Rules of the group `tasks`, each beside its page.
@NullMarked
package dev.crosstalk.rules.tasks;

import org.jspecify.annotations.NullMarked;
