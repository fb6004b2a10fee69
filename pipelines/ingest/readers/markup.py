"""XML read as events. DTDs and entities are refused: no office program writes them, and they can eat all memory."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from pipelines.ingest.refusals import damaged, unsafe_xml

Attributes = dict[str, str]
MAX_DEPTH = 200


def walk(
    xml: bytes | str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Calls back with names and attributes without their prefixes. Raises Problem for XML that is damaged or unsafe."""
    depth = 0

    def start_(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise damaged()
        start(_local(name), _unprefixed(attributes))

    def end_(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name))

    parser = expat.ParserCreate("utf-8" if isinstance(xml, str) else None)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start_, end_, text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(xml.encode() if isinstance(xml, str) else xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged() from error


def _refuse(*_: object) -> None:
    raise unsafe_xml()


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _unprefixed(attributes: Attributes) -> Attributes:
    return {_local(name): value for name, value in attributes.items()}


def number(attributes: Attributes, name: str, otherwise: int = 0) -> int:
    """A whole number of an attribute. Raises Problem when it is none."""
    try:
        return int(attributes.get(name, otherwise))
    except ValueError as error:
        raise damaged() from error
