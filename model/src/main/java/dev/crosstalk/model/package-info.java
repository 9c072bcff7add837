/// Findings, their evidence, gaps and the report: plain values, no behaviour beyond their own
/// invariants.
@NullMarked
package dev.crosstalk.model;

import org.jspecify.annotations.NullMarked;
