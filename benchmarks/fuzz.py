"""Damaged wires: every reader answers with articles or with one of the project's own errors.

    python -m benchmarks.fuzz                        # 100,000 inputs, each format in turn
    python -m benchmarks.fuzz --inputs 5000 --seed 7
    python -m benchmarks.fuzz --each 100000          # as many for every reader, one after another
    python -m benchmarks.fuzz --each 100000 --only nitf --only ninjs

Small samples of every format, made here, are damaged: half of them in their bytes, half in their
structure, with names that the format knows (:mod:`benchmarks.damage`); of a Word file what is
packed in it, without which hardly one would get past its checksum. With ``--each`` an input counts
only where the reader claims it: what is damaged so far that it is taken for another format is left
to that format's turn. The same seed makes the same inputs. Exits with 1 where anything but an error
of the project came out, of the reader or of the rules of the desk that look at the article next, or
where an article broke a promise: its blocks in order, inside its text, nothing but blanks between
them; text and data such as a file can hold.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.damage import mutated, names_in, reshaped
from pipeline.article import Article
from pipeline.desk import decide, opening
from pipeline.errors import DepecheError
from pipeline.readers import READERS, Reader, read_bytes

_STORY = (
    "Le port de Brest a été fermé mardi en raison de la tempête, a-t-on appris auprès du port.",
    "« Les vents atteignent 140 km/h », a déclaré M. Le Goff, n° 2 de la capitainerie.",
    "La navigation reprendra mercredi au plus tôt, selon la préfecture maritime.",
)
_HTML = f"<h2>Tempête</h2><p>{'</p><p>'.join(_STORY)}</p>"


_NOW = datetime(2024, 3, 12, 8, tzinfo=UTC)


def samples() -> dict[str, bytes]:
    """One small wire a format, by the name of the format."""
    plain = "\n\n".join(["Le port de Brest fermé", "BREST, 12 mars 2024 (AFP) -", *_STORY])
    ninjs = {
        "uri": "urn:x:1",
        "version": "2",
        "versioncreated": "2024-03-12T08:00:00+01:00",
        "pubstatus": "usable",
        "embargoed": "2024-03-12T09:00:00Z",
        "language": "fr",
        "headlines": [{"role": "main", "value": "Le port fermé"}],
        "subjects": [{"name": "mer"}],
        "signals": [{"name": "sig:update"}],
        "bodies": [{"contenttype": "text/html", "value": _HTML}],
        "associations": [{"type": "picture", "uri": "u", "descriptions": [{"value": "Vue"}]}],
    }
    entry = f"<title>Port</title><guid>1</guid><description><![CDATA[{_HTML}]]></description>"
    head = "<head><title>Le port</title><meta name='author' content='A. Roy'></head>"
    telex = "   ".join(["", *(f"{line}\r\n" for line in _STORY)])
    news = f"<p>{'</p><p>'.join(_STORY)}</p>"
    return {
        "plain text": plain.encode(),
        "plain text, Latin-1": plain.encode("cp1252"),
        "ninjs": json.dumps(ninjs).encode(),
        "RSS": f"<rss version='2.0'><channel><title>F</title><item>{entry}</item></channel></rss>"
        .encode(),
        "Atom": (
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry><id>1</id>"
            f"<title>Port</title><content type='html'>{_HTML.replace('<', '&lt;')}</content>"
            "<updated>2024-03-12T08:00:00Z</updated></entry></feed>"
        ).encode(),
        "HTML": f"<!doctype html><html lang=fr>{head}<body><article><h1>Le port</h1>{_HTML}"
        "</article></body></html>".encode(),
        "Markdown": ("---\ntitle: Le port\ntags: [mer]\n---\n# Le port\n\n" + plain).encode(),
        "IPTC 7901": (
            f"\x01FRA0123 4 G 0211 FRA /AFP-AB12\r\nMer-port\r\n\x02Le port ferm{{\r\n"
            f"Par Anne Roy =\r\n\r\n{telex}\x03121137 GMT MAR 24\r\n\x04"
        ).encode("latin-1"),
        "ANPA 1312": (
            f"\x16\x16\x01W2870\x1fasian\nr i\x13\x11 BC-Port 03-12 104\n\x02^BC-Port,46<\n"
            f"^Le port<\n^Par ANNE ROY=\n\t{telex}\x03AP-WF-03-12-24 1509GMT<\n\x04"
        ).encode("latin-1"),
        "Word": _docx(_members()),
        "NewsML-G2": (
            '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:1" version="2" '
            'xml:lang="fr"><itemMeta><pubStatus qcode="stat:usable"/></itemMeta><contentMeta>'
            "<urgency>4</urgency><headline>Le port</headline></contentMeta><contentSet><inlineXML>"
            f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{news}</body></html></inlineXML>'
            "</contentSet></newsItem>"
        ).encode(),
        "NewsML 1.2": (
            '<?xml version="1.0" encoding="iso-8859-1"?><NewsML><NewsItem><Identification>'
            "<NewsIdentifier><ProviderId>x</ProviderId><DateId>20240312</DateId><NewsItemId>1"
            "</NewsItemId><RevisionId PreviousRevision='0' Update='N'>1</RevisionId>"
            "</NewsIdentifier></Identification><NewsComponent><NewsLines><HeadLine>Le port"
            f"</HeadLine></NewsLines><ContentItem><DataContent>{news}</DataContent></ContentItem>"
            "</NewsComponent></NewsItem></NewsML>"
        ).encode("latin-1", "replace"),
        "NITF": (
            "<nitf><head><docdata><doc-id id-string='1'/><urgency ed-urg='4'/></docdata></head>"
            f"<body><body.head><hedline><hl1>Le port</hl1></hedline></body.head><body.content>"
            f"{news}</body.content></body></nitf>"
        ).encode(),
    }  # fmt: skip  # joined strings read better unbroken


def _members() -> dict[str, bytes]:
    """What is packed in the smallest document that a word processor opens."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    properties = (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    )
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _STORY)
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{properties}" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/'
        '2006/metadata/core-properties" xmlns:d="http://purl.org/dc/elements/1.1/" '
        'xmlns:t="http://purl.org/dc/terms/"><d:title>Le port</d:title><d:creator>A. Roy'
        "</d:creator><c:keywords>mer</c:keywords><d:language>fr-FR</d:language><c:category>Mer"
        "</c:category><t:created>2024-03-12T08:00:00Z</t:created><t:modified>2024-03-12T09:00:00Z"
        "</t:modified></c:coreProperties>",
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
    }
    return {name: content.encode() for name, content in members.items()}


def _docx(members: Mapping[str, bytes]) -> bytes:
    """Uncompressed, so that damage to the whole shows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def damaged(name: str, wires: Mapping[str, bytes], rng: random.Random) -> bytes:
    """The sample of that name, damaged in its bytes or, half of the time, in its structure."""
    pool = list(wires.values())
    if rng.random() < 0.5:
        return mutated(wires[name], rng, pool) or b" "
    known = names_in(type(_claimant(wires[name])).__module__)
    if name != "Word":
        return reshaped(wires[name], rng, known) or mutated(wires[name], rng, pool) or b" "
    members = _members()
    for member in rng.sample(list(members), rng.choice((1, 1, 1, 2))):
        whole = members[member]
        changed = reshaped(whole, rng, known) if rng.random() < 0.8 else None
        members[member] = changed or mutated(whole, rng, pool)
    return _docx(members)


@dataclass(slots=True)
class Report:
    """What came out.

    Attributes:
        inputs: how many were read.
        claimed: inputs by the reader that claimed them.
        errors: the project's errors by class.
        faults: what must not be, with the input: everything else.
        slowest: seconds, format and size of the slowest input.
    """

    inputs: int = 0
    claimed: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, str, bytes]] = field(default_factory=list)
    slowest: tuple[float, str, int] = (0.0, "", 0)


def broken_promise(article: Article) -> str:
    """What is wrong with the blocks of an article; empty where all is well."""
    end = 0
    for block in article.blocks:
        if not end <= block.start <= block.content_start < block.content_end <= block.end:
            return f"{block.id} is out of order or empty"
        if article.text[end : block.start].strip():
            return f"there is text before {block.id} that is in no block"
        end = block.end
    said = json.dumps([asdict(article.item), dict(article.metadata)], ensure_ascii=False)
    try:
        (article.text + said).encode("utf-8")
    except UnicodeEncodeError:
        return "its text or its data have loose surrogates"
    return "text follows the last block" if article.text[end:].strip() else ""


def fuzz(inputs: int, seed: int, wires: Mapping[str, bytes]) -> Report:
    """Read ``inputs`` damaged wires, each format in turn."""
    rng = random.Random(seed)  # noqa: S311  # repeatable, not secret
    report = Report()
    names = list(wires)
    for number in range(inputs):
        data = damaged(names[number % len(names)], wires, rng)
        _read(data, _claimant(data), report)
    return report


def fuzz_reader(reader: Reader, inputs: int, seed: int, wires: Mapping[str, bytes]) -> Report:
    """Read ``inputs`` damaged wires that ``reader`` claims, made of the samples of its format."""
    rng = random.Random(f"{seed} {reader.name}")  # noqa: S311  # repeatable, not secret
    report = Report()
    names = [name for name, data in wires.items() if _claimant(data) is reader]
    while report.inputs < inputs:
        data = damaged(rng.choice(names), wires, rng)
        if _claimant(data) is reader:
            _read(data, reader, report)
    return report


def _claimant(data: bytes) -> Reader:
    return next(reader for reader in READERS if reader.sniff(data))


def _read(data: bytes, reader: Reader, report: Report) -> None:
    report.claimed[reader.name] += 1
    begun = time.perf_counter()
    try:
        for article in read_bytes(data, name="wire"):
            if wrong := broken_promise(article):
                report.faults.append((reader.name, wrong, data))
            decide(article, _NOW)
            opening(article)
    except DepecheError as error:
        report.errors[type(error).__name__] += 1
    except Exception as error:  # noqa: BLE001  # anything else is what is looked for
        report.faults.append((reader.name, f"{type(error).__name__}: {error}", data))
    took = time.perf_counter() - begun
    report.slowest = max(report.slowest, (took, reader.name, len(data)))
    report.inputs += 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 where there were faults."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="how many to read in all")
    parser.add_argument("--each", type=int, help="how many to read by each reader, instead")
    parser.add_argument(
        "--only",
        action="append",
        metavar="FORMAT",
        help="with --each: this reader; may be repeated",
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="put the shortest faults there")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options = parser.parse_args(arguments)
    if options.each is None:
        if options.only:
            parser.error("--only needs --each")
        begun = time.perf_counter()
        report = fuzz(options.inputs, options.seed, samples())
        return _show(report, options, time.perf_counter() - begun)
    wanted = {name.casefold() for name in options.only or ()}
    readers = [r for r in READERS if not wanted or r.name.casefold() in wanted]
    if len(readers) < len(wanted):
        parser.error(f"--only takes: {', '.join(reader.name for reader in READERS)}")
    worst = 0
    for reader in readers:
        begun = time.perf_counter()
        report = fuzz_reader(reader, options.each, options.seed, samples())
        print(f"--- {reader.name}", flush=True)
        worst |= _show(report, options, time.perf_counter() - begun)
    return worst


def _show(report: Report, options: argparse.Namespace, took: float) -> int:
    rate = report.inputs / took if took else 0
    print(f"{report.inputs:,} inputs, seed {options.seed}, {took:.0f} s, {rate:.0f} inputs/s")
    print(
        "claimed:", ", ".join(f"{name} {count:,}" for name, count in report.claimed.most_common())
    )
    print("errors: ", ", ".join(f"{name} {count:,}" for name, count in report.errors.most_common()))
    seconds, reader, size = report.slowest
    print(f"slowest: {seconds:.2f} s, {reader}, {size:,} bytes")
    print(f"faults:  {len(report.faults)}", flush=True)
    kinds = Counter((reader, what[:120]) for reader, what, _ in report.faults)
    for (reader, what), count in kinds.most_common(20):
        example = min((d for r, w, d in report.faults if (r, w[:120]) == (reader, what)), key=len)
        print(f"  {count} × {reader}: {what}\n    {example[:300]!r}", flush=True)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            digest = hashlib.sha256(example).hexdigest()[:12]
            (options.keep / f"{reader.replace('/', '-')}-{digest}").write_bytes(example)
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
