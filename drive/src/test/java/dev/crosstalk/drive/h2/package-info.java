@NullMarked
package dev.crosstalk.drive.h2;

import org.jspecify.annotations.NullMarked;
