"""Make a Python project of about LINES lines, the same for the same arguments.

    python3 bench/corpus.py FOLDER LINES [SOURCE...]

One part of it is the demo course's services, under new package names, so that there are requests to follow; the rest is
copied from the packages under each SOURCE (default: the standard library of the running Python). When the sources run
out they are copied again under another name, so a project may be of any size.
"""

from __future__ import annotations

import itertools
import shutil
import sys
import sysconfig
from pathlib import Path

COURSE = Path(__file__).resolve().parent.parent / "demo"
LEFT_OUT = {"test", "tests", "testing", "idle_test", "site-packages", "node_modules", ".venv", ".git", "__pycache__"}
# One copy of the course for each so many lines.
LINES_A_COURSE = 20_000


def python_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*.py")
        if path.is_file() and not LEFT_OUT.intersection(path.relative_to(folder).parts)
    )


def lines_of(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def copy(files: list[Path], source: Path, target: Path, budget: int) -> int:
    """Copy files, which lie under source, to target until budget lines are used; the number of lines copied."""
    used = 0
    for path in files:
        if used >= budget:
            break
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        used += lines_of(path)
    return used


def make(folder: Path, lines: int, sources: list[Path]) -> int:
    """Write the project into folder, which must not exist; its number of lines."""
    folder.mkdir(parents=True)
    course = python_files(COURSE)
    libraries = [(source, python_files(source)) for source in sources]
    if not course or not all(files for _, files in libraries):
        sys.exit("corpus: no Python file in one of the sources")
    total = 0
    for number in range(max(1, lines // LINES_A_COURSE)):
        total += copy(course, COURSE, folder / f"service_{number}", lines)
    for number in itertools.count():
        for index, (source, files) in enumerate(libraries):
            if total >= lines:
                return total
            package = folder / f"library_{index}_{number}"
            total += copy(files, source, package, lines - total)
            # A package, so that a copied module does not stand in for the one that the services import.
            (package / "__init__.py").touch()
    return total


def main(arguments: list[str]) -> None:
    if len(arguments) < 2:
        sys.exit(__doc__)
    sources = [Path(name).resolve() for name in arguments[2:]] or [Path(sysconfig.get_paths()["stdlib"])]
    print(make(Path(arguments[0]), int(arguments[1]), sources), "lines")


if __name__ == "__main__":
    main(sys.argv[1:])
