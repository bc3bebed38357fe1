"""One file below a data folder, and what a check says about it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

# The folders of data/: the name decides which checks a file gets.
KINDS = (
    "providers",
    "additions",
    "law",
    "letters",
    "profiles",
    "packets",
    "calendars",
    "tariffs",
    "carriers",
    "statutes",
    "clocks",
    "language",
    "operator",
    "delivery",
    "words",
)
PASSED_OVER = ("imports",)  # raw records of others, kept as they came


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFinding:
    """`block`: the data must not be used like this. `warn`: true today, but somebody should look."""

    file: str
    code: str
    message: str
    severity: Literal["block", "warn"] = "block"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A TOML or Markdown file. `name` is its path below the kind's folder (`us/aliexpress-vip.toml`)."""

    path: Path
    kind: str
    name: str
    text: str
    document: Mapping[str, Any]

    @property
    def label(self) -> str:
        return f"{self.kind}/{self.name}" if self.kind else self.name

    @property
    def slug(self) -> str:
        return self.name.removesuffix(".toml")

    @property
    def home(self) -> Path:
        """The data folder that it lies in; for a file outside of one, its own folder."""
        below = len(Path(self.name).parts)
        return self.path.absolute().parents[below if self.kind else 0]

    def block(self, code: str, message: str) -> DataFinding:
        return DataFinding(file=self.label, code=code, message=message)

    def warn(self, code: str, message: str) -> DataFinding:
        return DataFinding(file=self.label, code=code, message=message, severity="warn")


def files_below(path: Path) -> Iterator[Path]:
    """Every TOML and Markdown file at or below `path`, but for raw imports and README files."""
    found = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in found:
        below = file.relative_to(path).parts if file != path else ()
        if (
            file.suffix in (".toml", ".md")
            and file.is_file()
            and not set(below) & set(PASSED_OVER)
            and file.name not in ("README.md", "SOURCES.md")
        ):
            yield file


def read_file(path: Path) -> DataFile | DataFinding:
    """The file with its kind, or the finding that it cannot be read."""
    kind, name = kind_and_name(path)
    label = f"{kind}/{name}" if kind else name
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return DataFinding(file=label, code="not-utf-8", message="this is not UTF-8")
    except OSError as reason:
        return DataFinding(file=label, code="unreadable", message=str(reason))
    document: Mapping[str, Any] = {}
    if path.suffix == ".toml":
        try:
            document = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as reason:
            return DataFinding(
                file=label, code="broken-toml", message=f"this is not TOML ({reason})"
            )
    return DataFile(path=path, kind=kind, name=name, text=text, document=document)


def kind_and_name(path: Path) -> tuple[str, str]:
    """`…/data/providers/us/x.toml` is ("providers", "us/x.toml"); a file outside such a folder has no kind."""
    parts = path.absolute().parts
    places = [n for n, part in enumerate(parts[:-1]) if part in KINDS]
    if not places:
        return "", path.name
    return parts[places[-1]], "/".join(parts[places[-1] + 1 :])
