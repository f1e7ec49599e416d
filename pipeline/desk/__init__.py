"""The rules of the desk: what may be briefed, what replaces what, what a version changes."""

from pipeline.desk.advisory import advisory
from pipeline.desk.opening import change_of, opening, paragraphs
from pipeline.desk.rules import Action, Decision, decide, signals_of, supersedes

__all__ = [
    "Action",
    "Decision",
    "advisory",
    "change_of",
    "decide",
    "opening",
    "paragraphs",
    "signals_of",
    "supersedes",
]
