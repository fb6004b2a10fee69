"""What came of the workbooks that towns sent back, counted for the page."""

from __future__ import annotations

from collections import Counter

from pipelines.reports.page.story import Row, Told, area_names
from pipelines.words import ANSWER, RESUBMITTED


def resubmitted(told: Told) -> Told:
    """`resubmitted`: one row a returned file, findings by state and by the town's answer; empty when none came back."""
    areas = area_names(told)
    files: dict[str, Row] = {}
    for row in told["out_resubmission"]:
        blank = {"file": row["file"], "words": None, "states": Counter(), "answers": Counter()}
        file = files.setdefault(row["file"], blank)
        file["words"] = file["words"] or areas.get(row["area_code"])
        file["states"][row["state"]] += 1
        if row["answer"] is not None:
            file["answers"][row["answer"]] += 1
    return {
        "resubmitted": [files[name] for name in sorted(files)],
        "state_words": RESUBMITTED,
        "answer_words": ANSWER,
    }
