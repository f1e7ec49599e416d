"""A night: a folder of wires in, a folder of briefs out.

:func:`run_night` does it all. It can be called again and again with one warm
:class:`~pipeline.brief.Chain`, and is told by a :class:`~pipeline.batch.verdict.Decide` what is
to become of an article.
"""

from __future__ import annotations

from pipeline.batch.night import NightSettings, Observer, Stop, run_night
from pipeline.batch.report import NightReport, State, WireReport
from pipeline.batch.verdict import WRITE, Decide, Verdict, desk_rules

__all__ = [
    "WRITE",
    "Decide",
    "NightReport",
    "NightSettings",
    "Observer",
    "State",
    "Stop",
    "Verdict",
    "WireReport",
    "desk_rules",
    "run_night",
]
