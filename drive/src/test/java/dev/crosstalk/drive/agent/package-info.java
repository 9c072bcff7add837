/// The link and its messages.
@NullMarked
package dev.crosstalk.drive.agent;

import org.jspecify.annotations.NullMarked;
