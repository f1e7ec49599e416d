"""The rules of the desk: what may be briefed, what replaces what, what a version changes."""

from pipeline.desk.advisory import advisory
from pipeline.desk.rules import Action, Decision, decide, signals_of, supersedes

__all__ = ["Action", "Decision", "advisory", "decide", "signals_of", "supersedes"]
