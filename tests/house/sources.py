"""The project's own source, parsed once, for the tests that hold it to its rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the application by its path from the root."""
    paths = [*ROOT.glob("tracker/**/*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(paths)
    }


def dotted(node: ast.AST) -> str:
    """`datetime.now` for the node of `datetime.now`; a call in between is `()`."""
    match node:
        case ast.Attribute(value, name):
            return f"{dotted(value)}.{name}"
        case ast.Name(name):
            return name
        case ast.Call(called):
            return f"{dotted(called)}()"
        case _:
            return ""


def references(*endings: str) -> Iterator[tuple[str, str]]:
    """Where the code names one of `endings`: the module's path and `path:line name`.

    What is imported by its own name counts under its full one.
    """
    wanted = tuple(endings)
    for path, tree in modules().items():
        for node in ast.walk(tree):
            names: list[str] = []
            if isinstance(node, ast.Attribute):
                names = [f".{dotted(node)}"]
            elif isinstance(node, ast.ImportFrom):
                names = [f".{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                if name.endswith(wanted):
                    yield path, f"{path}:{getattr(node, 'lineno', 0)} {name.lstrip('.')}"


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module that is imported anywhere below `tree`, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield f"{'.' * node.level}{node.module or ''}", node.lineno
