"""The tables of :mod:`pipeline.cache` and the statements that depend on the dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

SCHEMA_VERSION = 1
_CHUNK = 500


def chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """Runs of keys that any database takes as bound values of one statement."""
    remaining = iter(keys)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


@lru_cache(maxsize=1)
def tables() -> tuple[Table, Table]:
    """The outputs and, beside them, the version of this form."""
    from sqlalchemy import (
        BigInteger,
        Column,
        Float,
        Integer,
        LargeBinary,
        MetaData,
        String,
        Table,
    )

    metadata = MetaData()
    outputs = Table(
        "depeche_outputs",
        metadata,
        Column("key", String(64), primary_key=True),
        Column("kind", String(40), nullable=False),
        Column("value", LargeBinary, nullable=False),
        Column("checksum", BigInteger, nullable=False),
        Column("size", Integer, nullable=False),
        Column("created", Float(53), nullable=False),
        Column("used", Float(53), nullable=False, index=True),
    )
    meta = Table(
        "depeche_meta",
        metadata,
        Column("name", String(40), primary_key=True),
        Column("value", Integer, nullable=False),
    )
    return outputs, meta


def totals(connection: Connection) -> tuple[int, int]:
    """Entries, and bytes of their values."""
    from sqlalchemy import func

    outputs, _ = tables()
    query = outputs.select().with_only_columns(func.count(), func.sum(outputs.c.size))
    entries, size = connection.execute(query).one()
    return int(entries), int(size or 0)


def upsert(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Insert ``rows``, replacing those whose key exists."""
    outputs, _ = tables()
    dialect = connection.dialect.name
    if dialect not in {"sqlite", "postgresql"}:
        for chunk in chunks(row["key"] for row in rows):
            connection.execute(outputs.delete().where(outputs.c.key.in_(chunk)))
        connection.execute(outputs.insert(), rows)
        return
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import (  # type: ignore[assignment]  # same methods
            insert,
        )
    statement = insert(outputs)
    changed = {c.name: statement.excluded[c.name] for c in outputs.c if c.name != "key"}
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=changed), rows)
