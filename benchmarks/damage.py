"""Ways to damage a wire, for :mod:`benchmarks.fuzz`.

Bytes are flipped, cut off, repeated, joined to pieces of other wires. That seldom gets past a
parser, so that a wire with a structure is also taken apart, changed as a tree or as JSON, and
written whole again: what then comes in is well formed and says nonsense. Names that a format knows
are taken from the constants in the source of its reader, a fuzzer's dictionary for nothing.
"""

from __future__ import annotations

import ast
import copy
import functools
import inspect
import json
import random
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

LARGEST = 20_000
"""Bytes of a damaged wire, so that many can be read."""

TOKENS = (
    b"<p>", b"</p>", b"<![CDATA[", b"]]>", b"<!--", b"&eacute;", b"&#0;", b"&#xD800;", b"&lt;",
    b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b'"',
    b"\\ud800", b"---\n", b"# ", b"| ", b"\r\n", b"\xc2\xa0", b"\xe2\x80\xae", b"=\n", b"{{{{",
    b"9" * 40, b"-1", b"null", b"0001-01-01T00:00:00-23:59", b"PK\x03\x04", b"<!DOCTYPE a [",
)  # fmt: skip  # one a line would take a screen

VALUES = (
    "", " ", "\u00a0", "0", "-1", "9" * 400, "1e999", "\u0664\u0662", "\u00b2", "NaN", "true",
    "2024-03-12T08:00:00+01:00", "2024-13-45T99:99:99Z", "0001-01-01T00:00:00-23:59",
    "9999-12-31T23:59:59+14:00", "20240312T080000Z", "--02-30", "12/03/24 à 25h61", "demain",
    "stat:canceled", "stat:withheld", "stat:usable", "sig:correction", "sig:update", "urn:x:1:2",
    "fr", "FR_fr-x-\u0131", "text/html", "icls:text", "picture", "main", "subtitle", "caption",
    "mailto:a@b", "http://[::1", "https://exemple.fr/a?b=c#d", "\U0001f525" * 9, "\u202eabc\u202c",
    "e\u0301" * 50, "\u0301", "\ufdd0", "\ufeff", "|", "`|`", "<p>Le port</p>", "&lt;p&gt;a",
    "&amp;#39;", "]]>", "\n\n\n", "\t- \"Titre\" -\n", "Par Anne ROY =", "URGENT", "ANNULATION",
    "BREST, 31 juin 2024 (AFP) -", "STRASBOURG, 10 juil (AFP) \u2013 Le port", "(AFP)" * 60,
    "Embargo jusqu'à 15h00 GMT", ">> a", "a |", "Le port est fermé. " * 40, "a" * 5000,
)  # fmt: skip  # as above


def _flip(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    for _count in range(rng.choice((1, 1, 2, 8))):
        if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _truncate(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    if rng.random() < 0.8:
        del data[at:]
    else:
        del data[:at]


def _splice(data: bytearray, rng: random.Random, others: Sequence[bytes]) -> None:
    other = rng.choice(others)
    low, high = sorted(rng.randrange(len(other) + 1) for _ in range(2))
    at = rng.randrange(len(data) + 1)
    data[at : at + rng.choice((0, high - low))] = other[low:high]


def _noise(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.randbytes(rng.choice((1, 3, 30)))


def _repeat(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    low = rng.randrange(len(data) + 1)
    piece = data[low : low + rng.choice((1, 5, 40))]
    data[low:low] = piece * rng.choice((1, 2, 30))


def _token(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 2, 50))


def _value(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = rng.choice(VALUES).encode(rng.choice(("utf-8", "cp1252")), "ignore")


def _line(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    """A line of its own, or one less, or two that change places."""
    lines = bytes(data).split(b"\n")
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(3)
    if what == 0:
        lines.insert(i, rng.choice(VALUES).encode())
    elif what == 1:
        del lines[i]
    else:
        lines[i], lines[j] = lines[j], lines[i]
    data[:] = b"\n".join(lines)


def _delete(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    del data[at : at + rng.choice((1, 4, 60))]


MUTATIONS: tuple[Callable[[bytearray, random.Random, Sequence[bytes]], None], ...] = (
    _flip, _truncate, _splice, _noise, _repeat, _token, _value, _line, _delete,
)  # fmt: skip  # one a line says no more


def mutated(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """``data`` after one to four mutations drawn from :data:`MUTATIONS`."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        rng.choice(MUTATIONS)(changed, rng, others)
    return bytes(changed[:LARGEST])


@functools.cache
def names_in(module: str) -> tuple[str, ...]:
    """Constants in the source of a module that may name an element, an attribute or a key."""
    found = {
        part.strip("./@{}*")
        for node in ast.walk(ast.parse(inspect.getsource(sys.modules[module])))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 60
        for part in re.split(r"[/\s]", node.value)
    }
    return tuple(sorted(name for name in found if re.fullmatch(r"[A-Za-z_][\w.:-]{0,30}", name)))


def reshaped(data: bytes, rng: random.Random, names: Sequence[str]) -> bytes | None:
    """``data`` with another structure, well formed; ``None`` where it has none to begin with.

    Args:
        data: a whole sample, undamaged.
        rng: draws.
        names: of elements, attributes or keys to put in.
    """
    head = data.lstrip()[:40].lower()
    count = rng.choice((1, 1, 2, 4, 10))
    if head.startswith((b"{", b"[")):
        value = json.loads(data)
        for _ in range(count):
            value = _other_json(value, rng, names)
        return json.dumps(value, ensure_ascii=rng.random() < 0.5).encode("utf-8", "replace")
    if not head.startswith(b"<"):
        return None
    from lxml import etree, html

    page = head.startswith((b"<!doctype html", b"<html"))
    root = html.fromstring(data) if page else etree.fromstring(data)
    for _ in range(count):
        _change_tree(root, rng, names)
    if page:
        return b"<!doctype html>" + etree.tostring(root, method="html", encoding="utf-8")
    encoding = rng.choice(("utf-8", "utf-8", "iso-8859-1", "utf-16", "us-ascii"))
    declared = encoding != "utf-8" or rng.random() < 0.8
    written = etree.tostring(root, encoding=encoding, xml_declaration=declared)
    return written if isinstance(written, bytes) else written.encode()


def _change_tree(root: Any, rng: random.Random, names: Sequence[str]) -> None:
    from lxml import etree

    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    node = rng.choice(nodes)
    value = _legal(rng.choice(VALUES))
    what = rng.choice(("add", "set", "reset", "text", "tail", "name", "deepen", "drop", "copy"))
    if what == "add":
        etree.SubElement(node, _named(node, rng, names)).text = value
    elif what == "set":
        node.set(_local(rng.choice(names)), value)
    elif what == "reset" and node.attrib:
        node.set(rng.choice(sorted(node.attrib)), value)
    elif what == "text":
        node.text = value
    elif what == "deepen":
        for _ in range(rng.choice((1, 3, 20, 300))):
            node = etree.SubElement(node, _named(node, rng, names))
        node.text = value
    elif node is not root:
        _change_within(node, what, value, rng, names)
        if what == "copy" and len(nodes) < 400:
            rng.choice(nodes).append(copy.deepcopy(node))


def _change_within(
    node: Any, what: str, value: str, rng: random.Random, names: Sequence[str]
) -> None:
    """The changes that the root of a tree cannot have."""
    if what == "drop":
        node.getparent().remove(node)
    elif what == "tail":
        node.tail = value
    elif what == "name":
        node.tag = _named(node, rng, names)


def _named(node: Any, rng: random.Random, names: Sequence[str]) -> str:
    """A name for an element, in the namespace of another."""
    from lxml import etree

    local = _local(rng.choice((*names, "p", "a", "br")))
    space = etree.QName(node).namespace
    return f"{{{space}}}{local}" if space else local


def _local(name: str) -> str:
    return name.rpartition(":")[2] or "p"


def _legal(text: str) -> str:
    """Without what XML has no place for."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 10**30, 1e308, -0.0, [], {}, [[]], [None], [{}], "\ud800", {"": ""},
    [[[[[[[[]]]]]]]], float("nan"), float("inf"), {"value": 1}, [1, "a", None],
)  # fmt: skip  # as above


def _other_json(value: Any, rng: random.Random, names: Sequence[str]) -> Any:
    """The value with one change somewhere in it."""
    places: list[tuple[Any, Any]] = []

    def collect(inner: Any) -> None:
        pairs = (
            inner.items()
            if isinstance(inner, dict)
            else enumerate(inner)
            if isinstance(inner, list)
            else ()
        )
        for key, below in pairs:
            places.append((inner, key))
            collect(below)

    collect(value)
    odd: Any = rng.choice((*_ODD, *VALUES))
    odd = json.loads(json.dumps(odd))  # no part of a value may be shared
    if not places or rng.random() < 0.02:
        return rng.choice((odd, [value], {"items": [value]}))
    holder, key = rng.choice(places)
    what = rng.randrange(5)
    if what == 0:
        holder[key] = odd
    elif what == 1:
        del holder[key]
    elif what == 2 and isinstance(holder, dict):
        holder[rng.choice(names)] = odd
    elif what == 3:
        holder[key] = [holder[key]] * rng.choice((1, 2, 5))
    elif isinstance(holder, dict):
        holder[rng.choice(names)] = json.loads(json.dumps(holder[key]))
    return json.loads(json.dumps(value))
