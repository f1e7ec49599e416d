"""Another try for what is visibly wrong: search again, recase, split at clauses, take quotes off.

The rule by which one candidate is taken: the least :func:`~pipeline.translate.faults.weight`
of faults; among equals the one that was made first, the likeliest of its beam. Where even that
has a hard fault, the French is shown. All broken sentences take a step together, so that a step
costs an engine call and not one for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.patterns import pattern
from pipeline.translate.base import DecodingSettings, Hypothesis
from pipeline.translate.casing import is_all_caps, recase, recase_odd
from pipeline.translate.faults import Fault, is_hard, judge, weight
from pipeline.translate.figures import in_english, put_right
from pipeline.translate.outputs import Output, combine, from_hypothesis, in_mid_sentence, join
from pipeline.translate.parts import Splitter, parts_that_fit
from pipeline.translate.rules import tidy, translatable
from pipeline.translate.tokenizer import Encoding, Tokenizer

BEAM = "beam"
"""Another hypothesis of the first search."""
SEARCH, RECASED, CLAUSES, QUOTES = "search", "recased", "clauses", "quotes"
FIGURE = "figure"
"""A number that the model got wrong replaced by the source's; see :mod:`.figures`."""
FRENCH = "french"
"""No translation without a hard fault was found; the French stands."""

STEPS = (RECASED, QUOTES, CLAUSES, SEARCH)
"""In order; each is tried for what no earlier one made faultless."""

MOST_PIECES = 6
"""Of a sentence in one step; what would need more is not split."""

_WORTH = {
    SEARCH: frozenset(Fault) - {Fault.SCORE},
    RECASED: frozenset(Fault),
    CLAUSES: frozenset(Fault) - {Fault.QUOTE, Fault.END},
    QUOTES: frozenset(Fault) - {Fault.END},
}
"""Faults that a step can mend; it is not tried for others."""

_SEARCH_BEAM = 2  # times as wide
_SEARCH_NGRAM = 3
_SEARCH_RATIO = 1.5
_FEWEST_TOKENS = 10  # under which clauses are not split
_EDGE = pattern(r"^[\s,.;:!?()–-]*|[\s,;:()–-]*$")


@dataclass(frozen=True, slots=True)
class Job:
    """A text for the model.

    Attributes:
        text: normalised.
        sent: what is sent: the same, recased where it is all in capitals.
        encoding: pieces of ``sent``.
        sentence_id: a sentence that it is from, to name in an error.
    """

    text: str
    sent: str
    encoding: Encoding
    sentence_id: str


@dataclass(slots=True)
class Attempt:
    """A text whose first hypothesis has faults, and the best candidate so far.

    Attributes:
        job: the text.
        best: the candidate taken so far, with its ``faults``.
        searched: target tokens searched for so far; in a beam twice as wide each counts as two.
        plain: those of the first search; of the source, where it has more tokens.
    """

    job: Job
    best: Output
    faults: tuple[Fault, ...]
    searched: float
    plain: int

    def offer(self, output: Output, faults: tuple[Fault, ...]) -> None:
        """Take a candidate where it is better."""
        if weight(faults) < weight(self.faults):
            self.best, self.faults = output, faults

    def result(self) -> Output:
        """The candidate taken, or the French, with what it cost."""
        best = self.best
        if is_hard(self.faults):
            unknown = self.job.encoding.unknown
            best = Output(self.job.text, None, 0, fallback=True, unknown=unknown, repairs=(FRENCH,))
        return replace(best, cost=round(self.searched / self.plain, 3))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a step sends for one attempt, and how its answer is put together."""

    attempt: Attempt
    pieces: tuple[str, ...]
    put_together: Callable[[Sequence[Output]], Output]
    fixed: Mapping[str, Output] = field(default_factory=dict)


Run = Callable[[list[Job], DecodingSettings], Iterable[tuple[Job, Hypothesis]]]
"""Searches; what fails is left out."""


class Repairer:
    """Judges hypotheses and tries again.

    Args:
        tokenizer: the model's.
        settings: of the first search.
        split: splits a text at clauses; see :class:`pipeline.translate.translator.Translator`.
        steps: those of ``STEPS`` that are taken; fewer only to measure what each is worth.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        settings: DecodingSettings,
        split: Splitter,
        *,
        steps: Sequence[str] = STEPS,
    ) -> None:
        self._steps = steps
        self._tokenizer = tokenizer
        self._settings = settings
        self._split = split
        self._plans = {
            SEARCH: self._search,
            RECASED: self._recased,
            CLAUSES: self._clauses,
            QUOTES: self._quotes,
        }
        self.wider = replace(
            settings,
            beam_size=_SEARCH_BEAM * settings.beam_size,
            no_repeat_ngram_size=min(settings.no_repeat_ngram_size or 99, _SEARCH_NGRAM),
            max_length_ratio=min(settings.max_length_ratio, _SEARCH_RATIO),
        )

    def job(self, text: str, sentence_id: str) -> Job:
        """What is to be sent for a normalised text."""
        sent = recase(text, self._tokenizer.encode) if is_all_caps(text) else text
        return Job(text, sent, self._tokenizer.encode(sent), sentence_id)

    def jobs(self, texts: Mapping[str, str]) -> dict[str, Job]:
        """The same for many.

        Args:
            texts: sentence ids by normalised text.
        """
        encode = self._tokenizer.encode
        sent = [recase(text, encode) if is_all_caps(text) else text for text in texts]
        encodings = self._tokenizer.encode_many(sent)
        return {
            text: Job(text, one, encoding, sentence_id)
            for (text, sentence_id), one, encoding in zip(
                texts.items(), sent, encodings, strict=True
            )
        }

    def fits(self, text: str) -> bool:
        """Whether the model takes a text as it is."""
        return self.takes(self.job(text, ""))

    def takes(self, job: Job) -> bool:
        """Whether the model takes what is to be sent as it is."""
        return self._fits(job.encoding)

    def first(self, job: Job, hypothesis: Hypothesis) -> Output | Attempt:
        """The output of a search, or what is to be repaired: the hypothesis of the beam with
        the least weight of faults, where none is without.
        """
        output, faults = self._judged(job, hypothesis)
        if not faults:
            return output
        searched = len(hypothesis.tokens) + hypothesis.finished
        plain = max(1, searched, len(job.encoding.tokens))
        attempt = Attempt(job, output, faults, plain, plain)
        for other in hypothesis.others:
            output, faults = self._judged(job, other)
            attempt.offer(replace(output, repairs=(BEAM,)), faults)
        self._figure(attempt)
        return attempt if attempt.faults else attempt.best

    def repair(self, attempts: Sequence[Attempt], run: Run) -> dict[str, Output]:
        """The best output for each text, after as many steps as it takes."""
        for step in self._steps:
            worth = _WORTH[step]
            broken = [a for a in attempts if worth.intersection(a.faults)]
            plans = list(filter(None, map(self._plans[step], broken)))
            if plans:
                self._take(step, plans, run)
            for attempt in broken:
                self._figure(attempt)
        return {attempt.job.text: attempt.result() for attempt in attempts}

    def _figure(self, attempt: Attempt) -> None:
        """Put a number right in the best candidate, which costs no search."""
        best = attempt.best
        made = None
        if Fault.NUMBER in attempt.faults and not best.fallback:
            made = put_right(attempt.job.sent, best.text)
        if made is not None:
            output = replace(best, text=made, repairs=(*best.repairs, FIGURE))
            attempt.offer(output, self._faults(attempt.job, output))

    def _take(self, step: str, plans: Sequence[Plan], run: Run) -> None:
        settings = self.wider if step == SEARCH else self._settings
        jobs = {
            piece: self.job(piece, plan.attempt.job.sentence_id)
            for plan in plans
            for piece in plan.pieces
            if piece not in plan.fixed
        }
        if step == RECASED:
            # Recased already; capitals that are left are acronyms.
            jobs = {
                t: replace(j, sent=t, encoding=self._tokenizer.encode(t)) for t, j in jobs.items()
            }
        found: dict[str, tuple[Output, float]] = {}
        width = settings.beam_size / self._settings.beam_size
        for job, hypothesis in run(list(jobs.values()), settings):
            searched = width * (len(hypothesis.tokens) + hypothesis.finished)
            found[job.text] = self._best(job, hypothesis), searched
        for plan in plans:
            sent = [piece for piece in plan.pieces if piece not in plan.fixed]
            plan.attempt.searched += sum(found[p][1] for p in dict.fromkeys(sent) if p in found)
            if not all(piece in found for piece in sent):
                continue
            outputs = [plan.fixed.get(p) or found[p][0] for p in plan.pieces]
            output = replace(plan.put_together(outputs), repairs=(step,))
            plan.attempt.offer(output, self._faults(plan.attempt.job, output))

    def _best(self, job: Job, hypothesis: Hypothesis) -> Output:
        beam = (self._judged(job, one) for one in (hypothesis, *hypothesis.others))
        return min(beam, key=lambda judged: weight(judged[1]))[0]

    def _judged(self, job: Job, hypothesis: Hypothesis) -> tuple[Output, tuple[Fault, ...]]:
        output = from_hypothesis(job.text, job.encoding, hypothesis, self._tokenizer)
        if not output.fallback:
            output = replace(output, text=in_english(job.text, output.text))
        return output, self._faults(job, output)

    def _faults(self, job: Job, output: Output) -> tuple[Fault, ...]:
        return judge(
            job.sent,
            "" if output.fallback else output.text,
            score=output.score,
            tokens=output.tokens,
            finished=output.finished,
        )

    def _fits(self, encoding: Encoding) -> bool:
        return 0 < len(encoding.tokens) < self._settings.max_source_tokens

    def _search(self, attempt: Attempt) -> Plan:
        return Plan(attempt, (attempt.job.text,), _only)

    def _recased(self, attempt: Attempt) -> Plan | None:
        encode, sent = self._tokenizer.encode, attempt.job.sent
        recased = recase_odd(sent, encode)
        if recased == sent or not self._fits(encode(recased)):
            return None
        return Plan(attempt, (recased,), _only)

    def _clauses(self, attempt: Attempt) -> Plan | None:
        tokens, sent = len(attempt.job.encoding.tokens), attempt.job.sent
        if tokens < _FEWEST_TOKENS:
            return None
        longest = tokens // 2 + 2

        def fits(part: str) -> bool:
            return len(self._tokenizer.encode(part).tokens) <= longest

        pieces = parts_that_fit(sent, fits, self._split)
        return self._plan(attempt, pieces, lambda outputs: join(pieces, outputs))

    def _quotes(self, attempt: Attempt) -> Plan | None:
        strips = list(_unquoted(attempt.job.sent))
        if len(strips) < 2:
            return None
        pieces = [piece for _, piece, _ in strips if piece]

        def put_together(outputs: Sequence[Output]) -> Output:
            texts = iter(outputs)
            last = len(strips) - 1
            text = "".join(
                before
                + (in_mid_sentence(piece, next(texts).text, last=n == last) if piece else "")
                + after
                for n, (before, piece, after) in enumerate(strips)
            )
            return combine(tidy(text), outputs)

        return self._plan(attempt, pieces, put_together)

    def _plan(
        self,
        attempt: Attempt,
        pieces: Sequence[str],
        put_together: Callable[[Sequence[Output]], Output],
    ) -> Plan | None:
        fixed = {piece: Output.unchanged(piece) for piece in pieces if not translatable(piece)}
        sent = [piece for piece in pieces if piece not in fixed]
        if not sent or not 1 < len(pieces) <= MOST_PIECES or not all(map(self.fits, sent)):
            return None
        return Plan(attempt, tuple(pieces), put_together, fixed)


def _only(outputs: Sequence[Output]) -> Output:
    return outputs[0]


def _unquoted(text: str) -> Iterator[tuple[str, str, str]]:
    """What stands in and between quotes: (marks before, words, marks after), which together
    are the text. Only the whole where quotes are not paired.
    """
    strips = text.split('"')
    if len(strips) < 3 or len(strips) % 2 == 0:
        yield "", text, ""
        return
    for number, strip in enumerate(strips):
        mark = '"' if number % 2 else ""
        words = _EDGE.sub("", strip)
        at = strip.find(words) if words else len(strip)
        if strip or mark:
            yield mark + strip[:at], words, strip[at + len(words) :] + mark
