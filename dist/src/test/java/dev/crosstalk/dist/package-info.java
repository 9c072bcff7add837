/// The scripts and the image as a user meets them: real processes, real files.
@NullMarked
package dev.crosstalk.dist;

import org.jspecify.annotations.NullMarked;
