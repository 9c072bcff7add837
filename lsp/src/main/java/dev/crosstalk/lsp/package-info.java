/// The language server: findings where people write code.
@NullMarked
package dev.crosstalk.lsp;

import org.jspecify.annotations.NullMarked;
