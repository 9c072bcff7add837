import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True


@pytest.fixture(autouse=True)
def own_databases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import course

    monkeypatch.setattr(course, "DATABASES", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "")
