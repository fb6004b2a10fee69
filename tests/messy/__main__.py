"""`python -m tests.messy --books 2000 --seed 1`: the confusion table, and the misses, the most frequent first."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.messy import books
from tests.messy.judge import WHOLE, Miss
from tests.messy.measure import measure


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.messy", description=__doc__)
    parser.add_argument("--books", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=12, help="how many kinds of miss to show")
    parser.add_argument("--keep", type=Path, help="a folder to keep the workbooks in")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        verdict = measure(books(given.seed, given.books), given.keep or Path(place))
    kinds: dict[tuple[str, str], dict[str, Miss]] = defaultdict(dict)  # the first miss of each place
    for miss in verdict.misses:
        what = f"{WHOLE}: {miss.found}" if miss.note == WHOLE else miss.field
        kinds[miss.outcome, what].setdefault(miss.place, miss)
    lines = [verdict.confusion()]
    for kind, places in sorted(kinds.items(), key=lambda item: -len(item[1]))[: given.misses]:
        misses = list(places.values())
        lines.append(f"{len(misses)} rows: {' '.join(kind)}")
        lines += [f"    {miss.field} {miss}" for miss in misses[:: max(1, len(misses) // 4)][:4]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
