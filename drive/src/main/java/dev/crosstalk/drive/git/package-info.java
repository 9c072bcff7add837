/// What a git repository holds, read so that nothing in it is executed.
@NullMarked
package dev.crosstalk.drive.git;

import org.jspecify.annotations.NullMarked;
