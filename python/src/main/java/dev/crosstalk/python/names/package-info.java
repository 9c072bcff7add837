/// Names: which file is which module, what a name means in a scope, where an import leads.
@NullMarked
package dev.crosstalk.python.names;

import org.jspecify.annotations.NullMarked;
