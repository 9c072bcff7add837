/// Rules of the group `llm`, each beside its page.
@NullMarked
package dev.crosstalk.rules.llm;

import org.jspecify.annotations.NullMarked;
