/// Tests of the contract of a rule.
@NullMarked
package dev.crosstalk.rules.rule;

import org.jspecify.annotations.NullMarked;
