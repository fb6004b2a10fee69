"""Every way we know to write a plan wrong: each error is named with file and line, all at once, and nothing runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.plan import PlanProblems, load_plan

HERE = Path(__file__).parent / "broken_plans"
EDITS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(HERE / "edits.yaml")
MARK = "¶"
LINE = re.compile(r"^  (\S+): (.+)$", re.MULTILINE)
RUN = CliRunner()


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return shutil.copytree(HERE / "base", tmp_path / "raw" / "base")


def plan_with(base: Path, edit: dict[str, Any]) -> set[str]:
    """Make the edit; the places (file:line) that it marks."""
    path = base / edit.get("file", "plan.yaml")
    text = path.read_text("utf-8")
    assert text.count(edit["old"]) == 1, f"{edit['old']!r} stands {text.count(edit['old'])} times in {path.name}"
    lines = text.replace(edit["old"], edit["new"].replace("{digits}", "9" * 5000)).split("\n")
    path.write_text("\n".join(lines).replace(MARK, ""), "utf-8")
    return {f"{edit.get('file', 'plan.yaml')}:{number}" for number, line in enumerate(lines, 1) if MARK in line}


def place_of(base: Path, where: str) -> str:
    """`file:line` and file names as they are; else the line of plan.yaml in which the words stand."""
    if where.startswith("plan.yaml:") or ".csv" in where:
        return where
    lines = (base / "plan.yaml").read_text("utf-8").split("\n")
    return f"plan.yaml:{next(number for number, line in enumerate(lines, 1) if where in line)}"


def errors_in(folder: Path) -> list[tuple[str, str]]:
    """(file:line, both languages) of every error that `warm plan` reports; its exit code is 3."""
    shown = RUN.invoke(app, ["plan", folder.name, "--raw", str(folder.parent), "--json"])
    assert shown.exit_code == 3, shown.output
    assert isinstance(shown.exception, SystemExit)
    problem = json.loads(shown.stderr)
    zh, en = (dict(enumerate(LINE.findall(problem[lang]))) for lang in ("zh", "en"))
    assert f"有 {len(zh)} 处错误" in problem["zh"]
    assert f"has {len(en)} error(s); nothing was run" in problem["en"]
    assert [place for place, _ in zh.values()] == [place for place, _ in en.values()]
    return [(en[n][0], f"{zh[n][1]}\n{en[n][1]}") for n in en]


def test_the_base_is_sound(base: Path) -> None:
    shown = RUN.invoke(app, ["plan", "base", "--raw", str(base.parent), "--lang", "en"])
    assert shown.exit_code == 0, shown.output


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit["name"])
def test_each_error_is_named_with_its_line(edit: dict[str, Any], base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(base)
    marked = plan_with(base, edit)
    also = {place_of(base, where): words for where, words in edit.get("also", {}).items()}
    errors = errors_in(base)
    assert {place for place, _ in errors} == marked | also.keys(), errors
    for words in edit.get("say", []):
        assert any(words in said for place, said in errors if place in marked), (words, errors)
    for where, words in also.items():
        assert any(words in said for place, said in errors if place == where), (words, errors)
    assert {path.name for path in base.iterdir()} == {path.name for path in (HERE / "base").iterdir()}, "something ran"


def test_there_are_many_and_each_has_a_name() -> None:
    assert len(EDITS) >= 60
    assert len({edit["name"] for edit in EDITS}) == len(EDITS)


def test_all_errors_of_all_files_come_at_once(base: Path) -> None:
    several = [
        "clause a number", "negative amount", "count negative", "no such day", "share above one", "line number twice",
        "column misspelt", "half a household in the table", "two entries of one year",
    ]  # fmt: skip
    marked: set[str] = set()
    for edit in (edit for edit in EDITS if edit["name"] in several):
        marked |= plan_with(base, edit)
    errors = errors_in(base)
    assert {place for place, _ in errors} == marked
    assert len(marked) == len(several)
    lines = [int(place.rpartition(":")[2]) for place, _ in errors if place.startswith("plan.yaml")]
    assert lines == sorted(lines), "in the order of the file"


def whole_files() -> Iterator[tuple[str, str, bytes, str, str]]:
    """(name, file, content, place, words)"""
    yield "empty", "plan.yaml", b"", "plan.yaml:1", "is empty"
    yield "only a comment", "plan.yaml", b"# nothing\n", "plan.yaml:1", "is empty"
    yield "a list", "plan.yaml", b"- plan: base\n", "plan.yaml:1", "is not a mapping"
    yield "a word", "plan.yaml", b"base\n", "plan.yaml:1", "is not a mapping"
    yield "binary", "plan.yaml", b"plan: base\nx: \x89PNG\x00\x01\xff", "plan.yaml:2", "is not UTF-8 text"
    yield "control character", "plan.yaml", b"plan: base\nname: a\x00b\n", "plan.yaml:2", "control character"
    yield "UTF-16", "plan.yaml", "plan: base\n".encode("utf-16"), "plan.yaml:1", "is UTF-16 text; save it as UTF-8"
    yield "GBK", "plan.yaml", "plan: 方案\n".encode("gbk"), "plan.yaml:1", "save it as UTF-8"
    yield "too big", "plan.yaml", b"#" * 1_000_001, "plan.yaml", "is 1,000,001 bytes"
    yield "deep brackets", "plan.yaml", b"plan: base\na: " + b"[" * 100_000, "plan.yaml:2", "nested too deeply"
    yield "deep dashes", "plan.yaml", b"- " * 20_000 + b"a", "plan.yaml:1", "nested too deeply"
    yield "areas empty", "areas.csv", b"", "areas.csv:1", "is empty"
    yield "no areas", "areas.csv", b"code,name_zh,name_en,kind\n", "areas.csv:1", "lists no area"
    yield "areas in GBK", "areas.csv", "代码,名称\n".encode("gbk"), "areas.csv", "save it as CSV UTF-8"
    yield "areas a workbook", "areas.csv", b"PK\x03\x04\xff\xfe\x00", "areas.csv", "is not UTF-8 text"
    yield "areas with an open quote", "areas.csv", b'code,name_zh,name_en,kind\n"9', "areas.csv", "is not valid CSV"


@pytest.mark.parametrize("file", list(whole_files()), ids=lambda file: file[0])
def test_files_that_are_no_plan(file: tuple[str, str, bytes, str, str], base: Path) -> None:
    _, name, content, place, words = file
    (base / name).write_bytes(content)
    [(named, said)] = errors_in(base)
    assert named == place
    assert words in said


def test_files_that_are_missing_or_no_files(base: Path) -> None:
    (base / "areas.csv").unlink()
    (base / "2023" / "stated.csv").unlink()
    (base / "2023" / "stated.csv").mkdir()
    assert [place for place, _ in errors_in(base)] == ["areas.csv", "2023/stated.csv"]
    (base / "plan.yaml").unlink()
    with pytest.raises(PlanProblems, match=r"a plan is a folder with plan\.yaml"):
        load_plan(base)


def test_unknown_plan_year_and_usage_are_two(base: Path) -> None:
    raw = ["--raw", str(base.parent), "--lang", "en"]
    for asked, words in (
        (["bass"], "there are: base"),
        (["base", "--year", "1999"], "no year 1999"),
        (["../base"], "no plan"),
    ):
        shown = RUN.invoke(app, ["plan", *asked, *raw])
        assert shown.exit_code == 2
        assert words in shown.output


def test_a_broken_plan_runs_nothing(base: Path, tmp_path: Path) -> None:
    """A run in a process of its own: exit code 3, one JSON error with every line in both languages, no result."""
    marked = plan_with(base, next(edit for edit in EDITS if edit["name"] == "Python object"))
    (base / "2023" / "rosters").mkdir()
    (base / "2023" / "rosters" / "a.xlsx").write_bytes(b"x")
    command = [sys.executable, "-c", "from pipelines.entry import main; main()", "run", "base", "2023"]
    done = subprocess.run(
        [*command, "--raw", str(base.parent), "--out", str(tmp_path / "out"), "--json", "--no-gate"],
        cwd=base, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}, capture_output=True, text=True,
        encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    shown = json.loads(done.stderr.strip().splitlines()[-1])
    assert all(place in shown[lang] for place in marked for lang in ("zh", "en"))
    assert not (base / "ran").exists()
    assert not list((tmp_path / "out").rglob("ledger.duckdb"))
