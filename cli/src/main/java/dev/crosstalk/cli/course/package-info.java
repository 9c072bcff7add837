/// The demo course: its scenes and what a scan must find in them.
@NullMarked
package dev.crosstalk.cli.course;

import org.jspecify.annotations.NullMarked;
