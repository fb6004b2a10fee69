"""The notebooks run from top to bottom on the shipped data, show its total, and show nobody's personal data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import polars as pl
import pytest

from tests.conftest import ROOT, Run

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONG_NUMBER = re.compile(r"(?<![\d.])\d{11,}[\dXx]?(?!\d)")
AREA_CODE = re.compile(r"990681\d{6}")


def opened(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
    return notebook


def texts(notebook: nbformat.NotebookNode) -> Iterator[str]:
    """Everything the outputs of a notebook show, pictures as their source."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield output.get("text", "")
            yield from (str(shown) for shown in output.get("data", {}).values())


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_without_outputs(path: Path) -> None:
    notebook = opened(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert code
    assert not any(cell.outputs or cell.execution_count for cell in code)


@pytest.fixture
def execute(citywide: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[Path], nbformat.NotebookNode]:
    """Runs a notebook on the shipped data, in a kernel of this interpreter, and gives it with its outputs."""
    from nbclient import NotebookClient

    monkeypatch.setenv("WARM_CURATED", str(citywide.folders.curated))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))  # the reader's own settings and history stay out of it

    def executed(path: Path) -> nbformat.NotebookNode:
        notebook = opened(path)
        where = {"metadata": {"path": path.parent}}
        return NotebookClient(notebook, timeout=60, kernel_name="python3", resources=where).execute()

    return executed


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_and_keeps_personal_data_in(
    path: Path, execute: Callable[[Path], nbformat.NotebookNode], citywide: Run
) -> None:
    notebook = execute(path)
    shown = "\n".join(texts(notebook))
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert "2,813,500.00" in shown
    assert "▸" in shown, "places of rows"
    assert re.search(r"99\*{13}\d\d[\dX]", shown), "masked numbers"
    assert [number for number in LONG_NUMBER.findall(shown) if not AREA_CODE.fullmatch(number)] == []
    assert private(citywide) & set(re.findall(r"[\w\-]+", shown)) == set()


def test_a_place_without_any_row_is_no_error(
    execute: Callable[[Path], nbformat.NotebookNode], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARM_AREA_LINE", "990681101000/nobody")
    assert "2,813,500.00" in "\n".join(texts(execute(NOTEBOOKS[0])))


def private(run: Run) -> set[str]:
    """Names, identity numbers, accounts and phones of everybody in the run."""
    person, refused = run.table("core_person"), run.table("core_rejected")
    columns = [*person.select("name", "payee", "id_no", "account", "phone"), *refused.select("name", "id_no")]
    return set(pl.concat([column.cast(pl.String) for column in columns]).drop_nulls())
