"""Which version of an item counts, over all wires of a night and of the nights before.

All wires that may name their item are read once before the first of them is begun, so that the
order in which versions arrive, or are met in one night, makes no difference.
"""

from __future__ import annotations

import base64
import itertools
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from pipeline.article import Article
from pipeline.batch.disk import digest_at
from pipeline.batch.journal import Item, Record
from pipeline.batch.names import Names, folded
from pipeline.batch.report import State
from pipeline.batch.verdict import Decide, Verdict
from pipeline.batch.wires import Wire
from pipeline.desk import change_of, opening, paragraphs, supersedes
from pipeline.readers import read_path
from pipeline.wire import WireItem

_USES = {State.WRITTEN: "usable", State.WITHDRAWN: "killed", State.HELD: "held"}
_MAY_NAME = (b"<", b"{", b"[", b"-", b"PK", b"\0", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
"""How formats begin that can name an item; plain text and teletype cannot."""

_LEAD = 4096
"""Bytes of blanks that formats may begin with."""

_FAST = 1
"""Level of the compression."""

KEPT_BYTES = 4_000_000
"""Of articles, packed, that are kept from the survey until their turn: those of some 2,000 stories.
As they are they would take five times as much.
"""


@dataclass(frozen=True, slots=True)
class Member:
    """A version, and the wire that has it.

    Attributes:
        wire: as of the night, or made of a record.
        item: the version.
        now: the wire has it now; else it had it when it was on record.
        count: articles in the wire.
    """

    wire: Wire
    item: Item
    now: bool
    count: int = 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of an item.

    Attributes:
        newest: usable version; ``None`` where there is none.
        kill: what withdraws it; ``None`` where nothing does.
        before: the version that ``newest`` takes the place of.
        home: path of its brief without a suffix; empty where it never had one.
    """

    newest: Member | None = None
    kill: Member | None = None
    before: Member | None = None
    home: str = ""


class Items:
    """Versions on record and of tonight.

    Args:
        records: of the journal, by path.
        names: of tonight.
        decide: the rules of the desk.
    """

    def __init__(self, records: Mapping[str, Record], names: Names, decide: Decide) -> None:
        self._names = names
        self._decide = decide
        self._tonight: dict[str, dict[int, Member]] = {}
        self._verdicts: dict[tuple[str, int], Verdict] = {}
        self._members: dict[str, list[Member]] = {}
        self._standing: dict[str, Standing] = {}
        self._told: set[tuple[str, int]] = set()
        # What the survey has read, packed, with the digest of the file that it was in.
        self._read: dict[str, tuple[str, bytes]] = {}
        self._room = KEPT_BYTES
        # What each wire that names items held when it was last met; and whose each page is, by
        # its folded stem.
        self._marks: dict[str, tuple[int, ...]] = {}
        self._homes: dict[str, str] = {}
        self._claims: dict[str, str] = {}
        for record in records.values():
            for entry in record.entries:
                for name in entry.files.values() if entry.item else ():
                    self._claims[folded(name.rpartition(".")[0])] = entry.item
        for record in records.values():
            wire = Wire(record.wire, record.name, record.size, record.mtime_ns)
            for item in record.items:
                self._members.setdefault(item.identity, []).append(Member(wire, item, now=False))
                if item.home:
                    self._claims.setdefault(folded(item.home), item.identity)

    def survey(self, wires: Iterable[Wire], stopped: Callable[[], bool]) -> None:
        """Read the wires that may name their item."""
        for wire in wires:
            if stopped():
                return
            if not _may_name(Path(wire.path)):
                continue
            try:
                self.meet(wire, self._surveyed(wire))
            except Exception:  # noqa: BLE001, S112  # it fails when its turn comes, alone
                continue

    def _surveyed(self, wire: Wire) -> tuple[Article, ...]:
        path = Path(wire.path)
        digest = digest_at(path) if self._room > 0 else ""
        before = mark(path)
        articles = read_path(path)
        if digest and before == mark(path):
            packed = packed_articles(articles)
            if len(packed) <= self._room:
                self._room -= len(packed)
                self._read[wire.path] = digest, packed
        return articles

    def take(self, wire: Wire, digest: str) -> tuple[Article, ...] | None:
        """What the survey has read in a wire, once.

        Args:
            wire: which.
            digest: of its content now.

        Returns:
            ``None`` where it must be read: it was not kept, or has changed since.
        """
        known, packed = self._read.pop(wire.path, ("", b""))
        self._room += len(packed)
        if not known or known != digest:
            return None
        import pickle

        articles: tuple[Article, ...] = pickle.loads(zlib.decompress(packed))  # noqa: S301  # our own
        return articles

    def meet(self, wire: Wire, articles: Sequence[Article]) -> None:
        """Take in what a wire holds; once more where that has changed since it was surveyed:
        what was decided of the one content says nothing of another.
        """
        named = any(article.item.identity for article in articles)
        marks = tuple(hash((one.item, one.text)) for one in articles) if named else ()
        if self._marks.get(wire.path, ()) == marks:
            return
        for number, member in self._tonight.pop(wire.path, {}).items():
            members = self._members[member.item.identity]
            members.remove(member)
            if (wire.path, number) in self._told:  # on record, too
                members.append(replace(member, now=False))
            self._told.discard((wire.path, number))
            del self._verdicts[wire.path, number]
            self._standing.pop(member.item.identity, None)
        for number, article in enumerate(articles, start=1):
            if article.item.identity:
                self._meet(wire, number, len(articles), article)
        self._marks[wire.path] = marks

    def judge(self, wire: Wire, number: int, article: Article) -> Verdict:
        """What is to become of an article, in sight of all other versions of it."""
        verdict = self._verdicts.get((wire.path, number)) or self._decide(article)
        identity = article.item.identity
        if not identity:
            if verdict.state is State.WRITTEN:
                return replace(verdict, advisories=opening(article, None, verdict.set_aside))
            return verdict
        standing = self.standing(identity)
        if verdict.state is State.WITHDRAWN:
            if standing.kill is None and standing.newest is not None:
                said = f"It was a withdrawal; {standing.newest.wire.name} is a later version."
                return Verdict(State.SUPERSEDED, said)
            return verdict
        if verdict.state is State.HELD and (kill := standing.kill) is not None:
            said = f"Its agency has withdrawn it, in {kill.wire.name}."
            later = 0 < kill.item.version < article.item.version
            return verdict if later else Verdict(State.WITHDRAWN, said)
        if verdict.state is not State.WRITTEN:
            return verdict
        newest = standing.newest
        if newest is None or not self.is_newest(wire, number, identity):
            other = newest.wire.name if newest else "another wire"
            return Verdict(State.SUPERSEDED, f"A version of it that is as new or newer: {other}.")
        if standing.kill is not None:
            return Verdict(
                State.WITHDRAWN, f"Its agency has withdrawn it, in {standing.kill.wire.name}."
            )
        change = self._change(wire, number, article, standing)
        return replace(verdict, advisories=opening(article, change or None, verdict.set_aside))

    def _change(self, wire: Wire, number: int, article: Article, standing: Standing) -> str:
        member = self._tonight[wire.path][number]
        if (wire.path, number) in self._told or standing.before is None:
            return member.item.change
        change = change_of(article, unpacked(standing.before.item.text))
        self._tonight[wire.path][number] = replace(member, item=replace(member.item, change=change))
        return change

    def all_of(self, wire: Wire, record: Record | None) -> tuple[Item, ...]:
        """What goes on record for a wire: its items, and those it had that still count."""
        here = {n: m.item for n, m in self._tonight.get(wire.path, {}).items()}
        made = []
        for item in here.values():
            home = self.standing(item.identity).home if item.use == "usable" else ""
            made.append(replace(item, home=home))
        known = {_key(item) for item in here.values()}
        for item in record.items if record else ():
            standing = self.standing(item.identity)
            counts = item.use == "killed" or (
                standing.newest is not None
                and not standing.newest.now
                and standing.newest.wire.path == wire.path
                and _key(standing.newest.item) == _key(item)
            )
            if counts and _key(item) not in known:
                made.append(item)
        return tuple(made)

    def is_newest(self, wire: Wire, number: int, identity: str) -> bool:
        """Whether an article of tonight is the version that counts."""
        newest = self.standing(identity).newest
        return (
            newest is not None
            and newest.now
            and (newest.wire.path, newest.item.number) == (wire.path, number)
        )

    def is_kill(self, wire: Wire, identity: str) -> bool:
        """Whether a wire of tonight is the one that withdraws an item."""
        kill = self.standing(identity).kill
        return kill is not None and kill.wire.path == wire.path

    def wires_of(self, identity: str) -> set[str]:
        """Paths of all wires that have, or had, a version of an item."""
        return {member.wire.path for member in self._members.get(identity, ())}

    def stem(self, wire: Wire, number: int, count: int, identity: str) -> str:
        """Path of an article's page without a suffix, which no other item's page has."""
        home = self.standing(identity).home if identity else ""
        return home or self._own(wire, number, count, f"{wire.path}\0{number}")

    def standing(self, identity: str) -> Standing:
        """What counts of an item."""
        found = self._standing.get(identity)
        if found is None:
            found = self._standing[identity] = self._judge(identity)
        return found

    def _meet(self, wire: Wire, number: int, count: int, article: Article) -> None:
        verdict = self._decide(article)
        self._verdicts[wire.path, number] = verdict
        said = article.item
        item = Item(
            identity=said.identity,
            version=said.version,
            created=said.created,
            number=number,
            use=_USES.get(verdict.state, "skipped"),
            mtime_ns=wire.mtime_ns,
            text=_packed(paragraphs(article)),
        )
        members = self._members.setdefault(said.identity, [])
        same = [
            m
            for m in members
            if m.wire.path == wire.path and not m.now and _key(m.item) == _key(item)
        ]
        if same:
            # Told before what it changes; a night that goes on says the same.
            item = replace(item, change=same[0].item.change, home=same[0].item.home)
            members.remove(same[0])
        member = Member(wire, item, now=True, count=count)
        members.append(member)
        self._tonight.setdefault(wire.path, {})[number] = member
        self._standing.pop(said.identity, None)
        if same:
            self._told.add((wire.path, number))

    def _judge(self, identity: str) -> Standing:
        members = sorted(
            self._members.get(identity, ()),
            key=lambda m: (m.item.mtime_ns, m.wire.path, m.item.number, m.now),
        )
        usable = [m for m in members if m.item.use == "usable"]
        if not usable:
            kills = [m for m in members if m.item.use == "killed"]
            return Standing(kill=reduce(_newer, kills) if kills else None)
        newest = reduce(_newer, usable)
        kills = [m for m in members if m.item.use == "killed" and not _revives(newest, m)]
        earlier = [m for m in usable if m is not newest and supersedes(_said(newest), _said(m))]
        return Standing(
            newest,
            reduce(_newer, kills) if kills else None,
            reduce(_newer, earlier) if earlier else None,
            self._home(identity, usable),
        )

    def _home(self, identity: str, usable: list[Member]) -> str:
        """Where an item's page is, the same for all its versions: a file that is used again for
        another item, or a feed whose items move down, shall not take it from it.
        """
        home = self._homes.get(identity)
        if home is None:
            first = reduce(_older, usable)
            homes = [m.item.home for m in usable if m.item.home]
            if not homes and not first.now:
                homes = [self._names.of(first.wire)]
            free = (h for h in homes if self._claims.get(folded(h), identity) == identity)
            home = next(free, "") or self._own(first.wire, first.item.number, first.count, identity)
            self._claims[folded(home)] = identity
            self._homes[identity] = home
        return home

    def _own(self, wire: Wire, number: int, count: int, owner: str) -> str:
        """A path that is made of a wire's name and nobody's else."""
        others = (self._names.of_article(wire, each, 2) for each in itertools.count(1))
        stems = itertools.chain([self._names.of_article(wire, number, count)], others)
        return next(s for s in stems if self._claims.setdefault(folded(s), owner) == owner)


def _newer(one: Member, other: Member) -> Member:
    return other if supersedes(_said(other), _said(one)) else one


def _older(one: Member, other: Member) -> Member:
    return one if supersedes(_said(other), _said(one)) else other


def _revives(story: Member, kill: Member) -> bool:
    """Whether a version is known to be later than a withdrawal; a doubt leaves it withdrawn."""
    return 0 < kill.item.version < story.item.version


def _said(item: Member) -> WireItem:
    of = item.item
    return WireItem(identity=of.identity, version=of.version, created=of.created)


def _key(item: Item) -> tuple[str, int, str, str, str]:
    return item.identity, item.version, item.created, item.use, item.text


def _packed(texts: tuple[str, ...]) -> str:
    data = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return base64.b64encode(zlib.compress(data)).decode("ascii")


def unpacked(text: str) -> tuple[str, ...]:
    """The paragraphs in :attr:`Item.text`."""
    if not text:
        return ()
    data = zlib.decompress(base64.b64decode(text))
    return tuple(json.loads(data.decode("utf-8", "surrogatepass")))


def packed_articles(articles: tuple[Article, ...]) -> bytes:
    """What a wire holds, made small while it waits for its turn."""
    import pickle

    return zlib.compress(pickle.dumps(articles), _FAST)


def mark(path: Path) -> tuple[int, ...]:
    """By which a file that is written or replaced is told from itself before."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _may_name(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(_LEAD)
            return not head.strip() or head.lstrip().startswith(_MAY_NAME)
    except OSError:
        return False
