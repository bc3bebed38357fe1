"""Which database: SQLite in the data folder, or PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from duly.config.environment import BadSetting

# Foreign keys are on by Django; WAL lets pages read while the worker writes, and
# IMMEDIATE takes the write lock at BEGIN, so that two writers wait instead of failing half-way.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=15000;"
)


def database(url: str, home: Path) -> dict[str, Any]:
    """Django's DATABASES entry. `url` is empty or postgresql://user:password@host:port/name."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "duly.sqlite3",
            "OPTIONS": {
                "init_command": SQLITE_PRAGMAS,
                "transaction_mode": "IMMEDIATE",
            },
            # Opening one costs a millisecond, as much as all statements of a small page.
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(
            "DATABASE_URL: only postgresql://user:password@host:port/name is known; "
            "leave it out for SQLite"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def engine_url(url: str, home: Path) -> str:
    """The address of the workflow engine's own tables: beside SQLite, or a schema in the same PostgreSQL."""
    if not url:
        return f"sqlite:///{home / 'dbos.sqlite3'}"
    return url.replace("postgres://", "postgresql://", 1).replace(
        "postgresql://", "postgresql+psycopg://", 1
    )
