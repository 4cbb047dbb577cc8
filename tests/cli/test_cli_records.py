"""``docgen records`` through the front door: what it prints, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from docgen.cli.main import cli, run

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt"
LETTER = ROOT / "samples" / "cong-van" / "ha-tinh-6926-2022.vb.txt"
ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show this message|required|OPTIONS|ARGS|INTEGER|PATH|TEXT)\b")


def walk_commands(command: click.Command, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], click.Command]]:
    found = [(path, command)]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            found += walk_commands(inner, (*path, name))
    return found


RECORDS = cli.get_command(click.Context(cli), "records")
assert RECORDS is not None
COMMANDS = walk_commands(RECORDS, ("records",))


@pytest.mark.parametrize(("path", "command"), COMMANDS, ids=[" ".join(path) for path, _ in COMMANDS])
def test_help_is_vietnamese_with_an_example(path: tuple[str, ...], command: click.Command) -> None:
    result = CliRunner().invoke(cli, [*path, "--help"])
    assert result.exit_code == 0
    assert "Ví dụ: docgen records" in result.output
    assert not ENGLISH.search(result.output)
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


class Office:
    """Runs commands on one store."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def run(self, *arguments: object, code: int = 0, user: str = "hoa") -> str:
        given = ["records", *map(str, arguments), "--store", str(self._folder), "--as", user]
        assert run(given) == code, self._capsys.readouterr()
        self.errors = ""
        captured = self._capsys.readouterr()
        self.errors = captured.err
        return captured.out

    def json(self, *arguments: object, code: int = 0, user: str = "hoa") -> Any:
        return json.loads(self.run(*arguments, "--format", "json", code=code, user=user))


@pytest.fixture
def office(store_folder: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    return Office(store_folder, capsys)


def test_from_draft_to_issued(office: Office) -> None:
    handed_in = office.json("submit", SAMPLE)
    assert (handed_in["id"], handed_in["state"], handed_in["code_number"]) == (1, "submitted", None)
    assert office.json("approve", 1)["state"] == "approved"
    issued = office.json("issue", 1, "--date", "2026-05-18", "--no-pdf")
    assert (issued["id"], issued["state"], issued["code_number"]) == (1, "issued", 1)
    assert (issued["code_notation"], issued["promulgation_date"]) == ("KH-UBND", "2026-05-18")
    [file] = issued["files"]
    assert file["name"] == "01-KH-UBND.docx"
    assert Path(file["path"]).stat().st_size == file["size"]
    [listed] = office.json("list", "--state", "issued", "--year", "2026")
    assert issued["warnings"] == ["bản thảo ghi ngày 2023, văn bản ban hành ngày 18/5/2026"]
    assert listed == {name: value for name, value in issued.items() if name not in ("was_issued", "warnings")}
    shown = office.json("show", 1)
    assert [act["action"] for act in shown["history"]] == ["submit", "approve", "reserve", "issue"]
    assert "01/KH-UBND" in office.run("list")
    assert office.json("issue", 1, "--no-pdf")["was_issued"]
    verified = office.json("verify")
    assert verified["clean"]
    Path(file["path"]).write_bytes(b"X" + Path(file["path"]).read_bytes()[1:])
    assert "văn bản 1 (01/KH-UBND" in office.run("verify", code=7)


def test_several_at_once(office: Office) -> None:
    assert [row["id"] for row in office.json("submit", SAMPLE, LETTER)] == [1, 2]
    assert "số 6926 trong bản thảo không dùng" in office.errors
    assert len(office.json("approve", "--all")) == 2
    assert [row["code_number"] for row in office.json("issue", "--all", "--no-pdf")] == [1, 1]
    assert office.json("approve", "--all") == []
    assert office.json("resume") == []
    known = office.json("submit", SAMPLE, LETTER, "--once")
    assert [(row["id"], row["was_known"], row["state"]) for row in known] == [(1, True, "issued"), (2, True, "issued")]
    office.run("submit", SAMPLE)
    assert "giống hệt bản thảo của văn bản 1" in office.errors


def test_a_bad_draft_does_not_stop_the_good_one(office: Office) -> None:
    bad = ROOT / "samples" / "rejected" / "thieu-trich-yeu.vb.txt"
    assert office.json("submit", bad, SAMPLE, code=3)[0]["id"] == 1
    assert "thiếu trích yếu" in office.errors


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["approve", "7"], 7),
        (["issue", "1", "--no-pdf"], 7),
        (["return", "1"], 2),
        (["return", "1", "--reason", " "], 7),
        (["recall", "1", "--reason", "x"], 7),
        (["issue", "--no-pdf"], 2),
        (["issue", "1", "--all"], 2),
        (["issue", "1", "--date", "2026-05"], 2),
        (["issue", "1", "--date", "31/2/2026"], 3),
        (["show", "0"], 2),
        (["resume", "1"], 7),
        (["submit"], 2),
        (["submit", "khong-co.vb.txt"], 3),
        (["verify", "--checkpoint", "khong-co.json"], 3),
        (["checkpoint", "--key", "khong-co.pem", "-o", "x.json"], 3),
        (["restore", "khong-co.zip"], 3),
        (["user", "add", "an", "--roles", "vua"], 2),
        (["user", "add", "an", "--roles", "drafter"], 7),
        (["list", "--database", "mysql://x/y"], 7),
    ],
)
def test_refusals_have_their_exit_codes(office: Office, arguments: list[str], code: int) -> None:
    office.run("submit", SAMPLE)
    office.run(*arguments, code=code)
    assert office.errors.startswith("Lỗi:")
    assert office.json("list")[0]["state"] == "submitted"


def test_a_store_that_is_not_there_is_not_made_by_looking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["records", "list", "--store", str(tmp_path / "none")]) == 7
    assert "ở đây chưa có kho" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_without_a_store_it_asks_for_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("DOCGEN_STORE", raising=False)
    assert run(["records", "list"]) == 3
    assert "--store" in capsys.readouterr().err


def test_roles_are_held_once_somebody_is_registered(office: Office) -> None:
    office.run("submit", SAMPLE)
    office.run("user", "add", "an", "--roles", "admin", "--full-name", "Nguyễn Văn An")
    office.run("approve", 1, code=7, user="hoa")
    assert "chưa được đăng ký" in office.errors
    office.run("user", "add", "hoa", "--roles", "registry,drafter", user="an")
    office.run("approve", 1, "--content", code=7, user="hoa")
    assert "“hoa” (người soạn thảo, văn thư) không được duyệt nội dung" in office.errors
    assert office.json("approve", 1, user="an")["state"] == "approved"
    assert [user["name"] for user in office.json("user", "list")] == ["an", "hoa"]


def test_keep_return_void_recall(office: Office, tmp_path: Path) -> None:
    assert office.json("submit", SAMPLE, "--keep")["state"] == "draft"
    assert office.json("submit", "--document", 1)["state"] == "submitted"
    assert office.json("return", 1, "--reason", "thiếu căn cứ")["state"] == "returned"
    assert office.json("submit", SAMPLE, "--document", 1)["version"] == 2
    office.run("approve", 1)
    office.run("issue", 1, "--no-pdf")
    assert office.json("submit", SAMPLE, "--replaces", 1)["replaces"] == 1
    assert office.json("void", 2, "--reason", "nhầm")["state"] == "void"
    assert office.json("recall", 1, "--reason", "sai thẩm quyền")["state"] == "recalled"
    assert "sai thẩm quyền" in office.run("show", 1)


def test_backup_checkpoint_restore(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office.run("submit", SAMPLE)
    key, point, archive = tmp_path / "k.pem", tmp_path / "c.json", tmp_path / "b.zip"
    office.run("checkpoint", "--new-key", "--key", key, "-o", point)
    office.run("verify", "--checkpoint", point)
    office.run("backup", archive)
    assert run(["records", "restore", str(archive), "--store", str(tmp_path / "new"), "--as", "hoa"]) == 0
    assert run(["records", "verify", "--checkpoint", str(point), "--store", str(tmp_path / "new")]) == 0
    assert "không có gì bị sửa" in capsys.readouterr().out


def test_tokens_are_printed_once_and_can_be_ended(office: Office) -> None:
    office.run("user", "add", "hoa", "--roles", "admin")
    made = json.loads(office.run("user", "token", "hoa", "--label", "Cổng dịch vụ công", "--format", "json"))
    assert made["token"].startswith("docgen_")
    assert made["token"] not in office.run("user", "tokens")
    assert "Đã hủy" in office.run("user", "revoke", made["id"])
    assert json.loads(office.run("user", "tokens", "--format", "json"))[0]["revoked_at"]
    office.run("user", "token", "hoa", "--label", "x", "--days", 9999, code=3)
    office.run("user", "token", "khong-co", "--label", "x", code=7)
