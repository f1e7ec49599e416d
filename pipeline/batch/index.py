"""``index.md``: the morning desk's page, made of the records alone.

It says nothing of when or in how many goes a night ran, so that the same wires give the same
page.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote_from_bytes

from pipeline.batch.journal import Entry, Record
from pipeline.batch.report import State, total
from pipeline.render.escape import escape, flow

_NOT_OUT = {
    State.FLAGGED: "To be read first",
    State.HELD: "Held",
    State.SKIPPED: "Left out",
}


def index(records: Iterable[Record], gone: Iterable[str]) -> str:
    """The page.

    Args:
        records: all that the output folder has, of tonight or earlier.
        gone: the paths of wires that are deleted.
    """
    known = sorted(records, key=lambda record: (record.name, record.wire))
    lost = set(gone)
    entries = [(entry, record) for record in known for entry in record.entries]
    # By name where two are of one moment; the order of the records is that already.
    entries.sort(key=lambda pair: pair[0].moment, reverse=True)
    entries.sort(key=lambda pair: pair[0].urgency)
    failed = [record for record in known if record.state == State.FAILED]
    words = sum(entry.words for entry, _ in entries)
    lines = ["# Briefs", ""]
    lines += [f"{_many(len(entries), 'brief')}, {_many(words, 'word')}, {len(failed)} failed."]
    lines += _section("Withdrawn", _withdrawn(known))
    lines += _section("Failed", [_failed(record) for record in failed])
    lines += _section("Edited by hand", [line for record in known for line in _edited(record)])
    for state, title in _NOT_OUT.items():
        held = [record for record in known if record.state == state]
        lines += _section(title, [f"- {flow(r.name)}: {flow(r.reason)}" for r in held])
    if entries:
        lines += ["", "| Time (UTC) | Headline | Credit | Words | Flags | Wire |"]
        lines += ["| --- | --- | --- | ---: | --- | --- |"]
        lines += [_row(entry, record) for entry, record in entries]
    left = [
        f"- {flow(r.name)}{_its_brief(r, 'its brief is kept')}" for r in known if r.wire in lost
    ]
    old = [record for record in known if record.state == State.SUPERSEDED]
    lines += _section("Superseded", [f"- {flow(r.name)}: {flow(r.reason)}" for r in old])
    lines += _section("Wires that are deleted", left)
    return "\n".join(lines) + "\n"


def _section(title: str, items: list[str]) -> list[str]:
    return ["", f"## {title}", "", *items] if items else []


def _withdrawn(known: list[Record]) -> list[str]:
    """Withdrawals with their notices and what was moved; stories only where no withdrawal of
    them is told already.
    """
    gone = [record for record in known if record.state == State.WITHDRAWN]
    kills = [r for r in gone if any(output.kind == "notice" for output in r.outputs)]
    told = {item.identity for r in kills for item in r.items if item.use == "killed"}
    lines = []
    for record in gone:
        if record not in kills and any(item.identity in told for item in record.items):
            continue
        files = [output.name for output in record.outputs if output.kind != "brief"]
        links = ", ".join(_link(name, name) for name in files)
        lines.append(
            f"- **{flow(record.name)}**: {flow(record.reason)}" + (f" ({links})" if links else "")
        )
    return lines


def _failed(record: Record) -> str:
    kept = _its_brief(record, "an earlier brief is kept") if record.outputs else ""
    return f"- **{flow(record.name)}**: {flow(record.reason)}{kept}"


def _edited(record: Record) -> list[str]:
    return [
        f"- {_link(output.name, output.name)} was edited by hand and kept; "
        f"the new one is {_link(output.beside, output.beside)}"
        for output in record.outputs
        if output.beside
    ]


def _its_brief(record: Record, words: str) -> str:
    links = ", ".join(_link(output.name, output.name) for output in record.outputs)
    return f" ({words}: {links})" if links else ""


def _row(entry: Entry, record: Record) -> str:
    files = list(entry.files.items())
    headline = entry.headline or record.name
    title = _link(headline, files[0][1]) if files else escape(headline)
    if entry.signals:
        title = f"**{escape(', '.join(entry.signals))}** {title}"
    more = "".join(f" · {_link(form, name)}" for form, name in files[1:])
    flags = total([entry.flags])
    shown = ", ".join(_many(count, name) for name, count in flags.items())
    moment = entry.moment[:16].replace("T", " ")
    cells = (moment, title + more, escape(entry.credit), str(entry.words), shown)
    return f"| {' | '.join(cells)} | {escape(record.name)} |"


def _link(text: str, path: str) -> str:
    # As the bytes that the file system has, whatever their encoding.
    address = quote_from_bytes(path.encode("utf-8", "surrogateescape"), safe="/-._~")
    return f"[{escape(text)}]({address})"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")
