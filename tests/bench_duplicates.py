"""Duplicates on generated rosters with an answer key: recall and precision by kind, time and memory. Prints only."""

from __future__ import annotations

import resource
import sys
import time
from collections import Counter
from dataclasses import dataclass

from pipelines.duplicates import Duplicates, find_duplicates
from tests.duplicates_world import EXACT, KINDS, World, world

Place = tuple[str, str, int]


@dataclass(frozen=True)
class Score:
    """What was planted and found, by kind: of what was planted, and of what was reported."""

    planted: dict[str, int]
    found: dict[str, int]  # of those planted
    reported: dict[str, int]  # pairs, by the kind reported
    right: dict[str, int]  # of those reported
    seen_as: Counter[tuple[str, str]]  # (planted kind, reported kind)
    wrong: list[tuple[str, Place, Place]]
    missed: list[tuple[str, Place, Place]]

    def recall(self, *kinds: str) -> float:
        return sum(self.found[k] for k in kinds) / sum(self.planted[k] for k in kinds)

    def precision(self, *, exact: bool) -> float:
        kinds = [kind for kind in self.reported if (kind in REPORTED_EXACT) == exact]
        return sum(self.right[k] for k in kinds) / max(1, sum(self.reported[k] for k in kinds))


REPORTED_EXACT = ("same_number", "old_number", "number_of_another", "renewal")


def score(built: World, duplicates: Duplicates) -> Score:
    """Each reported pair is right when both rows are one person; each planted one found when the very pair is there."""
    pairs = duplicates.core_duplicate.select(
        "file", "sheet", "row_no", "other_file", "other_sheet", "other_row_no", "kind"
    ).rows()
    reported: Counter[str] = Counter()
    right: Counter[str] = Counter()
    by_pair: dict[frozenset[Place], str] = {}
    wrong = []
    for file, sheet, row_no, other_file, other_sheet, other_row_no, kind in pairs:
        here, there = (file, sheet, row_no), (other_file, other_sheet, other_row_no)
        by_pair[frozenset((here, there))] = kind
        reported[kind] += 1
        # A number of somebody else says that it is two people; every other kind that it is one.
        if (built.who[here] == built.who[there]) != (kind == "number_of_another"):
            right[kind] += 1
        else:
            wrong.append((kind, here, there))
    planted: Counter[str] = Counter(kind for kind, _, _ in built.planted)
    found: Counter[str] = Counter()
    seen_as: Counter[tuple[str, str]] = Counter()
    missed = []
    for kind, copy, original in built.planted:
        as_kind = by_pair.get(frozenset((copy, original)))
        found[kind] += as_kind is not None
        seen_as[kind, as_kind or "—"] += 1
        if as_kind is None:
            missed.append((kind, copy, original))
    return Score(planted, found, reported, right, seen_as, wrong, missed)


def report(size: int, seed: int = 1) -> Score:
    """Build the county, search it, print the tables."""
    built = world(size, seed)
    started, worked = time.perf_counter(), time.process_time()
    duplicates = find_duplicates(built.people, built.base)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    outcome = score(built, duplicates)
    print(f"{size:,} people, {built.people.height:,} rows against themselves and {built.base.height:,} of other lists")
    merged = Counter(built.related[pair] for _, *at in outcome.wrong if (pair := built.people_at(*at)) in built.related)
    alike = ", ".join(f"{kind} {merged[kind]} of {n:,}" for kind, n in built.alike.items())
    print(f"pairs of people who only look alike, reported as one person: {alike}\n")
    print(f"{'planted':15} {'planted':>8} {'found':>8} {'recall':>8}   reported as")
    for kind in KINDS:
        seen = ", ".join(f"{as_} {n}" for (k, as_), n in outcome.seen_as.most_common() if k == kind)
        print(f"{kind:15} {outcome.planted[kind]:8,} {outcome.found[kind]:8,} {outcome.recall(kind):8.4f}   {seen}")
    print(f"\n{'reported':18} {'pairs':>8} {'right':>8} {'precision':>10}")
    for kind in sorted(outcome.reported):
        pairs, right = outcome.reported[kind], outcome.right[kind]
        print(f"{kind:18} {pairs:8,} {right:8,} {right / pairs:10.4f}")
    near = [kind for kind in KINDS if kind not in EXACT]
    print(f"\nexact kinds  recall {outcome.recall(*EXACT):.4f}  precision {outcome.precision(exact=True):.4f}")
    print(f"near kinds   recall {outcome.recall(*near):.4f}  precision {outcome.precision(exact=False):.4f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(f"{seconds:.2f} s, {cpu:.2f} s CPU, {peak:,.0f} MiB at most (the county itself included)\n")
    return outcome


if __name__ == "__main__":
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
