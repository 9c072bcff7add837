package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyTree.ArgumentKind;
import dev.crosstalk.python.syntax.PyTree.ComprehensionKind;
import java.util.ArrayList;
import java.util.List;

/// Kind and span of every node in the words of CPython's `ast`, for a comparison with it.
final class AstSpans {
  private final String text;
  private final List<String> found = new ArrayList<>();

  private AstSpans(String text) {
    this.text = text;
  }

  /// @param insideStrings also the fields of f-strings, which CPython places well since 3.12
  static List<String> of(PyFile file, boolean insideStrings) {
    AstSpans spans = new AstSpans(file.source().text());
    List<PyTree> open = new ArrayList<>(List.of(file.module()));
    while (!open.isEmpty()) {
      PyTree node = open.removeLast();
      spans.add(node);
      if ((node instanceof PyTree.FormattedString && !insideStrings)
          || node instanceof PyTree.ValuePattern(_, _, _, PyTree.Constant _)) {
        continue;
      }
      open.addAll(Trees.children(node));
    }
    return spans.found;
  }

  private void add(PyTree node) {
    String kind = kind(node);
    if (!kind.isEmpty()) {
      int start = node.start();
      int end = node.end();
      if (node instanceof PyTree.Parameter parameter) {
        // CPython leaves out stars and the default value.
        while (text.charAt(start) == '*' || Character.isWhitespace(text.charAt(start))) {
          start++;
        }
        PyTree.Expr annotation = parameter.annotation();
        end =
            annotation == null
                ? start + parameter.name().length()
                : withParentheses(parameter, annotation);
      }
      found.add(kind + ":" + start + ":" + end);
      if (node instanceof PyTree.TypeAlias alias) {
        // In CPython the name is a node.
        int name = text.indexOf(alias.name(), start + "type".length());
        found.add("Name:" + name + ":" + (name + alias.name().length()));
      }
    }
  }

  /// End of the annotation with parentheses around it, if any.
  private int withParentheses(PyTree.Parameter parameter, PyTree.Expr annotation) {
    int end = annotation.end();
    if (parameter.defaultValue() == null) {
      return parameter.end();
    }
    int at = end;
    while (at < parameter.end()
        && (text.charAt(at) == ')' || Character.isWhitespace(text.charAt(at)))) {
      at++;
      if (text.charAt(at - 1) == ')') {
        end = at;
      }
    }
    return end;
  }

  private static String kind(PyTree node) {
    return switch (node) {
      case PyTree.Module _,
          PyTree.Parameters _,
          PyTree.WithItem _,
          PyTree.MatchCase _,
          PyTree.DictItem _,
          PyTree.FormatText _,
          PyTree.ComprehensionFor _ ->
          "";
      case PyTree.FunctionDef it -> it.async() ? "AsyncFunctionDef" : "FunctionDef";
      case PyTree.For it -> it.async() ? "AsyncFor" : "For";
      case PyTree.With it -> it.async() ? "AsyncWith" : "With";
      case PyTree.Try it -> it.star() ? "TryStar" : "Try";
      case PyTree.ExprStmt _ -> "Expr";
      case PyTree.Parameter _ -> "arg";
      case PyTree.Argument it ->
          it.kind() == ArgumentKind.POSITIONAL
              ? ""
              : it.kind() == ArgumentKind.STAR ? "Starred" : "keyword";
      case PyTree.Alias _ -> "alias";
      case PyTree.TypeParam it ->
          switch (it.prefix()) {
            case "*" -> "TypeVarTuple";
            case "**" -> "ParamSpec";
            default -> "TypeVar";
          };
      case PyTree.NumberLiteral _ -> "Number";
      case PyTree.StringLiteral _ -> "String";
      case PyTree.FormattedString it -> it.template() ? "TemplateStr" : "JoinedStr";
      case PyTree.Interpolation _ -> "FormattedValue";
      case PyTree.Binary _ -> "BinOp";
      case PyTree.Unary _ -> "UnaryOp";
      case PyTree.Conditional _ -> "IfExp";
      case PyTree.DictDisplay _ -> "Dict";
      case PyTree.SetDisplay _ -> "Set";
      case PyTree.ListDisplay _ -> "List";
      case PyTree.TupleDisplay _ -> "Tuple";
      case PyTree.Comprehension it ->
          it.kind() == ComprehensionKind.LIST
              ? "ListComp"
              : it.kind() == ComprehensionKind.SET
                  ? "SetComp"
                  : it.kind() == ComprehensionKind.DICT ? "DictComp" : "GeneratorExp";
      case PyTree.ValuePattern it ->
          it.value() instanceof PyTree.Constant ? "MatchSingleton" : "MatchValue";
      case PyTree.CapturePattern _, PyTree.AsPattern _ -> "MatchAs";
      case PyTree.SequencePattern _ -> "MatchSequence";
      case PyTree.MappingPattern _ -> "MatchMapping";
      case PyTree.ClassPattern _ -> "MatchClass";
      case PyTree.OrPattern _ -> "MatchOr";
      case PyTree.StarPattern _ -> "MatchStar";
      default -> node.getClass().getSimpleName();
    };
  }
}
