"""What an owner needs to look after her: diagnostics, system health, backups."""

import io
from pathlib import Path
import sqlite3
import tarfile

from tests.house.client import House
from tests.house.process import HomeAssistant

from .conftest import DOMAIN


async def test_diagnostics_name_nobody(house: House) -> None:
    """The report has her figures, and neither names nor secrets."""
    (entry,) = await house.entries(DOMAIN)
    report = await house.diagnostics(entry["entry_id"])
    assert report["data"]["data"]["name"] == "**REDACTED**"
    assert report["data"]["store"]


async def test_system_health_shows_her(house: House) -> None:
    """The system information page has her lines."""
    info = (await house.system_health())[DOMAIN]["info"]
    assert info["loaded"] is True


async def test_a_backup_has_her_database(
    house: House, warm_process: HomeAssistant, tmp_path: Path
) -> None:
    """The copy in a backup is whole."""
    name = "With her in it"
    await house.back_up(name)
    (backup,) = (warm_process.folder / "backups").glob("With_her*.tar")
    with tarfile.open(backup) as outer:
        inner = outer.extractfile("homeassistant.tar.gz")
        assert inner is not None
        with tarfile.open(fileobj=io.BytesIO(inner.read())) as folder:
            for member in folder.getmembers():
                if member.name.startswith("data/samantha.db"):
                    member.name = Path(member.name).name
                    folder.extract(member, tmp_path, filter="data")
    database = sqlite3.connect(tmp_path / "samantha.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA user_version").fetchone() > (0,)
    database.close()
