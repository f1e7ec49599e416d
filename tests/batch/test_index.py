from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from pipeline.batch.index import index
from pipeline.batch.journal import Entry, Output, Record

UGLY = "a|b *c* <i> [x](y) \u202e\u00a0# `d`\n& 🎉"


def record(name: str, headline: str = "News", moment: str = "2024-07-10T10:00:00Z") -> Record:
    entry = Entry(headline, "AFP", 80, {"warning": 2}, moment, {"markdown": f"{name}.md"})
    output = Output(f"{name}.md", "d")
    return Record(
        f"/in/{name}", name, name, "written", done=True, outputs=(output,), entries=(entry,)
    )


def html(page: str) -> str:
    return str(MarkdownIt("commonmark").enable("table").render(page))


def test_the_newest_first_and_by_name_within_a_moment() -> None:
    records = [
        record("b", "Two"),
        record("a", "One"),
        record("c", "Late", "2024-07-11T00:00:00Z"),
        record("d", "Early", "2023-07-11T00:00:00Z"),
    ]
    page = index(records, [])
    places = [page.index(f"[{title}]") for title in ("Late", "One", "Two", "Early")]
    assert places == sorted(places)
    assert index(reversed(records), []) == page
    assert "4 briefs, 320 words, 0 failed." in page


def test_whatever_a_wire_holds_stays_in_its_cell() -> None:
    ugly = record("we|rd (n) \udce9.txt", UGLY)
    page = index([replace(ugly, reason=UGLY), replace(ugly, wire="/x", state="failed")], ["/x"])
    made = html(page)
    assert made.count("<tr>") == 3
    assert made.count("<td") == 2 * 6
    assert "<i>" not in made
    assert "<em>" not in made
    assert "a|b *c* &lt;i&gt; [x](y)" in made
    assert "we%7Crd%20%28n%29%20%E9.txt.md" in made
    page.encode("utf-8")


def test_every_section_has_its_wires() -> None:
    failed = replace(record("bad"), state="failed", reason="No text.", entries=(), outputs=())
    edited = replace(record("mine"), outputs=(Output("mine.md", "d", beside="mine.new.md"),))
    held = replace(record("later"), state="held", reason="Until noon.", entries=())
    page = index([failed, edited, held, record("gone")], ["/in/gone"])
    assert page.index("## Failed") < page.index("## Edited by hand") < page.index("## Held")
    assert page.index("## Held") < page.index("| Time (UTC) |") < page.index("## Wires that are")
    assert "[mine.new.md](mine.new.md)" in page
    assert "later: Until noon." in page
    assert "2 warnings" in page


def test_no_wires() -> None:
    assert index([], []) == "# Briefs\n\n0 briefs, 0 words, 0 failed.\n"
