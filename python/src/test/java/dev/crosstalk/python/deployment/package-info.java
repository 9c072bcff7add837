@NullMarked
package dev.crosstalk.python.deployment;

import org.jspecify.annotations.NullMarked;
