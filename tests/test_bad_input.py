"""What a clerk can get wrong, through the real command: what is wrong, where, how to mend it; the old result stands."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.builders import CITYWIDE, identity_no, plan_folder, town, warm

Done = subprocess.CompletedProcess[str]
OLD = "the result of an earlier run"
ENGLISH, CHINESE = {"LC_ALL": "C"}, {"LC_ALL": "zh_CN.UTF-8"}
BOTH = pytest.mark.parametrize("locale", [ENGLISH, CHINESE], ids=["C", "zh"])
PEOPLE = [identity_no(number, date(1960, 1, 1 + number)) for number in range(3)]


class Desk:
    """A folder of plans with an earlier result beside it."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.out = folder / "raw", folder / "out"
        self.year = plan_folder(self.raw)
        self.rosters = self.year / "rosters"
        self.result = self.out / "citywide" / "2023"
        self.result.mkdir(parents=True)
        (self.result / "summary.json").write_text(OLD, "utf-8")

    def run(self, *words: str, **env: str) -> Done:
        words = words or ("citywide", "2023")
        return warm("run", *words, "--raw", self.raw, "--out", self.out, "--no-gate", **env)

    def refused(self, code: int, done: Done) -> str:
        """What it said, having refused with that exit code and left everything as it was."""
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr + done.stdout
        assert [path.name for path in self.result.parent.iterdir()] == ["2023"]
        assert [path.read_text("utf-8") for path in self.result.iterdir()] == [OLD]
        return done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@BOTH
def test_no_roster_folder(desk: Desk, locale: dict[str, str]) -> None:
    said = desk.refused(3, desk.run(**locale))
    assert str(desk.rosters) in said
    assert ("make the folder and put the rosters in it" if locale is ENGLISH else "新建该文件夹并放入") in said


def test_an_empty_roster_folder(desk: Desk) -> None:
    desk.rosters.mkdir()
    (desk.rosters / "~$01.xlsx").write_bytes(b"lock")
    said = desk.refused(3, desk.run())
    assert str(desk.rosters) in said
    assert "Put the towns' workbooks in it" in said


@BOTH
def test_an_unknown_plan(desk: Desk, locale: dict[str, str]) -> None:
    said = desk.refused(2, desk.run("citywild", "2023", **locale))
    assert "citywild" in said
    assert "citywide" in said, "the plans that are there"
    assert ("no plan" if locale is ENGLISH else "没有方案") in said


def test_a_plan_is_a_name_not_a_path(desk: Desk) -> None:
    desk.refused(2, desk.run("../raw/citywide", "2023"))


def test_a_year_the_plan_does_not_have(desk: Desk) -> None:
    town(desk.year.parent / "2030" / "rosters" / "a.xlsx", "北汊农场", {"孤儿": [(PEOPLE[0], 100)]})
    said = desk.refused(2, desk.run("citywide", "2030"))
    assert "2030" in said
    assert "2022" in said, "the years that are there"


def test_a_year_that_is_no_number(desk: Desk) -> None:
    assert "year" in desk.refused(2, desk.run("citywide", "last"))


@BOTH
def test_a_wrong_plan(desk: Desk, locale: dict[str, str]) -> None:
    """Every mistake at once, each with file and line."""
    town(desk.rosters / "a.xlsx", "北汊农场", {"孤儿": [(PEOPLE[0], 100)]})
    path = desk.raw / "citywide" / "plan.yaml"
    lines = path.read_text("utf-8").splitlines()
    orphan = next(n for n, line in enumerate(lines) if "{id: orphan, line: 5" in line)
    city = next(n for n, line in enumerate(lines) if "{id: city" in line)
    lines[orphan] = lines[orphan].replace("per: person", "pre: person")
    lines[city] = lines[city].replace("share: 1", "share: 0.5")
    path.write_text("\n".join(lines), "utf-8")
    for done in (desk.run(**locale), warm("plan", "citywide", "--raw", desk.raw, **locale)):
        said = desk.refused(3, done)
        assert f"plan.yaml:{orphan + 1}: " in said
        assert ("did you mean `per`?" if locale is ENGLISH else "是否应为 `per`？") in said
        assert f"plan.yaml:{city + 1}: " in said
        assert ("Mend these lines" if locale is ENGLISH else "请按行修改") in said


def test_a_problem_as_json(desk: Desk) -> None:
    told = json.loads(desk.refused(2, desk.run("citywild", "2023", "--json")))
    assert told.keys() == {"code", "zh", "en"}
    assert told["code"] == "plan_unknown"


@BOTH
def test_an_output_folder_that_cannot_be_made(desk: Desk, locale: dict[str, str], tmp_path: Path) -> None:
    town(desk.rosters / "a.xlsx", "北汊农场", {"孤儿": [(PEOPLE[0], 100)]})
    (tmp_path / "taken").write_text("a file in the way", "utf-8")
    done = warm("run", "citywide", "2023", "--raw", desk.raw, "--out", tmp_path / "taken", "--no-gate", **locale)
    said = desk.refused(5, done)
    assert str(tmp_path / "taken") in said
    assert "--out" in said
    assert (tmp_path / "taken").read_text("utf-8") == "a file in the way"


def test_a_result_that_is_a_file(desk: Desk) -> None:
    """The place of the result itself is taken by a file: nothing is overwritten."""
    town(desk.rosters / "a.xlsx", "北汊农场", {"孤儿": [(PEOPLE[0], 100)]})
    (desk.result / "summary.json").unlink()
    desk.result.rmdir()
    desk.result.write_text(OLD, "utf-8")
    done = desk.run()
    assert "Traceback" not in done.stderr
    assert done.returncode == 5
    assert desk.result.read_text("utf-8") == OLD


BAD = {  # file: its problem, and words of how to mend it
    "梨坞镇.xlsx": ("no_table", "type it into a workbook", "复制到 .xlsx"),
    "茶津.xls": ("encrypted", "Remove it", "清空密码"),
    "远方.xlsx": ("area_unknown", "areas.csv", "areas.csv"),
    "空的镇.xlsx": ("empty_file", "Export it again", "重新导出"),
    "断了.xlsx": ("damaged", "save it as a new .xlsx", "另存为新的 .xlsx"),
}
STAR = "990681400000"  # the town one of whose two sheets has no header


@pytest.fixture(scope="module", params=[ENGLISH, CHINESE], ids=["C", "zh"])
def mixed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Path, str]:
    """Good towns among bad files: what the command said, its result, and its language."""
    desk = Desk(tmp_path_factory.mktemp("mixed"))
    good = town(desk.rosters / "北汊.xlsx", "北汊农场", {"孤儿": [(PEOPLE[0], 100), (PEOPLE[1], 100)]})
    town(desk.rosters / "远方.xlsx", "远方镇", {"孤儿": [(PEOPLE[2], 100)]})
    town(desk.rosters / "星荻.xlsx", "星荻农场", {"农村五保户": [(PEOPLE[2], 100)]}, headed=False)
    (desk.rosters / "梨坞镇.xlsx").write_text("<html>", "utf-8")
    (desk.rosters / "茶津.xls").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    (desk.rosters / "空的镇.xlsx").write_bytes(b"")
    (desk.rosters / "断了.xlsx").write_bytes(good.read_bytes()[:-500])
    return desk.run(**request.param), desk.result, "zh" if request.param is CHINESE else "en"


def test_bad_files_do_not_stop_the_others(mixed: tuple[Done, Path, str]) -> None:
    done, result, _ = mixed
    assert done.returncode == 4, done.stderr
    assert "Traceback" not in done.stderr
    summary = json.loads((result / "summary.json").read_text("utf-8"))
    assert (summary["balanced"], summary["exit_code"]) == (False, 4)
    assert summary["totals"]["total"]["computed_fen"] == 20_000
    assert summary["totals"]["areas"]["990681401000"]["computed_count"] == 2
    assert all(law["holds"] for law in summary["laws"].values())


def test_each_bad_file_is_named_with_how_to_mend_it(mixed: tuple[Done, Path, str]) -> None:
    done, result, lang = mixed
    summary = json.loads((result / "summary.json").read_text("utf-8"))
    files = {file["file"]: file for file in summary["files"]}
    printed = "".join(done.stdout.split())
    for name, (problem, en, zh) in BAD.items():
        assert (files[name]["status"], files[name]["problem"]) == ("refused", problem)
        assert en in files[name]["detail"]["en"]
        assert zh in files[name]["detail"]["zh"]
        assert "".join((name, *files[name]["detail"][lang].split())) in printed.replace(f"{name}:", name)
    assert files["北汊.xlsx"]["status"] == "read"
    assert summary["findings"]["by_rule"]["file_refused"] == len(BAD)


def test_a_sheet_without_a_header_is_named(mixed: tuple[Done, Path, str]) -> None:
    done, result, _ = mixed
    summary = json.loads((result / "summary.json").read_text("utf-8"))
    star = next(file for file in summary["files"] if file["file"] == "星荻.xlsx")
    assert (star["status"], star["problem"], star["area_code"]) == ("partly", "no_header", STAR)
    assert "农村五保户" in star["detail"]["zh"]
    assert "Add the header row" in star["detail"]["en"]
    assert summary["findings"]["by_rule"]["sheet_unread"] == 1
    assert "星荻.xlsx" in done.stdout, "a file read in part is told like a refused one"


def test_the_bridge_names_the_missing_areas(mixed: tuple[Done, Path, str]) -> None:
    _, result, _ = mixed
    summary = json.loads((result / "summary.json").read_text("utf-8"))
    steps = {step["cause"]: step for step in summary["bridge"]}
    present = {"990681401000", STAR}
    with (CITYWIDE / "2023" / "stated.csv").open(encoding="utf-8") as text:
        cells = [line.strip().split(",")[:4] for line in text][1:]
    missing = [(int(count), int(amount) * 100) for area, _, count, amount in cells if area not in present]
    assert steps["missing_area"]["rows"] == sum(count for count, _ in missing)
    assert steps["missing_area"]["amount_fen"] == sum(fen for _, fen in missing)
    assert steps["stated"]["amount_fen"] - steps["computed"]["amount_fen"] == sum(
        steps[cause]["amount_fen"] for cause in ("missing_area", "short_of_plan")
    )
    assert summary["findings"]["by_rule"]["area_missing"] == 25 - len(present)
