"""The only knower of the folders, and the swap that publishes.

A run builds its result beside the published one and swaps it in whole, so a run killed at any instant leaves the old
result standing. Files are readable by their owner alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipelines.problems import Problem

EXPECTATIONS = Path(__file__).parents[1] / "expectations"
"""The rules, one file each."""
IGNORED = {"thumbs.db", "desktop.ini"}


def is_ignored(name: PurePath) -> bool:
    """Office lock files, dot files and what file managers leave behind."""
    return name.name.lower() in IGNORED or any(part.startswith((".", "~$", "__MACOSX")) for part in name.parts)


@dataclass(frozen=True)
class Folders:
    """Where one plan and year stand."""

    raw: Path
    curated: Path
    plan: str
    year: int
    rules: int | None = None  # the year whose rules are applied to this year's people; None: its own
    against: int | None = None  # the year this one is compared with; None: the year by itself

    @property
    def plan_folder(self) -> Path:
        return self.raw / self.plan

    @property
    def rosters(self) -> Path:
        return self.plan_folder / str(self.year) / "rosters"

    @property
    def lists(self) -> Path:
        """What the rosters are compared with, beside them."""
        return self.rosters.with_name("lists")

    @property
    def decisions(self) -> Path:
        """What was decided of people listed more than once, beside the rosters."""
        return self.rosters.with_name("decisions.csv")

    @property
    def paid(self) -> Path | None:
        """What banks and signed registers brought back, beside the rosters; None until some file has.

        Money was paid by the year's own rules: beside another year's it says nothing.
        """
        if self.rules not in {None, self.year}:
            return None
        folder = self.rosters.with_name("paid")
        there = (path for path in folder.rglob("*") if path.is_file() and not is_ignored(path.relative_to(folder)))
        return folder if any(there) else None

    @property
    def gate_history(self) -> Path:
        """Outside what a run swaps in, so that it lasts."""
        return self.published.parent / "gate_history.csv"

    @property
    def published(self) -> Path:
        suffix = "" if self.rules is None else f"-rules-{self.rules}"
        suffix += "" if self.against is None else f"-against-{self.against}"
        return self.curated / self.plan / f"{self.year}{suffix}"

    @property
    def _previous(self) -> Path:
        return self.published.with_name(f".{self.published.name}.previous")

    def settle(self) -> None:
        """Put back the previous result if a run was killed between the two renames of a swap."""
        if self._previous.exists() and not self.published.exists():
            self._previous.rename(self.published)

    def _clear(self) -> None:
        """Remove what killed runs left half made: it holds personal data. A run still going keeps its own."""
        for left in self.published.parent.glob(f".{self.published.name}.building.*"):
            if not _is_running(int(left.suffix.removeprefix("."))):
                shutil.rmtree(left, ignore_errors=True)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """An empty private folder beside the published one; swapped in when the block ends well, removed if not."""
        self.settle()
        place = self.published.with_name(f".{self.published.name}.building.{os.getpid()}")
        try:
            self.published.parent.mkdir(parents=True, exist_ok=True)
            self._clear()
            if self.published.exists() and not self.published.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, f"{self.published} is a file")
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(mode=0o700)
        except OSError as wrong:
            raise Problem(
                "output_not_writable",
                f"无法写入输出文件夹 {self.published.parent}（{wrong.strerror}）；请换用 --out 指定的文件夹或修改权限",
                f"cannot write to {self.published.parent} ({wrong.strerror}); "
                "choose another folder with --out, or mend its permissions",
                5,
            ) from wrong
        old_mask = os.umask(0o077)
        try:
            yield place
            self._swap(place)
        finally:
            os.umask(old_mask)
            shutil.rmtree(place, ignore_errors=True)

    def _swap(self, new: Path) -> None:
        if not self.published.exists():
            new.rename(self.published)
        elif not _exchange(new, self.published):
            shutil.rmtree(self._previous, ignore_errors=True)
            self.published.rename(self._previous)
            new.rename(self.published)
            shutil.rmtree(self._previous, ignore_errors=True)


def _is_running(pid: int) -> bool:
    if os.name != "posix":  # nobody to ask: what is left is left
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux); False where it cannot."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return int(rename(here, os.fsencode(one), here, os.fsencode(other), exchange)) == 0
