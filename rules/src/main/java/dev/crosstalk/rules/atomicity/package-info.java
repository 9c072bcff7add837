/// Rules of the group `atomicity`, each beside its page.
@NullMarked
package dev.crosstalk.rules.atomicity;

import org.jspecify.annotations.NullMarked;
