package dev.crosstalk.python.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The syntax tree of Python 3.8 to 3.15. Nodes hold syntax only: names, types and effects live in
/// side tables indexed by {@link #id()}, which is dense per file (0 is the module).
///
/// Positions are UTF-16 offsets into the decoded text, `end` exclusive. Identifiers are interned
/// per file. Lists are immutable. The family follows the shape of CPython's `ast` where nothing is
/// said, with `async` as a flag instead of separate kinds.
public sealed interface PyTree {
  int id();

  int start();

  int end();

  /// A statement.
  sealed interface Stmt extends PyTree {}

  /// An expression; also targets of assignments.
  sealed interface Expr extends PyTree {}

  /// A `case` pattern.
  sealed interface Pattern extends PyTree {}

  record Module(int id, int start, int end, List<Stmt> body) implements PyTree {}

  // ---- statements

  /// @param name offset of the identifier is `nameStart`
  record FunctionDef(
      int id,
      int start,
      int end,
      boolean async,
      String name,
      int nameStart,
      List<TypeParam> typeParams,
      Parameters parameters,
      @Nullable Expr returns,
      List<Stmt> body,
      List<Expr> decorators)
      implements Stmt {}

  record ClassDef(
      int id,
      int start,
      int end,
      String name,
      int nameStart,
      List<TypeParam> typeParams,
      List<Argument> arguments,
      List<Stmt> body,
      List<Expr> decorators)
      implements Stmt {}

  record Return(int id, int start, int end, @Nullable Expr value) implements Stmt {}

  record Delete(int id, int start, int end, List<Expr> targets) implements Stmt {}

  /// `a = b = value` has two targets.
  record Assign(int id, int start, int end, List<Expr> targets, Expr value) implements Stmt {}

  record AugAssign(int id, int start, int end, Expr target, BinaryOp op, Expr value)
      implements Stmt {}

  record AnnAssign(int id, int start, int end, Expr target, Expr annotation, @Nullable Expr value)
      implements Stmt {}

  record For(
      int id,
      int start,
      int end,
      boolean async,
      Expr target,
      Expr iterable,
      List<Stmt> body,
      List<Stmt> orElse)
      implements Stmt {}

  record While(int id, int start, int end, Expr test, List<Stmt> body, List<Stmt> orElse)
      implements Stmt {}

  /// `elif` is an `If` alone in `orElse`.
  record If(int id, int start, int end, Expr test, List<Stmt> body, List<Stmt> orElse)
      implements Stmt {}

  record With(int id, int start, int end, boolean async, List<WithItem> items, List<Stmt> body)
      implements Stmt {}

  record Match(int id, int start, int end, Expr subject, List<MatchCase> cases) implements Stmt {}

  record Raise(int id, int start, int end, @Nullable Expr exception, @Nullable Expr cause)
      implements Stmt {}

  /// @param star `except*`
  record Try(
      int id,
      int start,
      int end,
      boolean star,
      List<Stmt> body,
      List<ExceptHandler> handlers,
      List<Stmt> orElse,
      List<Stmt> finalBody)
      implements Stmt {}

  record Assert(int id, int start, int end, Expr test, @Nullable Expr message) implements Stmt {}

  /// @param lazy `lazy import` of Python 3.15
  record Import(int id, int start, int end, boolean lazy, List<Alias> names) implements Stmt {}

  /// @param module dotted name, empty for `from . import x`
  /// @param level number of leading dots
  /// @param names one alias named `*` for a star import
  record ImportFrom(
      int id, int start, int end, boolean lazy, String module, int level, List<Alias> names)
      implements Stmt {}

  record Global(int id, int start, int end, List<String> names) implements Stmt {}

  record Nonlocal(int id, int start, int end, List<String> names) implements Stmt {}

  record ExprStmt(int id, int start, int end, Expr value) implements Stmt {}

  record Pass(int id, int start, int end) implements Stmt {}

  record Break(int id, int start, int end) implements Stmt {}

  record Continue(int id, int start, int end) implements Stmt {}

  record TypeAlias(int id, int start, int end, String name, List<TypeParam> typeParams, Expr value)
      implements Stmt {}

  /// A stretch that is not valid Python; `body` holds what could be read inside it.
  record ErrorStmt(int id, int start, int end, List<Stmt> body) implements Stmt {}

  // ---- parts of statements

  /// All parameters in source order.
  record Parameters(int id, int start, int end, List<Parameter> all) implements PyTree {}

  record Parameter(
      int id,
      int start,
      int end,
      ParameterKind kind,
      String name,
      @Nullable Expr annotation,
      @Nullable Expr defaultValue)
      implements PyTree {}

  enum ParameterKind {
    POSITIONAL_ONLY,
    POSITIONAL_OR_KEYWORD,
    VAR_POSITIONAL,
    KEYWORD_ONLY,
    VAR_KEYWORD
  }

  /// An argument of a call or of a class header.
  ///
  /// @param name keyword, null for positional, `*` and `**` arguments
  record Argument(int id, int start, int end, ArgumentKind kind, @Nullable String name, Expr value)
      implements PyTree {}

  enum ArgumentKind {
    POSITIONAL,
    KEYWORD,
    STAR,
    DOUBLE_STAR
  }

  record WithItem(int id, int start, int end, Expr context, @Nullable Expr target)
      implements PyTree {}

  record MatchCase(
      int id, int start, int end, Pattern pattern, @Nullable Expr guard, List<Stmt> body)
      implements PyTree {}

  /// @param type null for a bare `except:`; a tuple for several types, also without parentheses
  record ExceptHandler(
      int id, int start, int end, @Nullable Expr type, @Nullable String name, List<Stmt> body)
      implements PyTree {}

  /// @param name dotted for `import a.b`, `*` for a star import
  record Alias(int id, int start, int end, String name, @Nullable String asName)
      implements PyTree {}

  /// @param prefix empty, `*` or `**`
  record TypeParam(
      int id,
      int start,
      int end,
      String prefix,
      String name,
      @Nullable Expr bound,
      @Nullable Expr defaultValue)
      implements PyTree {}

  // ---- expressions

  record Name(int id, int start, int end, String name) implements Expr {}

  record NumberLiteral(int id, int start, int end) implements Expr {}

  /// One string or bytes literal, or several adjacent ones without interpolation. The value is
  /// decoded on demand by the parser's literal decoder.
  record StringLiteral(int id, int start, int end, boolean bytes) implements Expr {}

  /// An f-string or t-string, or adjacent literals of which one interpolates.
  ///
  /// @param parts literal text and interpolations in source order
  record FormattedString(int id, int start, int end, boolean template, List<FormatPart> parts)
      implements Expr {}

  /// A part of an f-string.
  sealed interface FormatPart extends PyTree {}

  record FormatText(int id, int start, int end) implements FormatPart {}

  /// @param conversion the letter behind `!`, or 0
  /// @param spec parts of the format specification
  record Interpolation(
      int id, int start, int end, Expr value, char conversion, List<FormatPart> spec)
      implements FormatPart {}

  record Constant(int id, int start, int end, ConstantKind kind) implements Expr {}

  enum ConstantKind {
    NONE,
    TRUE,
    FALSE,
    ELLIPSIS
  }

  /// A chain of one operator: `a and b and c` has three values.
  record BoolOp(int id, int start, int end, boolean and, List<Expr> values) implements Expr {}

  record NamedExpr(int id, int start, int end, Name target, Expr value) implements Expr {}

  record Binary(int id, int start, int end, Expr left, BinaryOp op, Expr right) implements Expr {}

  enum BinaryOp {
    ADD("+"),
    SUB("-"),
    MUL("*"),
    MATMUL("@"),
    DIV("/"),
    FLOORDIV("//"),
    MOD("%"),
    POW("**"),
    LSHIFT("<<"),
    RSHIFT(">>"),
    AND("&"),
    OR("|"),
    XOR("^");

    private final String token;

    BinaryOp(String token) {
      this.token = token;
    }

    public String token() {
      return token;
    }
  }

  record Unary(int id, int start, int end, UnaryOp op, Expr operand) implements Expr {}

  enum UnaryOp {
    PLUS,
    MINUS,
    INVERT,
    NOT
  }

  record Lambda(int id, int start, int end, Parameters parameters, Expr body) implements Expr {}

  /// `body if test else orElse`.
  record Conditional(int id, int start, int end, Expr test, Expr body, Expr orElse)
      implements Expr {}

  record DictDisplay(int id, int start, int end, List<DictItem> items) implements Expr {}

  /// @param key null for `**value`
  record DictItem(int id, int start, int end, @Nullable Expr key, Expr value) implements PyTree {}

  record SetDisplay(int id, int start, int end, List<Expr> elements) implements Expr {}

  record ListDisplay(int id, int start, int end, List<Expr> elements) implements Expr {}

  record TupleDisplay(int id, int start, int end, List<Expr> elements) implements Expr {}

  /// @param element the element, or the key of a dict comprehension
  /// @param value the value of a dict comprehension, else null
  record Comprehension(
      int id,
      int start,
      int end,
      ComprehensionKind kind,
      Expr element,
      @Nullable Expr value,
      List<ComprehensionFor> clauses)
      implements Expr {}

  enum ComprehensionKind {
    LIST,
    SET,
    DICT,
    GENERATOR
  }

  record ComprehensionFor(
      int id, int start, int end, boolean async, Expr target, Expr iterable, List<Expr> conditions)
      implements PyTree {}

  record Await(int id, int start, int end, Expr value) implements Expr {}

  record Yield(int id, int start, int end, @Nullable Expr value) implements Expr {}

  record YieldFrom(int id, int start, int end, Expr value) implements Expr {}

  /// `left op0 right0 op1 right1 …`.
  record Compare(int id, int start, int end, Expr left, List<CompareOp> ops, List<Expr> comparators)
      implements Expr {}

  enum CompareOp {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    IS,
    IS_NOT,
    IN,
    NOT_IN
  }

  record Call(int id, int start, int end, Expr function, List<Argument> arguments)
      implements Expr {}

  /// @param nameStart offset of the identifier behind the dot
  record Attribute(int id, int start, int end, Expr value, String name, int nameStart)
      implements Expr {}

  record Subscript(int id, int start, int end, Expr value, Expr index) implements Expr {}

  record Slice(
      int id, int start, int end, @Nullable Expr lower, @Nullable Expr upper, @Nullable Expr step)
      implements Expr {}

  record Starred(int id, int start, int end, Expr value) implements Expr {}

  /// An expression that is missing or not valid.
  record ErrorExpr(int id, int start, int end) implements Expr {}

  // ---- patterns

  record ValuePattern(int id, int start, int end, Expr value) implements Pattern {}

  /// @param name null for the wildcard `_`
  record CapturePattern(int id, int start, int end, @Nullable String name) implements Pattern {}

  record SequencePattern(int id, int start, int end, List<Pattern> elements) implements Pattern {}

  /// @param keys and `patterns` run in parallel
  /// @param rest name behind `**`, null when absent
  record MappingPattern(
      int id, int start, int end, List<Expr> keys, List<Pattern> patterns, @Nullable String rest)
      implements Pattern {}

  record ClassPattern(
      int id,
      int start,
      int end,
      Expr type,
      List<Pattern> positional,
      List<String> keywordNames,
      List<Pattern> keywordPatterns)
      implements Pattern {}

  record OrPattern(int id, int start, int end, List<Pattern> alternatives) implements Pattern {}

  record AsPattern(int id, int start, int end, Pattern pattern, String name) implements Pattern {}

  record StarPattern(int id, int start, int end, @Nullable String name) implements Pattern {}
}
