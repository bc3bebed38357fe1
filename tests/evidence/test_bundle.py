"""The bundle as a stranger meets it: its README's own lines, run by the programs it names."""

import ast
import base64
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from defusedxml import ElementTree

from duly.evidence import readme, standalone
from duly.evidence.bundle import SourceFile, UnfitContents
from duly.evidence.canonical import canonical_json, sha256_hex
from duly.evidence.container import read_container

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
DOCS = Path(__file__).parents[2] / "docs"


def unpack(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def commands(readme_text: str) -> list[str]:
    """The indented lines of the README, as a reader would copy them."""
    return [
        line.strip() for line in readme_text.splitlines() if line.startswith("    ")
    ]


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        line,
        shell=True,
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(folder.parent)},
    )


def is_there(line: str) -> bool:
    return shutil.which(line.split()[0]) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_of_the_readme_all_succeed(
    workshop, tmp_path: Path, language: str
) -> None:
    files = read_container(workshop.bundle(language=language))
    folder = unpack(files, tmp_path)
    lines = commands(files["README.txt"].decode())
    assert sum(line.startswith("openssl") for line in lines) == 8
    assert sum("-attime" in line for line in lines) == 4
    assert "sha256sum -c SHA256SUMS" in lines
    for line in filter(is_there, lines):
        done = run(line, folder)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


def test_the_log_is_checked_by_the_lines_of_the_readme(
    workshop, store, tmp_path: Path
) -> None:
    files = read_container(workshop.entered(store))
    folder = unpack(files, tmp_path)
    lines = commands(files["README.txt"].decode())
    assert sum("log/checkpoint" in line for line in lines) == 2
    for line in filter(is_there, lines):
        done = run(line, folder)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
    changed = files["log/checkpoint"].replace(b"\n1\n", b"\n2\n")
    (folder / "log/checkpoint").write_bytes(changed)
    assert run("\n".join(readme.LOG), folder).returncode != 0


def test_a_checkpoint_with_a_witness_is_checked_by_the_same_lines(
    workshop, store, witness, tmp_path: Path
) -> None:
    files = read_container(workshop.entered(store, witnesses=[witness]))
    folder = unpack(files, tmp_path)
    done = run("\n".join(readme.LOG), folder)
    assert done.returncode == 0, done.stderr


def test_with_roots_of_somebody_else_the_lines_fail(
    workshop, other_keys, tmp_path: Path
) -> None:
    files = read_container(workshop.bundle())
    folder = unpack(files, tmp_path)
    (folder / "roots.pem").write_bytes(other_keys.roots)
    for line in commands(files["README.txt"].decode()):
        if line.startswith(("openssl", "python3")):
            assert run(line, folder).returncode != 0, line


@pytest.mark.parametrize("name", ["letter.pdf", "evidence/02-RelayToNonERDS.json"])
def test_a_changed_file_makes_the_lines_fail(
    workshop, tmp_path: Path, name: str
) -> None:
    folder = unpack(read_container(workshop.bundle()), tmp_path)
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    assert run("sha256sum -c SHA256SUMS", folder).returncode != 0
    assert run("python3 verify.py .", folder).returncode == 1


def test_the_readme_says_its_grade_in_one_line_in_every_language(workshop) -> None:
    for language in (*LANGUAGES, "sv"):
        files = read_container(workshop.bundle(language=language))
        lines = files["README.txt"].decode().splitlines()
        assert "Time grade: self (our own clock)" in lines
        assert b"Time grade: self (our own clock)" in files["README.html"]


def test_the_texts_of_all_languages_have_the_same_parts() -> None:
    english = readme.words("en")
    for language in LANGUAGES:
        words = readme.words(language)
        assert set(words) == set(english)
        assert set(words["file"]) == set(english["file"])
        for key, text in english.items():
            if isinstance(text, str):
                places = re.findall(r"\$\w+", text)
                assert sorted(re.findall(r"\$\w+", words[key])) == sorted(places)


def test_no_text_claims_more_than_it_proves(workshop) -> None:
    forbidden = re.compile(
        r"certified|qualified|legally equivalent|rechtsgültig|qualifiziert|zertifiziert"
        r"|certifié|qualifié|certificada|cualificad|certificata|qualificat|gecertificeerd",
        re.IGNORECASE,
    )
    for language in LANGUAGES:
        text = read_container(workshop.bundle(language=language))["README.txt"].decode()
        assert not forbidden.findall(text), language


def test_the_readme_names_what_a_lay_reader_finds_in_the_folder(workshop) -> None:
    files = read_container(workshop.bundle())
    named = set(readme.words("en")["file"])
    for name in files:
        if name in {"mimetype", "README.txt", "README.html"}:
            continue
        top = name.partition("/")[0] + "/" if "/" in name else name
        assert top in named, name


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_loads_nothing_and_runs_nothing(workshop) -> None:
    page = read_container(workshop.bundle(language="de"))["README.html"].decode()
    parser = Elements()
    parser.feed(page)
    tags = {tag for tag, _ in parser.seen}
    assert not tags & {"script", "link", "img", "iframe"}
    assert ("html", {"lang": "de"}) in parser.seen
    assert not any("src" in attributes for _, attributes in parser.seen)


def test_words_of_the_case_are_text_in_the_page_never_markup(workshop) -> None:
    page = read_container(workshop.bundle(reference="<b>&", records=()))
    assert b"<b>&" not in page["README.html"]
    assert b"&lt;b&gt;&amp;" in page["README.html"]


def test_list_and_manifest_name_the_same_files(workshop) -> None:
    files = read_container(workshop.bundle())
    listed = {
        line[66:]: line[:64] for line in files["SHA256SUMS"].decode().splitlines()
    }
    assert {name: sha256_hex(files[name]) for name in listed} == listed
    root = ElementTree.fromstring(files["META-INF/ASiCManifest001.xml"])
    space = "{http://www.w3.org/2000/09/xmldsig#}"
    told = {
        one.get("URI"): base64.b64decode(one.findtext(f"{space}DigestValue", "")).hex()
        for one in root.iter("{http://uri.etsi.org/02918/v1.2.1#}DataObjectReference")
    }
    assert told | {"mimetype": listed["mimetype"]} == listed


def test_records_fit_the_published_schema(workshop) -> None:
    schema = json.loads((DOCS / "evidence-schema.json").read_text())
    files = read_container(workshop.bundle())
    assert json.loads(files["evidence-schema.json"]) == schema
    names = [name for name in files if name.startswith("evidence/")]
    assert len(names) == 2
    for name in names:
        record = json.loads(files[name])
        jsonschema.validate(record, schema)
        assert canonical_json(record) == files[name]


def test_the_single_file_needs_nothing_but_the_standard_library(workshop) -> None:
    text = read_container(workshop.bundle())["verify.py"].decode()
    assert text.encode() == standalone.single_file()
    imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE))
    assert imported <= set(sys.stdlib_module_names)
    # What the README promises: Python 3.9 can read it.
    # In a thread of its own: Python 3.11 miscounts its depth where a browser's driver has been at work.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(ast.parse, text, feature_version=(3, 9)).result()


def test_a_new_bundle_names_the_one_it_supersedes(workshop) -> None:
    former = sha256_hex(read_container(workshop.bundle())["SHA256SUMS"])
    files = read_container(workshop.bundle(supersedes=former))
    assert json.loads(files["bundle.json"])["supersedes"] == former
    assert former in files["README.txt"].decode()


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "", ".hidden", "a b", "ä.eml", "x" * 121, "a\nb"]
)
def test_a_source_with_a_path_in_its_name_is_refused(workshop, name: str) -> None:
    source = SourceFile(name=name, media_type="text/plain", content=b"")
    with pytest.raises(UnfitContents):
        workshop.bundle(sources=(source,))


def test_a_source_twice_and_a_broken_chain_are_refused(workshop) -> None:
    with pytest.raises(UnfitContents):
        workshop.bundle(sources=(workshop.message, workshop.message))
    first, second = workshop.records()
    with pytest.raises(UnfitContents):
        workshop.bundle(records=(second, first))
    other = replace(workshop.message, name="other.eml")
    assert workshop.bundle(sources=(workshop.message, other))
