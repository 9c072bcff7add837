/// Where discovery, front end, rules and reporters meet.
@NullMarked
package dev.crosstalk.cli.run;

import org.jspecify.annotations.NullMarked;
