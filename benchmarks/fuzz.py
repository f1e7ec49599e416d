"""Damaged wires: every reader answers with articles or with one of the project's own errors.

    python -m benchmarks.fuzz                        # 100,000 inputs
    python -m benchmarks.fuzz --inputs 5000 --seed 7

Small samples of every format, made here, are damaged by bits flipped, ends cut off, pieces
repeated, moved or joined to pieces of other formats, and bytes at random. The same seed makes
the same inputs. Exits with 1 where anything but an error of the project came out, or where an
article broke a promise: its blocks in order, inside its text, nothing but blanks between them.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.article import Article
from pipeline.errors import DepecheError
from pipeline.readers import READERS, read_bytes

_STORY = (
    "Le port de Brest a été fermé mardi en raison de la tempête, a-t-on appris auprès du port.",
    "« Les vents atteignent 140 km/h », a déclaré M. Le Goff, n° 2 de la capitainerie.",
    "La navigation reprendra mercredi au plus tôt, selon la préfecture maritime.",
)
_HTML = f"<h2>Tempête</h2><p>{'</p><p>'.join(_STORY)}</p>"
TOKENS = (
    b"<p>", b"</p>", b"<![CDATA[", b"]]>", b"<!--", b"&eacute;", b"&#0;", b"&#xD800;", b"&lt;",
    b"\x00", b"\x01", b"\x02", b"\x03", b"\x04", b"\xff\xfe", b"\xef\xbb\xbf", b"{", b"[", b'"',
    b"\\ud800", b"---\n", b"# ", b"| ", b"\r\n", b"\xc2\xa0", b"\xe2\x80\xae", b"=\n", b"{{{{",
    b"9" * 40, b"-1", b"null", b"0001-01-01T00:00:00-23:59", b"PK\x03\x04", b"<!DOCTYPE a [",
)  # fmt: skip  # one a line would take a screen


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
        "Word": _docx(),
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


def _docx() -> bytes:
    """The smallest document that a word processor opens, uncompressed, so that damage shows."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _STORY)
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{paragraphs}</w:body>'
        "</w:document>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


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


def _delete(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    del data[at : at + rng.choice((1, 4, 60))]


MUTATIONS: tuple[Callable[[bytearray, random.Random, Sequence[bytes]], None], ...] = (
    _flip, _truncate, _splice, _noise, _repeat, _token, _delete,
)  # fmt: skip  # one a line says no more


def mutated(data: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """``data`` after one to four mutations drawn from :data:`MUTATIONS`."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4))):
        rng.choice(MUTATIONS)(changed, rng, others)
    return bytes(changed[:20_000])


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
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError:
        return "its text has loose surrogates"
    return "text follows the last block" if article.text[end:].strip() else ""


def fuzz(inputs: int, seed: int, wires: Mapping[str, bytes]) -> Report:
    """Read ``inputs`` damaged wires, each format in turn."""
    rng = random.Random(seed)  # noqa: S311  # repeatable, not secret
    report = Report()
    names, pool = list(wires), list(wires.values())
    for number in range(inputs):
        name = names[number % len(names)]
        data = mutated(wires[name], rng, pool) or b" "
        reader = next(reader.name for reader in READERS if reader.sniff(data))
        report.claimed[reader] += 1
        begun = time.perf_counter()
        try:
            for article in read_bytes(data, name="wire"):
                if wrong := broken_promise(article):
                    report.faults.append((reader, wrong, data))
        except DepecheError as error:
            report.errors[type(error).__name__] += 1
        except Exception as error:  # noqa: BLE001  # anything else is what is looked for
            report.faults.append((reader, f"{type(error).__name__}: {error}", data))
        took = time.perf_counter() - begun
        report.slowest = max(report.slowest, (took, reader, len(data)))
        report.inputs += 1
    return report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run and print; 1 where there were faults."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="how many to read")
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    options = parser.parse_args(arguments)
    begun = time.perf_counter()
    report = fuzz(options.inputs, options.seed, samples())
    seconds, reader, size = report.slowest
    print(f"{report.inputs:,} inputs, seed {options.seed}, {time.perf_counter() - begun:.0f} s")
    print(
        "claimed:", ", ".join(f"{name} {count:,}" for name, count in report.claimed.most_common())
    )
    print("errors: ", ", ".join(f"{name} {count:,}" for name, count in report.errors.most_common()))
    print(f"slowest: {seconds:.2f} s, {reader}, {size:,} bytes")
    print(f"faults:  {len(report.faults)}")
    kinds = Counter((reader, what[:120]) for reader, what, _ in report.faults)
    for (reader, what), count in kinds.most_common(20):
        example = min((d for r, w, d in report.faults if (r, w[:120]) == (reader, what)), key=len)
        print(f"  {count} × {reader}: {what}\n    {example[:300]!r}")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
