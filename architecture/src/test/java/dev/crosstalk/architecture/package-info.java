/// Tests of the house itself: who may import whom, which words are not names, who may touch the
/// outside.
@NullMarked
package dev.crosstalk.architecture;

import org.jspecify.annotations.NullMarked;
