"""Prints kind and span of every node that CPython's ast gives, one line a file.

Reads file names from standard input. Output: the name, a tab, then `kind:start:end` separated by
blanks, with offsets in UTF-16 units of the decoded text; or a tab and `!` and the message for a
file that CPython rejects.
"""

import ast
import io
import re
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")
FSTRING_SPANS = sys.version_info >= (3, 12)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def spans(path):
    with open(path, "rb") as file:
        data = file.read()
    tree = ast.parse(data)
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    text = data.decode(encoding)
    lines = LINE.findall(text)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + units(line))

    def offset(line, column):
        content = lines[line - 1]
        if content.isascii():
            return starts[line - 1] + column
        return starts[line - 1] + units(content.encode()[:column].decode())

    found = []

    def walk(node, shown=True):
        kind = type(node).__name__
        if kind == "Constant":
            value = node.value
            if isinstance(value, (str, bytes)):
                kind = "String"
            elif isinstance(value, (int, float, complex)) and not isinstance(value, bool):
                kind = "Number"
        if shown and hasattr(node, "end_col_offset"):
            start = offset(node.lineno, node.col_offset)
            end = offset(node.end_lineno, node.end_col_offset)
            found.append(f"{kind}:{start}:{end}")
        if kind == "JoinedStr":
            if FSTRING_SPANS:
                for part in node.values:
                    if isinstance(part, ast.FormattedValue):
                        walk(part)
            return
        for name, child in ast.iter_fields(node):
            hidden = kind == "FormattedValue" and name == "format_spec"
            if isinstance(child, ast.AST):
                walk(child, not hidden)
            elif isinstance(child, list):
                for each in child:
                    if isinstance(each, ast.AST):
                        walk(each)

    walk(tree)
    return " ".join(found)


def units(text):
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def main():
    sys.setrecursionlimit(20000)
    out = open(sys.stdout.fileno(), "w", encoding="utf-8", errors="replace", newline="\n")
    for path in sys.stdin.read().splitlines():
        try:
            print(path, spans(path), sep="\t", file=out)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            print(path, "!" + repr(error)[:200].replace("\n", " "), sep="\t", file=out)
    out.flush()


main()
