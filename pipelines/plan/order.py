"""Clauses that contradict each other, or both apply with no order stated between them: an error naming both.

Read from the tree rather than from the validated plan, so that these errors stand beside all others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from fractions import Fraction
from typing import Any

from pipelines.plan.mistakes import Mistake, Place, Said
from pipelines.plan.refs import items, places
from pipelines.plan.scalars import share_of

LIMITS = ("each_area", "each_group", "groups_each_area", "exactly")
Claim = tuple[Place, Hashable, str, Any]
"""(place, what may be claimed once only, in words, the clause that claims it)"""


def clashes(tree: dict[str, Any], area_kinds: dict[str, str]) -> Iterator[Mistake]:
    """Every clash. `area_kinds`: area code → kind, empty when areas.csv could not be read."""
    standards = _named(tree, "standards")
    for claims in (
        _lines(tree),
        _gives(tree),
        _quotas(tree),
        _stated(tree),
        _delivery(tree, area_kinds),
        _payers(tree),
        _upper_money(tree),
    ):
        yield from _claimed_twice(claims)
    yield from _groups(tree, standards)
    yield from _together(tree, standards)
    yield from _shares(tree, standards)
    yield from _payer_names(tree)
    yield from _idle_money(tree, standards)
    yield from _schedule(tree)
    yield from _sides(tree)
    yield from _institutions(tree)


def _claimed_twice(claims: Iterator[Claim]) -> Iterator[Mistake]:
    seen: dict[Hashable, Any] = {}
    for place, key, what, clause in claims:
        if key in seen:
            zh = f"{what} 有两条规定（{seen[key]} 与 {clause}），未写先后，不能都用"
            en = f"{what} is settled twice, by {seen[key]} and by {clause}, with no order between them"
            yield Mistake(place, Said(zh, en))
        seen.setdefault(key, clause)


def _named(tree: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {name: item for _, item in items(tree, kind) if isinstance(name := item.get("id"), str)}


def _lines(tree: dict[str, Any]) -> Iterator[Claim]:
    for n, item in items(tree, "standards"):
        if isinstance(line := item.get("line"), int):
            yield ("standards", n, "line"), line, f"line {line}", f"`{item.get('id')}`"


def _gives(tree: dict[str, Any]) -> Iterator[Claim]:
    for n, item in items(tree, "standards"):
        for m, give in items(item, "give"):
            if isinstance(year := give.get("from"), int):
                at = ("standards", n, "give", m)
                yield at, (n, year), f"`{item.get('id')}` from {year}", f"give[{m + 1}]"


def _quotas(tree: dict[str, Any]) -> Iterator[Claim]:
    for n, item in items(tree, "quotas"):
        for place, standard in places(item, ("standards", "*"), ("quotas", n)):
            for limit in LIMITS:
                if isinstance(standard, str) and limit in item:
                    yield place, (standard, limit), f"`{limit}` of `{standard}`", item.get("clause")


def _stated(tree: dict[str, Any]) -> Iterator[Claim]:
    for n, item in items(tree, "stated"):
        kind = next((kind for kind in ("standard", "section", "payer") if kind in item), "total")
        node = item.get(kind) if kind != "total" else kind
        if isinstance(node, str) and isinstance(year := item.get("year"), int):
            key = (year, kind, node)
            yield ("stated", n), key, f"the figure of `{node}` in {year}", item.get("clause")


def _delivery(tree: dict[str, Any], area_kinds: dict[str, str]) -> Iterator[Claim]:
    for n, item in items(tree, "delivery"):
        codes, kinds = ([x for _, x in places(item, (key, "*"))] for key in ("areas", "kinds"))
        for code, kind in area_kinds.items():
            if code in codes or kind in kinds:
                yield ("delivery", n), code, f"the delivery of goods in {code}", item.get("clause")


def _payers(tree: dict[str, Any]) -> Iterator[Claim]:
    for n, item in items(tree, "payers"):
        for standard in _whom(tree, item):
            if isinstance(payer := item.get("id"), str):
                yield ("payers", n), (payer, standard), f"the share of `{payer}` in `{standard}`", item.get("clause")


def _upper_money(tree: dict[str, Any]) -> Iterator[Claim]:
    """In a year a standard comes under one fund at most: nobody says which would be used up first."""
    for n, item in items(tree, "upper_money"):
        for year in _years(item):
            for standard in _whom(tree, item):
                what = f"the upper-level money of `{standard}` in {year}"
                yield ("upper_money", n), (year, standard), what, item.get("clause")


def _years(fund: dict[str, Any]) -> list[int]:
    return [year for _, granted in items(fund, "amount") if isinstance(year := granted.get("year"), int)]


def _whom(tree: dict[str, Any], item: dict[str, Any]) -> list[str]:
    """The standards that a payer or a fund names, each once; '*' is all of them."""
    every = item.get("standards") == "*"
    named = places(tree, ("standards", "*", "id")) if every else places(item, ("standards", "*"))
    return list(dict.fromkeys(name for _, name in named if isinstance(name, str)))


def _groups(tree: dict[str, Any], standards: dict[str, Any]) -> Iterator[Mistake]:
    """A standard without a group is a group of its own, under its own id."""
    for n, item in items(tree, "standards"):
        group = item.get("group")
        if isinstance(group, str) and group in standards and standards[group].get("group") != group:
            zh = f"组 `{group}` 与不在该组的标准 `{group}` 同名，会并成一组；请改组名"
            en = f"names a group `{group}` like the standard `{group}`, which is not in it; call the group otherwise"
            yield Mistake(("standards", n, "group"), Said(zh, en))


def _together(tree: dict[str, Any], standards: dict[str, Any]) -> Iterator[Mistake]:
    for place, named in places(tree, ("stacking", "together", "*", "standards")):
        seen: dict[Any, str] = {}
        for n, standard in enumerate(named if isinstance(named, list) else []):
            group = standards.get(standard, {}).get("group") if isinstance(standard, str) else None
            if isinstance(group, str) and seen.setdefault(group, standard) != standard:
                zh = f"`{standard}` 与 `{seen[group]}` 同属组 `{group}`，本已合为一项，不能再写并存"
                en = f"`{standard}` and `{seen[group]}` are one in the group `{group}`; they already stand together"
                yield Mistake((*place, n), Said(zh, en))


def _shares(tree: dict[str, Any], standards: dict[str, Any]) -> Iterator[Mistake]:
    """Only when every share can be read: a misspelt one is an error of its own."""
    try:
        payers = [(item["standards"], share_of(item["share"])) for _, item in items(tree, "payers")]
        if any(whom != "*" and not isinstance(whom, list) for whom, _ in payers):
            return
        sums = {s: sum((x for whom, x in payers if whom == "*" or s in whom), Fraction(0)) for s in standards}
    except (KeyError, ValueError):
        return
    for standard, whole in sums.items():
        if whole != 1 and payers:
            zh, en = f"`{standard}` 的份额之和为 {whole}，应为 1", f"the shares of `{standard}` add to {whole}, not 1"
            yield Mistake(("payers",), Said(zh, en))


def _payer_names(tree: dict[str, Any]) -> Iterator[Mistake]:
    named: dict[Any, Any] = {}
    for kind in ("payers", "upper_money"):
        for n, item in items(tree, kind):
            about = (item.get("name"), item.get("stated", True))
            if named.setdefault(str(item.get("id")), about) != about:
                zh, en = (
                    f"出资方 `{item.get('id')}` 前后名称不一",
                    f"the payer `{item.get('id')}` has another name above",
                )
                yield Mistake((kind, n), Said(zh, en))


def _idle_money(tree: dict[str, Any], standards: dict[str, Any]) -> Iterator[Mistake]:
    """Money granted in a year in which none of its standards gives anything."""
    begins = {
        name: min(
            (first for _, give in items(standard, "give") if isinstance(first := give.get("from"), int)), default=0
        )
        for name, standard in standards.items()
    }
    for n, item in items(tree, "upper_money"):
        known = [name for name in _whom(tree, item) if name in begins]
        for year in _years(item):
            if known and min(begins[name] for name in known) > year:
                zh = f"{year} 年有上级资金，所指的标准当年都未施行"
                en = f"grants money in {year}, when none of its standards is in force yet"
                yield Mistake(("upper_money", n, "amount"), Said(zh, en))


def _schedule(tree: dict[str, Any]) -> Iterator[Mistake]:
    steps = _named(tree, "schedule")
    for n, item in items(tree, "schedule"):
        at, walked, name = ("schedule", n, "after"), [item.get("id")], item.get("after")
        if isinstance(name, str) and name in steps and steps[name].get("year") != item.get("year"):
            yield Mistake(at, Said(f"`{name}` 是另一年的步骤", f"`{name}` is a step of another year"))
        while isinstance(name, str) and name in steps and name not in walked:
            walked.append(name)
            name = steps[name].get("after")
        if isinstance(name, str) and name == walked[0]:
            chain = " → ".join(map(str, [*walked, name]))
            yield Mistake(at, Said(f"步骤先后成环：{chain}", f"the steps come after each other in a circle: {chain}"))


def _sides(tree: dict[str, Any]) -> Iterator[Mistake]:
    for n, item in items(tree, "comparisons"):
        one = [x for _, x in places(item, ("one", "*"))]
        for place, standard in places(item, ("other", "*"), ("comparisons", n)):
            if standard in one:
                yield Mistake(place, Said(f"`{standard}` 两边都有", f"`{standard}` stands on both sides"))


def _institutions(tree: dict[str, Any]) -> Iterator[Mistake]:
    institutional = {item.get("id"): item.get("institution") is True for _, item in items(tree, "categories")}
    for n, item in items(tree, "standards"):
        whom = ("standards", n, "for")
        asked = [*places(item.get("for"), ("category",), whom), *places(item.get("for"), ("categories", "*"), whom)]
        for place, name in asked if item.get("per") == "institution" else []:
            if isinstance(name, str) and not institutional.get(name, True):
                zh, en = (
                    f"`{name}` 不是机构类别（institution: true）",
                    f"`{name}` is no category with `institution: true`",
                )
                yield Mistake(place, Said(zh, en))
