"""Rewrites function bodies so that accesses and switch points are told to the hooks.

Only code inside functions changes. Evaluation order stays: `o[k] = v` evaluates v, o, k, in this
order, and so does the call that replaces it. Patterns, annotations, class bodies and module level
stay as they are. Positions are kept, so tracebacks show the original source.
"""

from __future__ import annotations

import ast
from typing import Any

from . import asked, sites

HOOKS = "__crosstalk__"
OPERATORS = "__crosstalk_operator__"

_IN_PLACE = {
    ast.Add: "iadd", ast.Sub: "isub", ast.Mult: "imul", ast.Div: "itruediv", ast.FloorDiv: "ifloordiv",
    ast.Mod: "imod", ast.Pow: "ipow", ast.BitOr: "ior", ast.BitAnd: "iand", ast.BitXor: "ixor",
    ast.LShift: "ilshift", ast.RShift: "irshift", ast.MatMult: "imatmul",
}  # fmt: skip
_WHOLE_READERS = frozenset(
    "list dict set sorted sum min max any all tuple enumerate str repr frozenset zip map filter reversed".split()
)
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def rewrite(source: str | bytes, path: str) -> ast.Module:
    """The rewritten tree of one module; SyntaxError as the compiler would raise it."""
    tree = ast.parse(source, path)
    asked.learn(tree, path)
    rebound = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
    rewriter = _Rewriter(path, rebound | _module_variables(tree))
    tree.body = rewriter.statements(tree.body)
    return ast.fix_missing_locations(tree)


def _module_variables(tree: ast.Module) -> set[str]:
    """Names that the module level assigns more than a literal constant; they can be shared state."""
    found: set[str] = set()
    for node in tree.body:
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
            targets = [node.target]
        for target in targets:
            if isinstance(target, ast.Name) and not target.id.isupper():
                found.add(target.id)
    return found


class _Scope:
    """Names that a function binds itself, and those that it declares global."""

    def __init__(self, node: Any, outer: frozenset[str]) -> None:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        bound = {a.arg for a in every if a is not None}
        self.globals: set[str] = set()
        body = node.body if isinstance(node.body, list) else [node.body]
        for child in _own_nodes(body):
            if isinstance(child, ast.Global):
                self.globals.update(child.names)
            elif isinstance(child, ast.Name) and isinstance(child.ctx, (ast.Store, ast.Del)):
                bound.add(child.id)
            elif isinstance(child, (*_Function, ast.ClassDef)):
                bound.add(child.name)
            elif isinstance(child, (ast.Import, ast.ImportFrom)):
                bound.update((a.asname or a.name).partition(".")[0] for a in child.names)
            elif isinstance(child, ast.ExceptHandler) and child.name:
                bound.add(child.name)
            elif isinstance(child, (ast.MatchAs, ast.MatchStar)) and child.name:
                bound.add(child.name)
            elif isinstance(child, ast.MatchMapping) and child.rest:
                bound.add(child.rest)
        self.locals = frozenset(bound - self.globals) | (outer - self.globals)


def _own_nodes(body: list[Any]) -> Any:
    """All nodes of a function except the bodies of functions and classes inside it."""
    stack = list(body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (*_Function, ast.ClassDef, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))


class _Rewriter(ast.NodeTransformer):
    def __init__(self, path: str, module_names: set[str]) -> None:
        self._path = path
        self._module_names = module_names
        self._scopes: list[_Scope] = []
        self._classes: list[str] = []
        self._enclosing: frozenset[str] = frozenset()
        self._temporaries = 0

    # -- building blocks

    def statements(self, body: list[ast.stmt]) -> list[ast.stmt]:
        out: list[ast.stmt] = []
        for statement in body:
            result: Any = self.visit(statement)
            out.extend(result if isinstance(result, list) else [result])
        return out

    def _site(self, node: ast.AST) -> ast.Constant:
        return ast.Constant(sites.add(self._path, getattr(node, "lineno", 0)))

    def _hook(self, name: str, args: list[Any], node: Any) -> ast.Call:
        return ast.copy_location(ast.Call(ast.Attribute(_name(HOOKS), name, ast.Load()), args, []), node)

    def _expression(self, name: str, args: list[Any], node: Any) -> ast.stmt:
        return ast.copy_location(ast.Expr(self._hook(name, args, node)), node)

    def _mangled(self, name: str) -> ast.Constant:
        if name.startswith("__") and not name.endswith("__") and self._classes:
            owner = self._classes[-1].lstrip("_")
            if owner:
                name = f"_{owner}{name}"
        return ast.Constant(name)

    def _tracked_global(self, name: str) -> bool:
        if not self._scopes or name not in self._module_names:
            return False
        scope = self._scopes[-1]
        return name in scope.globals or name not in scope.locals

    # -- definitions

    def visit_FunctionDef(self, node: Any) -> Any:
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.args.defaults = [self.visit(d) for d in node.args.defaults]
        node.args.kw_defaults = [None if d is None else self.visit(d) for d in node.args.kw_defaults]
        outer = self._scopes[-1].locals if self._scopes else self._enclosing
        self._scopes.append(_Scope(node, outer))
        body = self.statements(node.body)
        self._scopes.pop()
        at = 1 if _is_docstring(node.body[0]) else 0
        body.insert(at, self._expression("fs", [], node.body[0]))
        node.body = body
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node: ast.ClassDef) -> Any:
        scopes, enclosing = self._scopes, self._enclosing
        if scopes:
            self._enclosing = scopes[-1].locals
        self._scopes = []
        self._classes.append(node.name)
        node.body = [self.visit(s) if isinstance(s, (*_Function, ast.ClassDef)) else s for s in node.body]
        self._classes.pop()
        self._scopes, self._enclosing = scopes, enclosing
        return node

    def visit_Lambda(self, node: ast.Lambda) -> Any:
        outer = self._scopes[-1].locals if self._scopes else self._enclosing
        self._scopes.append(_Scope(node, outer))
        node.body = self.visit(node.body)
        self._scopes.pop()
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        if node.value is None or not self._scopes:
            return node
        value = self.visit(node.value)
        if isinstance(node.target, ast.Name):
            node.value = value
            return node
        plain = ast.copy_location(ast.Assign([node.target], value), node)
        return self._assign(plain)

    def visit_match_case(self, node: ast.match_case) -> Any:
        if node.guard is not None:
            node.guard = self.visit(node.guard)
        node.body = self.statements(node.body)
        return node

    def visit_Global(self, node: ast.Global) -> Any:
        return node

    # -- expressions

    def visit_Name(self, node: ast.Name) -> Any:
        if isinstance(node.ctx, ast.Load) and self._tracked_global(node.id):
            return self._hook("rg", [ast.Call(_name("globals"), [], []), ast.Constant(node.id), self._site(node)], node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        node.value = self.visit(node.value)
        if not self._scopes:
            return node
        name = self._mangled(node.attr)
        if isinstance(node.ctx, ast.Load):
            return self._hook("ga", [node.value, name, self._site(node)], node)
        node.value = self._hook("wa", [node.value, name, self._site(node)], node)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        node.value = self.visit(node.value)
        node.slice = self.visit(node.slice)
        if not self._scopes or _has_star(node.slice):
            return node
        if isinstance(node.ctx, ast.Load):
            return self._hook("gi", [node.value, _key(node.slice), self._site(node)], node)
        key = self._temporary()
        node.value = self._hook("wi", [node.value, _walrus(key, _key(node.slice)), self._site(node)], node)
        node.slice = ast.copy_location(_name(key), node)
        return node

    def visit_Call(self, node: ast.Call) -> Any:
        if not self._scopes:
            return self.generic_visit(node)
        function = node.func
        builtin = function.id if isinstance(function, ast.Name) else ""
        if isinstance(function, ast.Attribute) and not _is_super(function.value):
            function.value = self.visit(function.value)
            name = self._mangled(function.attr)
            node.func = self._hook("m", [function.value, name, self._site(function)], function)
        elif isinstance(function, ast.Attribute):
            self.generic_visit(function.value)
        else:
            node.func = self.visit(function)
        node.args = [self.visit(a) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        if builtin == "super":
            return node
        if node.args and not isinstance(node.args[0], ast.Starred):
            hook = "rl" if builtin in ("len", "bool") else "nx" if builtin == "next" else None
            if builtin in _WHOLE_READERS:
                hook = "rc"
            if hook is not None:
                node.args[0] = self._hook(hook, [node.args[0], self._site(node)], node)
        if builtin in ("locals", "globals", "vars", "dir", "eval", "exec"):
            return node
        return self._hook("ac", [node], node)

    def visit_Compare(self, node: ast.Compare) -> Any:
        self.generic_visit(node)
        if self._scopes:
            node.comparators = [
                self._hook("ri", [right, self._site(node)], node) if isinstance(op, (ast.In, ast.NotIn)) else right
                for op, right in zip(node.ops, node.comparators, strict=True)
            ]
        return node

    def visit_comprehension(self, node: ast.comprehension) -> Any:
        node.iter = self.visit(node.iter)
        if self._scopes and not node.is_async:
            node.iter = self._hook("rc", [node.iter, self._site(node.iter)], node.iter)
        node.ifs = [self.visit(test) for test in node.ifs]
        return node

    # -- statements

    def visit_For(self, node: Any) -> Any:
        node.target = self.visit(node.target)
        node.iter = self.visit(node.iter)
        if self._scopes and isinstance(node, ast.For):
            node.iter = self._hook("rc", [node.iter, self._site(node)], node.iter)
        return self._loop(node)

    visit_AsyncFor = visit_For

    def visit_While(self, node: ast.While) -> Any:
        node.test = self._truth(self.visit(node.test))
        return self._loop(node)

    def _loop(self, node: Any) -> Any:
        first = node.body[0]
        node.body = self.statements(node.body)
        node.orelse = self.statements(node.orelse)
        if self._scopes:
            node.body.insert(0, self._expression("fs", [], first))
        return node

    def visit_If(self, node: ast.If) -> Any:
        node.test = self._truth(self.visit(node.test))
        node.body = self.statements(node.body)
        node.orelse = self.statements(node.orelse)
        return node

    def _truth(self, test: ast.expr) -> ast.expr:
        """`if container:` asks for its length."""
        if self._scopes and isinstance(test, (ast.Name, ast.Call)) and not _is_hook(test, "ac"):
            return self._hook("rl", [test, self._site(test)], test)
        return test

    def visit_With(self, node: Any) -> Any:
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if self._scopes:
                site = self._site(item.context_expr)
                item.context_expr = self._hook("cm", [item.context_expr, site], item.context_expr)
            if item.optional_vars is not None:
                item.optional_vars = self.visit(item.optional_vars)
        node.body = self.statements(node.body)
        return node

    visit_AsyncWith = visit_With

    def visit_Assign(self, node: ast.Assign) -> Any:
        if not self._scopes:
            return self.generic_visit(node)
        node.value = self.visit(node.value)
        return self._assign(node)

    def _assign(self, node: ast.Assign) -> Any:
        """`node.value` is rewritten already."""
        if len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Attribute):
                name = self._mangled(target.attr)
                return self._expression("sa", [node.value, self.visit(target.value), name, self._site(target)], node)
            if isinstance(target, ast.Subscript) and not _has_star(target.slice):
                key = _key(self.visit(target.slice))
                return self._expression("si", [node.value, self.visit(target.value), key, self._site(target)], node)
        names = [n.id for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name)]
        node.targets = [self.visit(t) for t in node.targets]
        return [node, *self._rebound(names, node)]

    def _rebound(self, names: list[str], node: Any) -> list[ast.stmt]:
        return [
            self._expression("wg", [ast.Call(_name("globals"), [], []), ast.Constant(n), self._site(node)], node)
            for n in names
            if self._scopes and n in self._scopes[-1].globals
        ]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        if not self._scopes:
            return self.generic_visit(node)
        operator = ast.Attribute(_name(OPERATORS), _IN_PLACE[type(node.op)], ast.Load())
        target = node.target
        if isinstance(target, ast.Attribute):
            name = self._mangled(target.attr)
            owner = self._temporary()
            load = self._hook("ga", [_walrus(owner, self.visit(target.value)), name, self._site(target)], node)
            value = ast.copy_location(ast.Call(operator, [load, self.visit(node.value)], []), node)
            return self._expression("sa", [value, _name(owner), name, self._site(target)], node)
        if isinstance(target, ast.Subscript) and not _has_star(target.slice):
            owner, key = self._temporary(), self._temporary()
            load = self._hook(
                "gi",
                [
                    _walrus(owner, self.visit(target.value)),
                    _walrus(key, _key(self.visit(target.slice))),
                    self._site(target),
                ],
                node,
            )
            value = ast.copy_location(ast.Call(operator, [load, self.visit(node.value)], []), node)
            return self._expression("si", [value, _name(owner), _name(key), self._site(target)], node)
        if isinstance(target, ast.Name) and target.id in self._scopes[-1].globals:
            load = self.visit(ast.copy_location(ast.Name(target.id, ast.Load()), target))
            value = ast.copy_location(ast.Call(operator, [load, self.visit(node.value)], []), node)
            assign = ast.copy_location(ast.Assign([target], value), node)
            return [assign, *self._rebound([target.id], node)]
        node.value = self.visit(node.value)
        return node

    def visit_Delete(self, node: ast.Delete) -> Any:
        if not self._scopes:
            return node
        out: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                args = [self.visit(target.value), self._mangled(target.attr), self._site(target)]
                out.append(self._expression("da", args, node))
            elif isinstance(target, ast.Subscript) and not _has_star(target.slice):
                args = [self.visit(target.value), _key(self.visit(target.slice)), self._site(target)]
                out.append(self._expression("di", args, node))
            else:
                out.append(ast.copy_location(ast.Delete([target]), node))
        return out

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"__crosstalk_{self._temporaries}"


def _walrus(name: str, value: ast.expr) -> ast.NamedExpr:
    return ast.NamedExpr(ast.Name(name, ast.Store()), value)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _is_hook(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name


def _has_star(node: ast.expr) -> bool:
    return isinstance(node, ast.Starred) or (
        isinstance(node, ast.Tuple) and any(isinstance(e, ast.Starred) for e in node.elts)
    )


def _key(node: ast.expr) -> ast.expr:
    """A subscript as an expression: slices become calls."""
    if isinstance(node, ast.Slice):
        parts = [part or ast.Constant(None) for part in (node.lower, node.upper, node.step)]
        return ast.copy_location(ast.Call(_name("slice"), parts, []), node)
    if isinstance(node, ast.Tuple):
        node.elts = [_key(e) if isinstance(e, ast.Slice) else e for e in node.elts]
    return node
