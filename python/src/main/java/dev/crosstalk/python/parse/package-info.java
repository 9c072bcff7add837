/// Source text in, syntax tree out; a broken file is a tree plus problems, never an exception.
///
/// The parts, in the order in which a file passes through them:
///
/// - `SourceDecoder` turns bytes into text (byte order mark, PEP 263 coding line, charset).
/// - `Tokenizer` on top of `LiteralScanner` turns text into `Tokens`: parallel arrays of kind,
///   start and end, with comments kept apart. It knows indentation, brackets and the frames of
///   nested f-strings, and it decides where a statement keyword at the start of a line closes a
///   bracket that was left open.
/// - The parser is one recursive descent in layers; a layer answers one question and calls the
///   layers above it through abstract methods: `TokenReader` (where am I, what was expected),
///   `StringParser` (literals and f-strings), `AtomParser` (atoms, calls, subscripts, displays),
///   `ExpressionParser` (operators by precedence, lambda, conditional), `PatternParser` (`case`),
///   `SimpleStatementParser` (one-line statements), `StatementParser` (blocks and recovery).
/// - `TreeBuilder` gives nodes their dense ids and makes their immutable lists; `Identifiers`
///   interns names per file; `Problems` collects what is wrong, one problem a line.
/// - `Literals` decodes string and number literals when somebody asks.
///
/// Limits: a nested expression is read to `TokenReader.MAX_NESTING` levels, a chain of calls and
/// attributes to `TokenReader.MAX_SPINE`, statements to `BlockParser.MAX_STATEMENT_DEPTH`. What
/// lies deeper becomes an error node with a problem, so that no walk over a tree can exhaust the
/// stack.
@NullMarked
package dev.crosstalk.python.parse;

import org.jspecify.annotations.NullMarked;
