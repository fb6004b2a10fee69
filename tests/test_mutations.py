"""The examples of every rule are sharp: change any comparison of its query and one of them fails.

A mutant is the query with one operator, connective, join or constant changed. At each place at least one mutant must be
caught by an example, or stand in `EXCUSED` with the reason why no example can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from pipelines.check.catalogue import DERIVED, Rule, rules
from pipelines.ledger import SQL
from tests.rule_bench import Bench

CATALOGUE = rules()
SKIPPED = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)  # comments and text hold no operators
SWAPS: list[tuple[str, tuple[str, ...]]] = [
    (r"\bis not distinct from\b", ("is distinct from",)),
    (r"\bis distinct from\b", ("is not distinct from",)),
    (r"\bis not null\b", ("is null",)),
    (r"\bis null\b", ("is not null",)),
    (r"\bnot in\b", ("in",)),
    (r"(?<!not )\bin(?= \()", ("not in",)),
    (r"\bnot (?=\w)(?!in\b|null\b|distinct\b)", ("",)),
    (r"\band\b", ("or",)),
    (r"\bor\b(?! replace)", ("and",)),
    (r"\banti join\b", ("semi join",)),
    (r"\bsemi join\b", ("anti join",)),
    (r"<>", ("=",)),
    (r"<=", ("<", ">")),
    (r">=", (">", "<")),
    (r"<(?![>=])", ("<=", ">=")),
    (r"(?<![<>])>(?!=)", (">=", "<=")),
    (r"(?<![<>])=", ("<>",)),
    (r"(?<=[=<>] )\d+\b", ("{0}1", "{0}0 + 1", "-1")),
]
# Rule → (what stands at the place, why no example can tell the mutant from the query).
EXCUSED: dict[str, dict[str, str]] = {}


def places(sql: str) -> Iterator[tuple[int, str, list[str]]]:
    """(where, the text around it, the mutants) of every place at which a query can be changed."""
    code = SKIPPED.sub(lambda found: "·" * len(found[0]), sql)
    for pattern, instead in SWAPS:
        for found in re.finditer(pattern, code):
            around = " ".join(sql[max(0, found.start() - 45) : found.end() + 40].split())
            put = [words.format(found[0]) for words in instead]
            yield found.start(), around, [sql[: found.start()] + words + sql[found.end() :] for words in put]


def survivors(bench: Bench, rule: Rule) -> list[str]:
    """The places where no example tells any mutant from the query."""
    open_places = {(at, around): mutants for at, around, mutants in places(rule.query)}
    for example in rule.examples:
        bench.put(example["given"])
        for place, mutants in list(open_places.items()):
            if any(caught(bench, mutant, example) for mutant in mutants):
                del open_places[place]
    return [around for _, around in open_places]


def caught(bench: Bench, mutant: str, example: dict[str, Any]) -> bool:
    try:
        return not bench.keeps(mutant, example)
    except duckdb.Error:
        return False  # no query at all is no mutant


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("rule", CATALOGUE, ids=lambda rule: rule.rule)
def test_every_comparison_is_held_by_an_example(rule: Rule, bench: Bench) -> None:
    excused = EXCUSED.get(rule.rule, {})
    alive = [around for around in survivors(bench, rule) if not any(text in around for text in excused)]
    assert not alive, f"{rule.rule}: no example fails when one changes:\n" + "\n".join(f"  … {a} …" for a in alive)


@pytest.mark.parametrize("table", DERIVED)
def test_every_comparison_of_a_shared_table_is_held_by_an_example(table: str, bench: Bench) -> None:
    using = [rule for rule in CATALOGUE if table in rule.query]
    assert len(using) > 1, f"{table} is shared by no rules"
    whole = (SQL / f"{table}.sql").read_text("utf-8")
    excused = EXCUSED.get(table, {})
    alive = []
    for _, around, mutants in places(whole):
        if not any(text in around for text in excused) and not any(
            _told(bench, rule, table, mutant) for rule in using for mutant in mutants
        ):
            alive.append(around)
    bench.derive[table] = whole
    assert not alive, f"{table}: no example fails when one changes:\n" + "\n".join(f"  … {a} …" for a in alive)


def _told(bench: Bench, rule: Rule, table: str, mutant: str) -> bool:
    bench.derive[table] = mutant
    for example in rule.examples:
        try:
            bench.put(example["given"])
        except duckdb.Error:
            return False
        if not bench.keeps(rule.query, example):
            return True
    return False


def test_the_mutants_are_real() -> None:
    made = list(places("select 1 from t where a = 'x = y' and b <> 2 or c is not null -- d < e"))
    assert len(made) == 6
    assert all(mutant.endswith("-- d < e") and "'x = y'" in mutant for _, _, mutants in made for mutant in mutants)
