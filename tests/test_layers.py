"""The shape of the package: data flows downward, imports point upward, and no file eats the project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipelines"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 250

# A module imports only from rows above its own. Modules of one row never import each other.
LAYERS = [
    {"money", "identity", "problems", "tables", "words", "clock", "aside"},
    {"frames", "folders", "engine"},
    {"plan"},
    {"ingest", "clean", "sample"},
    {"ledger"},
    {"check", "charts", "compared", "duplicates", "known", "paid", "reconcile", "world"},
    {"summary", "explain", "compare", "history", "understood", "what_if"},
    {"reports", "notebook"},
    {"early", "terminal", "options"},
    {"flow"},
    {"cli_check", "cli_compare", "cli_decide", "cli_lab", "cli_reconcile", "cli_what_if"},
    {"cli"},
    {"entry"},
]
RANK = {room: number for number, layer in enumerate(LAYERS) for room in layer}
STAGES = {"ingest", "clean", "duplicates", "check", "reports"}  # strung together by flow alone
# The one door of heavy libraries.
DOORS = {
    "great_expectations": {"check"},
    "duckdb_engine": {"check"},
    "altair": {"charts"},
    "vl_convert": {"charts"},
    "duckdb": {"ledger"},
    "python_calamine": {"ingest"},
    "ruamel": {"plan", "check"},
    "xlsxwriter": {"reports", "sample", "plan", "paid"},
    "jupyterlab": {"cli_lab"},
    "typer": {"cli", "cli_check", "cli_compare", "cli_decide", "cli_lab", "cli_reconcile", "cli_what_if", "options"},
}


def room(name: str) -> str:
    """`pipelines.ingest.pool` and `ingest/pool.py` are both of the room `ingest`."""
    return name.split(".")[1]


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, at its top or inside a function; `from pipelines import x` as `pipelines.x`."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            inside = module.split(".")[0] == "pipelines"
            yield from (f"{module}.{alias.name}" if inside else module for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("pipelines."):
            yield node.value  # a helper process named by its module


def known(name: str) -> str | None:
    """The module of ours that a dotted name lives in."""
    names = {dotted(path) for path in MODULES}
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name or None


def test_every_room_has_its_place() -> None:
    rooms = {room(dotted(path)) for path in MODULES if path.parent != PACKAGE or path.name != "__init__.py"}
    assert rooms <= RANK.keys(), f"give {rooms - RANK.keys()} a row in LAYERS"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_imports_point_upward(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        assert not [name for name in imports(path) if name.startswith("pipelines")]
        return
    here = room(dotted(path))
    for name in imports(path):
        found = known(name) if name.startswith("pipelines") else None
        if found and found != "pipelines" and (there := room(found)) != here:
            assert RANK[there] < RANK[here], f"{dotted(path)} may not import {found}"
            assert not {here, there} <= STAGES, f"{dotted(path)}: stages never import each other ({found})"
        for library, rooms in DOORS.items():
            if name.split(".")[0] == library:
                assert here in rooms, f"{dotted(path)}: only {rooms} import {library}"


def test_no_module_imports_itself_in_a_circle() -> None:
    edges = {
        dotted(path): {m for name in imports(path) if (m := known(name)) and m not in ("pipelines", dotted(path))}
        for path in MODULES
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " → ".join((*way[way.index(module) :], module))
        if module not in done:
            for other in sorted(edges[module]):
                visit(other, (*way, module))
            done.add(module)

    for module in edges:
        visit(module, ())


def test_files_stay_readable() -> None:
    long = {
        path.relative_to(PACKAGE).as_posix()
        for path in [*MODULES, *PACKAGE.rglob("*.sql")]
        if len(path.read_text("utf-8").splitlines()) > MAX_LINES
    }
    assert not long
