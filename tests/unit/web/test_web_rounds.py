"""Rounds in the browser: taken in, every mistake with its place, the ranking and its chart, hostile zips refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from web_office import Office

from docgen.records.roles import Role

SAMPLE = Path(__file__).parents[3] / "samples" / "rounds" / "hai-duong-2021"


def zip_round(changes: dict[str, bytes] | None = None, prefix: str = "dot/") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for path in sorted(SAMPLE.iterdir()):
            package.writestr(prefix + path.name, path.read_bytes())
        for name, data in (changes or {}).items():
            package.writestr(name, data)
    return stream.getvalue()


def add_round(office: Office, data: bytes | None = None, name: str = "Hải Dương 2021.zip") -> str:
    answer = office.client(Role.DRAFTER).post("/dot", {}, files={"goi": (name, data or zip_round())})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[0])


def spoil(sheet: str, cell: str, value: object) -> bytes:
    workbook = load_workbook(SAMPLE / "diem.xlsx")
    workbook[sheet][cell] = value
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_a_round_from_a_zip_shows_its_ranking(office: Office) -> None:
    url = add_round(office)
    page = office.client(Role.DRAFTER).get(url).text
    assert "năm 2021" in page
    assert "Quyết định công bố" in page
    picture = page[page.index('<svg class="chart"') :]
    svg = etree.fromstring(picture[: picture.index("</svg>") + 6])
    bars = svg.findall("g")
    assert len(bars) == page.count('<th scope="row">') > 5
    lengths = [float(bar.find("rect").get("width")) for bar in bars]  # type: ignore[union-attr, arg-type]
    assert lengths == sorted(lengths, reverse=True)
    assert svg.find("title") is not None
    workbook = load_workbook(io.BytesIO(office.client(Role.DRAFTER).get(f"{url}/bang-diem.xlsx").content))
    assert len(workbook.sheetnames) == 2


def test_mistakes_in_scores_are_shown_with_sheet_row_and_column_and_stop_publishing(office: Office) -> None:
    url = add_round(office)
    clerk = office.client(Role.DRAFTER)
    answer = clerk.post(f"{url}/bang", {}, files={"tep": ("diem.xlsx", spoil("Thẩm định", "C4", "chín điểm"))})
    assert answer.status_code == 303
    page = clerk.get(url).text
    row = page[page.index('class="list problems"') :]
    row = row[row.index("<tbody>") : row.index("</tbody>")]
    for cell in ("diem.xlsx", "Thẩm định", "<td>4</td>", "<td>C</td>", "chín điểm"):
        assert cell in row
    assert str(office.store.files.path_of("0" * 64).parents[2]) not in page
    assert "Quyết định công bố: điểm còn" in page


def test_a_table_that_cannot_be_read_replaces_nothing(office: Office) -> None:
    url = add_round(office)
    clerk = office.client(Role.DRAFTER)
    for name, data in (
        ("diem.xlsx", b"MZ not a workbook"),
        ("diem.exe", b"MZ"),
        ("khac.xlsx", b"PK"),
        ("diem.csv", b"a"),
    ):
        answer = clerk.post(f"{url}/bang", {}, files={"tep": (name, data)})
        assert answer.status_code == 422, name
        assert 'class="problem"' in answer.text
    answer = clerk.get(f"{url}/tep/diem.xlsx")
    assert answer.content == (SAMPLE / "diem.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.zip", b"not a zip"),
        ("x.zip", zip_round({"khac/round.yaml": b"year: 1"})),
        ("x.zip", b"PK\x05\x06" + b"\x00" * 18),
    ],
)
def test_a_zip_without_one_round_is_refused(office: Office, name: str, data: bytes) -> None:
    answer = office.client(Role.DRAFTER).post("/dot", {}, files={"goi": (name, data)})
    assert answer.status_code == 422
    assert 'id="goi-loi"' in answer.text


def test_a_hostile_zip_writes_nothing_outside_its_folder(office: Office) -> None:
    url = add_round(
        office,
        zip_round(
            {
                "../../evil.csv": b"x",
                "dot/../../evil.yaml": b"x",
                "/etc/evil.csv": b"x",
                "dot/.an.csv": b"x",
                "dot/lenh.sh": b"x",
            }
        ),
        name="../../<b>tên lạ.zip",
    )
    store = office.app.state.service.serve.store_folder
    folder = store / "dot-cham" / url.rpartition("/")[2]
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in SAMPLE.iterdir())
    assert not list(store.rglob("evil*"))
    # Others make folders of their own beside the store: only the names of the zip tell.
    assert not [path for place in (*store.resolve().parents, Path("/etc")) for path in place.glob("evil*")]


def test_a_bomb_is_refused(office: Office) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("round.yaml", b"year: 2021\n")
        package.writestr("diem.csv", bytes(80 * 1024 * 1024))
    answer = office.client(Role.DRAFTER).post("/dot", {}, files={"goi": ("bom.zip", stream.getvalue())})
    assert answer.status_code == 422
    assert "quá lớn" in answer.text


def test_a_round_that_names_files_of_the_server_learns_nothing(office: Office, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("khoa-rieng: rat bi mat\n", encoding="utf-8")
    text = (SAMPLE / "round.yaml").read_text(encoding="utf-8")
    text = text.replace("classes: hai-duong-2021", f"classes: {secret}")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for path in SAMPLE.iterdir():
            package.writestr(path.name, text if path.name == "round.yaml" else path.read_bytes())
    page = office.client(Role.DRAFTER).get(add_round(office, stream.getvalue())).text
    assert "nằm ngoài thư mục của đợt" in page
    assert "bi mat" not in page
    assert "khoa-rieng" not in page


def test_one_table_is_ranked_at_once(office: Office) -> None:
    table = "Đơn vị,Tổng điểm\nXã Một,90\nXã Hai,75.5\nXã Ba,90\n".encode()
    clerk = office.client(Role.DRAFTER)
    answer = clerk.post("/dot/xep-hang", {"cach": "ha-nam-2023"}, files={"bang": ("diem.csv", table)})
    assert answer.status_code == 200
    rows = answer.text[answer.text.index('class="list ranks"') :]
    assert rows.index("Xã Ba") < rows.index("Xã Một") < rows.index("Xã Hai")
    assert "<td>3</td>" in rows
    bad = "Đơn vị,Tổng điểm\nXã Một,chín\nXã Hai,-4\n".encode()
    answer = clerk.post("/dot/xep-hang", {"cach": "ha-nam-2023"}, files={"bang": ("diem.csv", bad)})
    assert answer.status_code == 422
    assert "chín" in answer.text
    assert "<td>B</td>" in answer.text
    assert 'class="list ranks"' not in answer.text


def test_samples_and_roles(office: Office) -> None:
    clerk = office.client(Role.DRAFTER)
    answer = clerk.post("/dot", {"mau": "hai-duong-2021"})
    assert answer.status_code == 303
    url = answer.headers["location"].partition("?")[0]
    assert office.client(Role.APPROVER).get(url).status_code == 403
    assert clerk.post("/dot", {"mau": "../../records"}).status_code == 404
    assert clerk.get("/dot/..%2Fx").status_code == 404
    assert clerk.post(f"{url}/xoa").status_code == 303
    assert clerk.get(url).status_code == 404


@pytest.mark.slow
def test_papers_are_issued_in_the_background_once_each(office: Office) -> None:
    from docgen.workflow.round_issued import ISSUED_FILE, read_issued
    from docgen.workflow.round_shelf import FOLDER

    url, service = add_round(office), office.app.state.service
    key = url.rpartition("/")[2]
    admin = office.client(Role.ADMIN)
    assert "Cấp số và ban hành" in admin.get(url).text
    assert "Cấp số và ban hành" not in office.client(Role.DRAFTER).get(url).text
    for role in (Role.DRAFTER, Role.APPROVER, Role.REGISTRY):
        assert office.client(role).post(f"{url}/ban-hanh", {"giay": "plan"}).status_code == 403
    wrong = admin.post(f"{url}/ban-hanh", {"ngay": "mai", "giay": "la"})
    assert wrong.status_code == 422
    assert 'id="giay-loi"' in wrong.text
    assert 'id="ngay-loi"' in wrong.text
    given = {"giay": ["plan", "council"], "khong_pdf": "1", "ngay": "20/9/2026", "_lan_gui": "một lần"}
    first, second = admin.post(f"{url}/ban-hanh", given), admin.post(f"{url}/ban-hanh", given)
    assert first.headers["location"] == second.headers["location"]
    assert service.jobs.run_waiting() == 1
    page = admin.get(first.headers["location"]).text
    issued = read_issued(service.serve.store_folder / FOLDER / key / ISSUED_FILE)
    assert set(issued) == {"plan", "council"}, page
    assert all(one.code in admin.get(url).text for one in issued.values())
    # Once more, as after a service that died before the numbers were written down: nothing is numbered twice.
    (service.serve.store_folder / FOLDER / key / ISSUED_FILE).unlink()
    admin.post(f"{url}/ban-hanh", given | {"_lan_gui": "lần nữa"})
    service.jobs.run_waiting()
    assert read_issued(service.serve.store_folder / FOLDER / key / ISSUED_FILE) == issued
