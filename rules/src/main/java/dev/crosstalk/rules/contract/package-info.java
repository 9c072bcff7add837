/// Rules that judge an OpenAPI document: what it promises, and what it leaves open to a race.
@NullMarked
package dev.crosstalk.rules.contract;

import org.jspecify.annotations.NullMarked;
