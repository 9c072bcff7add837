/// Effects: what the walk over a program found out about shared state. Facts, no judgement.
@NullMarked
package dev.crosstalk.python.effects;

import org.jspecify.annotations.NullMarked;
