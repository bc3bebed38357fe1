"""The documents and the code say the same."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def names_read_by_settings() -> set[str]:
    """Every DULY_… name and DATABASE_URL that the site reads; a channel's own stand in its README, and a bench only sets them."""
    found: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        if not {"channels", "payments", "bench"} & set(path.parts):
            found |= set(
                re.findall(r'"(DULY_[A-Z0-9_]+|DATABASE_URL)"', path.read_text())
            )
    return found


def test_every_setting_is_documented_and_every_documented_setting_exists() -> None:
    documented = set(
        re.findall(
            r"^\| `(DULY_[A-Z0-9_]+|DATABASE_URL)`",
            (ROOT / "docs/settings.md").read_text(),
            re.MULTILINE,
        )
    )
    assert documented == names_read_by_settings()


def test_every_runtime_dependency_has_its_reason() -> None:
    record = (ROOT / "docs/decisions/0002-dependencies.md").read_text()
    table = record.split("## Runtime")[1].split("## Tests")[0]
    named = set(
        re.findall(
            r"[a-z0-9][a-z0-9-]+",
            " ".join(
                row.split("|")[1] for row in table.splitlines() if row.startswith("| ")
            ),
        )
    )
    wanted = {
        re.split(r"[<>=\[]", line)[0].strip()
        for line in (ROOT / "requirements/runtime.in").read_text().splitlines()
        if line.strip()
    }
    assert wanted <= named


def test_the_readme_starts_the_product_only_by_make() -> None:
    blocks = re.findall(
        r"```\w*\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL
    )
    commands = {line.strip() for block in blocks for line in block.splitlines()}
    assert "make run" in commands
    assert "make test" in commands
    assert not [
        line for line in commands if re.match(r"(duly serve|pytest|docker)", line)
    ]


def test_no_requirement_file_names_an_index() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        assert not re.search(r"https?://|--index|--find-links", path.read_text())


def test_the_schema_in_the_documents_is_the_one_in_every_proof() -> None:
    shipped = ROOT / "src/duly/evidence/texts/evidence-schema.json"
    assert (ROOT / "docs/evidence-schema.json").read_bytes() == shipped.read_bytes()
