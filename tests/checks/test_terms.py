from __future__ import annotations

from pathlib import Path

from pipeline.article import Role, Severity
from pipeline.checks.base import Context, Row
from pipeline.checks.termbase import load_termbase
from pipeline.checks.terms import Terms, Use


def test_terms_hit_inflected_missed(tmp_path: Path) -> None:
    path = tmp_path / "termbase.yaml"
    path.write_text("terms:\n  sapeur-pompier: firefighter\n  laïcité: keep\n", "utf-8")
    rows = (
        Row("a", Role.PARAGRAPH, "Un sapeur-pompier.", "A firefighter."),
        Row("b", Role.PARAGRAPH, "Des sapeurs-pompiers.", "Some firefighters."),
        Row("c", Role.PARAGRAPH, "La laïcité.", "Secularism."),
    )
    context = Context(load_termbase(path), rows)
    assert [(u.row, u.use) for u in Terms().usage(rows, context)] == [
        ("a", Use.HIT),
        ("b", Use.INFLECTED),
        ("c", Use.MISSED),
    ]
    (found,) = Terms()(rows[2], context)
    assert found.severity is Severity.ERROR
    assert rows[2].source[slice(*found.source[0])] == "laïcité"
