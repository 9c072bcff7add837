/// How a program is started, as far as files beside it say so.
@NullMarked
package dev.crosstalk.python.deployment;

import org.jspecify.annotations.NullMarked;
