/// The syntax tree of Python: a sealed family of records that hold syntax only.
@NullMarked
package dev.crosstalk.python.syntax;

import org.jspecify.annotations.NullMarked;
