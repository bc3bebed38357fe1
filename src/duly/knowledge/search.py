"""Find a service by what a person remembers of its name; a derived SQLite file, rebuilt when the data changed.

The file holds nothing that is not in the data folders: deleting it loses nothing.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duly.knowledge.folding import folded, slips, spellings, without_one_letter
from duly.knowledge.provider_words import shared_words
from duly.knowledge.providers import DATA, Provider, readable_providers

# Raise it when the tables below change: an index of another edition is built again.
EDITION = "2"

_TABLES = """
create table meta (edition text, stamp text);
create table services (
    id integer primary key, slug text, name text, country text, category text, sector text,
    checked_on text, imported integer, free_way integer, in_doubt integer, folded text
);
create virtual table names using fts5(
    name, aliases, entity, content='', tokenize='unicode61', prefix='1 2 3'
);
create virtual table pieces using fts5(name, content='', tokenize='trigram');
create table words (form text, word text, primary key (form, word)) without rowid;
create table asides (word text primary key) without rowid;
"""

# The words of a name weigh more than those of an alias, and these more than the legal entity's.
_MATCH = """
select s.*, bm25(names, 10, 6, 2) as far from names join services s on s.id = names.rowid
where names match ? and (? = '' or s.country = ?)
order by s.folded = ? desc, s.folded like ? desc, s.imported, far, length(s.folded), s.slug limit ?
"""
_LIKE = """
select s.* from pieces join services s on s.id = pieces.rowid
where pieces match ? and (? = '' or s.country = ?) order by bm25(pieces) limit 60
"""
LONGEST_QUERY = 100
# Fewer hits than this and the words may have been mistyped.
FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One service found. `checked_on` is None for records that nobody here has read."""

    slug: str
    name: str
    country: str
    category: str
    sector: str
    checked_on: date | None
    imported: bool
    free_way: bool
    in_doubt: bool

    def as_document(self) -> dict[str, object]:
        """One result of `duly catalogue search`, CLI.md."""
        return {
            "slug": self.slug,
            "name": self.name,
            "country": self.country or None,
            "checked_on": self.checked_on.isoformat() if self.checked_on else None,
            "imported": self.imported,
        }


def search(
    words: str,
    *,
    index: Path,
    overlay: Path | None = None,
    country: str = "",
    limit: int = 10,
) -> tuple[Hit, ...]:
    """The services that fit `words`, best first; one slip of the keyboard in a word is forgiven.

    `index` is the derived file, made or renewed here when needed; `overlay` the operator's own data folder;
    `country` as `US` keeps only the services of that country.
    """
    asked = folded(words[:LONGEST_QUERY])
    if not asked or limit < 1:
        return ()
    place = country.upper()
    with closing(open_index(index, overlay=overlay)) as found:
        rows = _named(found, asked, place, limit)
        if not rows and (bare := _without_asides(found, asked)) != asked:
            asked, rows = bare, _named(found, bare, place, limit)
        if len(rows) < FEW:
            rows += _guesses(found, asked, place)
        if not rows:
            rows = _resembling(found, asked, place)
    return tuple(_hit(row) for row in {row["id"]: row for row in rows}.values())[:limit]


def open_index(index: Path, *, overlay: Path | None) -> sqlite3.Connection:
    """The index, built first if it is missing or older than the data; in memory where nothing can be written."""
    stamp = _stamp(overlay)
    if _is_current(index, stamp):
        return _connect(index)
    try:
        build_index(index, overlay=overlay)
    except OSError:  # a read-only folder must not hide the catalogue
        return _fill(sqlite3.connect(":memory:"), stamp, overlay)
    return _connect(index)


def build_index(index: Path, *, overlay: Path | None = None) -> int:
    """Write the index anew, whole or not at all; the number of services in it. Raises OSError."""
    index.parent.mkdir(parents=True, exist_ok=True)
    fresh = index.with_name(f".{index.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.touch()  # a folder that cannot be written is an OSError here, not later
    try:
        with closing(_fill(sqlite3.connect(fresh), _stamp(overlay), overlay)) as made:
            count: int = made.execute("select count(*) from services").fetchone()[0]
        fresh.replace(index)
    finally:
        fresh.unlink(missing_ok=True)
    return count


def _stamp(overlay: Path | None) -> str:
    # Folders change when a file in them is made, replaced or removed: a few dozen looks instead of thousands.
    parts = [EDITION]
    for home in (DATA, overlay):
        if home is None:
            continue
        folders = sorted([home / "providers", *(home / "providers").glob("*/")])
        folders.append(home / "words")
        parts += [
            f"{folder}:{folder.stat().st_mtime_ns}"
            for folder in folders
            if folder.is_dir()
        ]
    return "\n".join(parts)


def _connect(index: Path) -> sqlite3.Connection:
    found = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    found.row_factory = sqlite3.Row
    return found


def _is_current(index: Path, stamp: str) -> bool:
    if not index.is_file():
        return False
    try:
        with closing(_connect(index)) as found:
            row = found.execute("select edition, stamp from meta").fetchone()
    except sqlite3.DatabaseError:  # damaged, or of an earlier edition
        return False
    return row is not None and tuple(row) == (EDITION, stamp)


def _fill(
    index: sqlite3.Connection, stamp: str, overlay: Path | None
) -> sqlite3.Connection:
    index.row_factory = sqlite3.Row
    index.executescript(_TABLES)
    forms: set[tuple[str, str]] = set()
    for number, service in enumerate(readable_providers(overlay=overlay), start=1):
        _add(index, number, service)
        forms |= set(_forms(service))
    index.executemany("insert into words values (?, ?)", sorted(forms))
    asides = [(word,) for word in sorted(set(_asides()))]
    index.executemany("insert into asides values (?)", asides)
    index.execute("insert into meta values (?, ?)", (EDITION, stamp))
    index.commit()
    return index


def _add(index: sqlite3.Connection, number: int, service: Provider) -> None:
    checked_on = service.checked_on
    index.execute(
        "insert into services values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            service.slug,
            service.name,
            service.country,
            service.category,
            service.sector,
            checked_on.isoformat() if checked_on else None,
            service.imported,
            service.own_way.known,
            bool(service.disputed),
            folded(service.name),
        ),
    )
    names = " ".join(spellings(service.name))
    aliases = " ".join(
        spelling
        for alias in (*service.aliases, *service.domains)
        for spelling in spellings(alias)
    )
    index.execute(
        "insert into names (rowid, name, aliases, entity) values (?, ?, ?, ?)",
        (number, names, aliases, folded(service.legal_entity)),
    )
    index.execute(
        "insert into pieces (rowid, name) values (?, ?)", (number, f"{names} {aliases}")
    )


def _forms(service: Provider) -> Iterator[tuple[str, str]]:
    for text in (service.name, *service.aliases):
        for spelling in spellings(text):
            for word in spelling.split():
                if 4 <= len(word) <= 24:
                    yield from ((form, word) for form in without_one_letter(word))


def _asides() -> Iterator[str]:
    for words in shared_words().asides.values():
        for word in words.split():
            yield from spellings(word)


def _without_asides(index: sqlite3.Connection, asked: str) -> str:
    """`netflix kündigen` asks for Netflix; a question of nothing but such words stays as it is."""
    words = asked.split()
    marks = ", ".join("?" * len(words))
    asides = index.execute(
        f"select word from asides where word in ({marks})",  # noqa: S608 only question marks
        words,
    )
    beside = {row["word"] for row in asides}
    return " ".join(word for word in words if word not in beside) or asked


def _named(
    index: sqlite3.Connection, asked: str, country: str, limit: int
) -> list[sqlite3.Row]:
    """The services that have every word of the question in a name."""
    wanted = " AND ".join(f'"{word}"*' for word in asked.split())
    return _matches(index, wanted, asked, country, limit)


def _matches(
    index: sqlite3.Connection, wanted: str, asked: str, country: str, limit: int
) -> list[sqlite3.Row]:
    return index.execute(
        _MATCH, (wanted, country, country, asked, f"{asked}%", limit)
    ).fetchall()


def _guesses(index: sqlite3.Connection, asked: str, country: str) -> list[sqlite3.Row]:
    """The same question with each word read as the known words that are one slip away."""
    read = [sorted(_near(index, word)) or [word] for word in asked.split()]
    if read == [[word] for word in asked.split()]:
        return []
    groups = [" OR ".join(f'"{word}"' for word in words) for words in read]
    wanted = " AND ".join(f"({group})" for group in groups)
    return _matches(index, wanted, asked, country, 20)


def _near(index: sqlite3.Connection, word: str) -> set[str]:
    if len(word) < 4:
        return set()
    forms = sorted(without_one_letter(word))
    marks = ", ".join("?" * len(forms))
    known = index.execute(
        f"select distinct word from words where form in ({marks})",  # noqa: S608 only question marks
        forms,
    )
    return {row["word"] for row in known if slips(word, row["word"]) <= 1}


def _resembling(
    index: sqlite3.Connection, asked: str, country: str
) -> list[sqlite3.Row]:
    """Names that share pieces of three letters with the question and are few slips away from it."""
    bare = asked.replace(" ", "")
    pieces = {asked[n : n + 3] for n in range(len(asked) - 2)}
    pieces |= {bare[n : n + 3] for n in range(len(bare) - 2)}
    if len(bare) < 5:
        return []
    wanted = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    rows = index.execute(_LIKE, (wanted, country, country)).fetchall()
    allowed = 1 + len(bare) // 5
    near = [(_distance(bare, row["folded"]), row["imported"], row) for row in rows]
    close = [entry for entry in near if entry[0] <= allowed]
    return [row for *_, row in sorted(close, key=lambda entry: entry[:2])]


def _distance(bare: str, name: str) -> int:
    # "ali expres" is near "aliexpress vip": the start of the name counts as much as the whole.
    whole = name.replace(" ", "")
    return min(
        slips(bare, whole),
        slips(bare, whole[: len(bare) + 1]),
        slips(bare, whole[: len(bare)]),
    )


def _hit(row: sqlite3.Row) -> Hit:
    return Hit(
        slug=row["slug"],
        name=row["name"],
        country=row["country"],
        category=row["category"],
        sector=row["sector"],
        checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        imported=bool(row["imported"]),
        free_way=bool(row["free_way"]),
        in_doubt=bool(row["in_doubt"]),
    )
