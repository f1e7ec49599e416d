"""What a journalist should know about the translations of an article."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.article import Notice
from pipeline.translate.outputs import Output
from pipeline.translate.repair import FIGURE


def notices_of(outputs: Mapping[str, Output]) -> tuple[Notice, ...]:
    """One notice for each thing to check, with the ids it is about.

    Args:
        outputs: by sentence id.
    """
    missing = tuple(i for i, output in outputs.items() if output.fallback)
    cut = tuple(i for i, output in outputs.items() if not output.finished)
    unknown = tuple(i for i, output in outputs.items() if output.unknown)
    figures = tuple(i for i, output in outputs.items() if FIGURE in output.repairs)
    notices = []
    if missing:
        message = "The model gave no English for a passage; the French is shown in its place."
        notices.append(Notice("translation-missing", message, missing))
    if cut:
        message = "The model did not come to an end; the English may repeat itself or break off."
        notices.append(Notice("translation-cut", message, cut))
    if unknown:
        pieces = dict.fromkeys(p.strip("\u2581") for i in unknown for p in outputs[i].unknown)
        shown = " ".join(list(filter(None, pieces))[:8])
        message = f"The model does not know these characters, check their place: {shown}"
        notices.append(Notice("unknown-words", message, unknown))
    if figures:
        message = (
            "The model wrote a wrong number, and the one of the French was put in its place; "
            "see that it stands where it belongs."
        )
        notices.append(Notice("number-put-right", message, figures))
    return tuple(notices)
