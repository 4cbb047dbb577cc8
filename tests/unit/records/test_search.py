from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from registry_office import CLERK, make_issued, make_submission, put_out, take
from search_stores import list_expected, make_older_store, read_index
from sqlalchemy import Connection, select, text

from docgen.errors import InputError, RegisterError
from docgen.records.documents import approve, recall, void
from docgen.records.file_text import read_file_text
from docgen.records.reserving import refresh_index
from docgen.records.search import SearchRequest, search, search_all
from docgen.records.search_engines import Wanted, Where, find_newest
from docgen.records.search_ids import first_id, make_id, split_id
from docgen.records.search_index import Entry, remove_entry, write_entry
from docgen.records.search_keys import list_keys, number_key
from docgen.records.search_postings import rebuild_index
from docgen.records.search_query import parse_query
from docgen.records.search_waiting import enter_waiting
from docgen.records.search_words import LONGEST_TEXT, read_words
from docgen.records.store import Store, open_store
from docgen.records.submission import submit
from docgen.records.tables import search_texts

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
            '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
            'document.main+xml"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
            ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
            ' Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>'
        )
    return buffer.getvalue()


def enter(store: Store, *records: tuple[int, str, date]) -> None:
    """Index outgoing documents that nobody issued: (id, title, day). Their rows come from drafts."""
    with store.write() as connection:
        for key, title, day in records:
            write_entry(connection, Entry("document", key, day, "issued", "Kế hoạch", "Sở Nội vụ", ("", title), ()))


def find(store: Store, query: str, **asked: Any) -> list[int]:
    with store.read() as connection:
        return [item["id"] for item in search(connection, SearchRequest(query, **asked)).found]


@pytest.fixture
def office(store: Store) -> Store:
    """Three documents: an approved plan, an issued notice with a file, a letter that was recalled."""
    plan = submit(store, make_submission("ke-hoach", subject="Cải cách hành chính năm 2026"), CLERK)["id"]
    approve(store, plan, CLERK)
    notice = make_issued(store, subject="Lịch trực Tết Nguyên đán")
    assert (plan, notice) == (1, 2)
    letter = submit(store, make_submission("cong-van", subject="Đôn đốc kế hoạch cải cách hành chính"), CLERK)["id"]
    approve(store, letter, CLERK)
    take(store, letter)
    put_out(store, letter, make_docx("Danh sách Hội đồng thẩm định", "Chỉ số xã Hoà Thịnh"))
    recall(store, letter, CLERK, "nhầm")
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ke hoach cai cach hanh chinh", [1, 3]),  # the best title first
        ("Kế hoạch CẢI CÁCH", [1, 3]),
        ("kê hoach", []),  # typed with diacritics: only those
        ("tet nguyen dan", [2]),
        ("tết nguyên đán", [2]),
        ("đon doc", []),
        ("don doc", [3]),
        ("Đôn đốc", [3]),
        ('"hanh chinh cai cach"', []),
        ('"cai cach hanh chinh"', [1, 3]),
        ("“Hội đồng thẩm định”", [3]),  # in the file
        ("xã Hòa Thịnh", [3]),  # however the tone mark is set
        ("hội đồng tết", []),
        ("tran thi binh", [2, 3, 1]),  # in the metadata: the newest first
        ("giam doc", [2, 3, 1]),
        ("1/TB-SNV", [2]),
        ("01/tb-snv", [2]),
        ("khong co tu nay", []),
    ],
)
def test_words_are_found_with_and_without_diacritics(office: Store, query: str, expected: list[int]) -> None:
    assert sorted(find(office, query)) == sorted(expected)


def test_titles_come_by_how_they_say_the_words_and_then_the_newest(office: Store) -> None:
    assert find(office, "ke hoach cai cach hanh chinh") == [1, 3]  # 1 begins with them
    assert find(office, "hanh chinh cai cach") == [3, 1]  # neither: the newest
    assert find(office, "cai cach hanh chinh nam 2026")[0] == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"states": ("recalled",)}, [3]),
        ({"states": ("recalled", "approved")}, [1, 3]),
        ({"types": ("ke-hoach",)}, [1]),
        ({"types": ("Công văn",)}, [3]),
        ({"organ": "so noi vu tinh hoa"}, [1, 2, 3]),
        ({"organ": "tinh so"}, []),
        ({"kinds": ("incoming",)}, []),
        ({"first": date(2026, 5, 18), "last": date(2026, 5, 18)}, [1, 2, 3]),
        ({"first": date(2026, 5, 19)}, []),
        ({"last": date(2026, 5, 17)}, []),
    ],
)
def test_filters_hold_with_words_and_without(office: Store, asked: dict[str, Any], expected: list[int]) -> None:
    assert sorted(find(office, "", **asked)) == expected
    assert sorted(find(office, "noi vu", **asked)) == expected


def test_a_state_that_changes_is_found_at_once(office: Store) -> None:
    take(office, 1)  # killed before anything else
    for query in ("", "ke hoach"):
        assert find(office, query, states=("approved",)) == []
        assert find(office, query, states=("reserved",)) == [1]
    assert find(office, "", states=("approved", "recalled")) == [3]
    refresh_index(office, 1)
    assert find(office, "01/KH-SNV", states=("reserved",)) == [1]
    void(office, 1, CLERK, "nhầm")
    assert find(office, "ke hoach", states=("approved", "reserved")) == []


def test_pages_say_everything_once_and_newest_first(office: Store) -> None:
    with office.write() as connection:
        for key in range(1, 4):
            remove_entry(connection, "document", key)
    # These have no rows to describe: what is paged is the walk itself.
    enter(office, *((100 + n, f"{n}/KH Kế hoạch số {n}", date(2020 + n % 7, 1 + n % 12, 1)) for n in range(450)))
    from docgen.records.search import _Cursor, _walk

    wanted = Wanted(parse_query("ke hoach"), (), 0)
    with office.read() as connection:
        whole = [match.id for match, _ in _walk(connection, wanted, _Cursor(Where.TITLE, 1 << 62), 1 << 62, 20)]
        assert len(whole) == len(set(whole)) == 450
        assert whole == sorted(whole, reverse=True)
        paged: list[int] = []
        place = _Cursor(Where.TITLE, 1 << 62)
        while True:
            page = [step for step, _ in zip(_walk(connection, wanted, place, 1 << 62, 20), range(20), strict=False)]
            paged += [match.id for match, _ in page]
            if len(page) < 20:
                break
            place = page[-1][1]
    assert paged == whole


_PLANNER = ("nestloop", "hashjoin", "mergejoin", "sort", "bitmapscan", "seqscan", "indexscan", "material", "memoize")


def test_the_newest_come_first_whatever_way_the_planner_takes(store: Store) -> None:
    """A page is the newest records that match, also where a year has fewer of them than the page and the next more."""
    days = [date(2016 + n % 9, 1 + n % 12, 1 + n % 28) for n in range(120)]
    enter(store, *((n, f"{n}/KH Kế hoạch {'năm' if n % 3 else 'quý'}", day) for n, day in enumerate(days)))
    if store.engine.dialect.name == "postgresql":
        enter_all(store)
    settings = [""]
    if store.engine.dialect.name == "postgresql":
        settings += [f"enable_{name} = off" for name in _PLANNER]
        settings += ["enable_nestloop = off; SET LOCAL enable_memoize = off; SET LOCAL enable_sort = off"]
        settings += ["force_parallel_mode = on; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0"]
    wanted = Wanted(parse_query('"ke hoach nam"'), (), 0)
    matching = sorted((make_id(day, "document", n) for n, day in enumerate(days) if n % 3), reverse=True)
    for setting in settings:
        with store.write() as connection:
            if setting:
                connection.exec_driver_sql(f"SET LOCAL {setting}")
            for before, limit in ((1 << 62, 7), (1 << 62, 30), (matching[20], 50), (1 << 62, 200)):
                found = find_newest(connection, wanted, Where.ANYWHERE, before, limit)
                assert [match.id for match in found] == [key for key in matching if key < before][:limit], setting


def test_a_mistyped_year_disturbs_no_other(store: Store) -> None:
    days = [date(9999, 12, 31), date(2026, 3, 2), date(2026, 1, 2), date(1770, 3, 2), date(202, 1, 1), date(1, 1, 1)]
    enter(store, *((n, "Kế hoạch", day) for n, day in enumerate(days, 1)))
    wanted = Wanted(parse_query("ke hoach"), (), 0)
    for _ in range(2):
        with store.read() as connection:
            for limit in (2, 5, 20):
                found = find_newest(connection, wanted, Where.TITLE, 1 << 62, limit)
                assert [split_id(match.id)[2] for match in found] == list(range(1, 7))[:limit]
        enter_all(store)


def test_next_leads_through_all_pages(office: Store) -> None:
    request = SearchRequest("noi vu", limit=1)
    seen: list[int] = []
    with office.read() as connection:
        while True:
            page = search(connection, request)
            seen += [item["id"] for item in page.found]
            if not page.next:
                break
            request = SearchRequest("noi vu", limit=1, after=page.next)
        assert sorted(seen) == [1, 2, 3]
        assert [item["id"] for item in search_all(connection, SearchRequest("noi vu"), 2)] == seen[:2]


@pytest.mark.parametrize("query", ["***", '""', "/ - .", " ".join(f"chu{n}" for n in range(33))])
def test_a_question_without_words_or_with_too_many_is_refused(query: str) -> None:
    with pytest.raises(InputError):
        parse_query(query)


@pytest.mark.parametrize("after", ["x", "t", "t-1", "a1.2", "t9999999999999999999999"])
def test_a_bad_place_is_refused(office: Store, after: str) -> None:
    with office.read() as connection, pytest.raises(InputError, match="chỗ của trang sau"):
        search(connection, SearchRequest("ke hoach", after=after))


@pytest.mark.parametrize(
    "query", ["' OR 1=1", '"', "NEAR(a b)", "a:b", "a* b^", "x'); DROP TABLE files; --", "\x00a", "́", "🙂 ke"]
)
def test_signs_of_query_languages_mean_nothing(office: Store, query: str) -> None:
    with suppress(InputError):
        find(office, query)
    assert find(office, "tet") == [2]


@pytest.mark.slow
def test_a_text_of_any_length_is_indexed(office: Store) -> None:
    long = " ".join(f"từ{number}" for number in range(300_000))
    words = read_words(long)
    assert max(len(words.folded.encode()), len(words.exact.encode())) <= LONGEST_TEXT
    with office.write() as connection:
        day = date(2026, 1, 2)
        write_entry(connection, Entry("document", 2, day, "issued", "Kế hoạch", "Sở Nội vụ", ("", ""), ()), words)
    assert find(office, "tu999") == [2]
    assert find(office, "x" * 5_000) == []


def test_rebuilding_finds_the_same(office: Store) -> None:
    before = find(office, "hoi dong tham dinh")
    with office.write() as connection:
        rebuild_index(connection)
    assert find(office, "hoi dong tham dinh") == before == [3]
    assert read_index(office) == list_expected(office)


def test_an_id_says_day_kind_and_record() -> None:
    day = date(2026, 5, 18)
    key = make_id(day, "incoming", 1234)
    assert split_id(key) == (day, "incoming", 1234)
    assert first_id(day) <= key < first_id(date(2026, 5, 19))


@pytest.mark.parametrize(
    ("text", "folded", "exact"),
    [
        ("Kế hoạch", "ke hoach", "ke61 hoach5"),
        ("hoà hòa HOÀ", "hoa hoa hoa", "hoa2 hoa2 hoa2"),
        ("đường Được", "duong duoc", "d9u7o7ng2 d9u7o7c5"),
        ("Số: 05/QĐ-UBND", "so 5 qd ubnd", "so61 5 qd9 ubnd"),
        ("ke\u0302\u0301", "ke", "ke61"),  # decomposed
    ],
)
def test_words(text: str, folded: str, exact: str) -> None:
    words = read_words(text)
    assert words.folded == folded
    assert words.exact == exact


def test_broken_files_have_no_text() -> None:
    assert read_file_text("a.docx", b"PK broken") == ""
    assert read_file_text("a.pdf", b"%PDF-1.4 broken") == ""
    assert read_file_text("a.bin", b"\x00") == ""
    assert read_file_text("a.docx", make_docx("Kế hoạch")) == "Kế hoạch"


def test_backup_carries_the_index(office: Store, tmp_path: Any) -> None:
    from docgen.records.backup import restore_backup, write_backup

    write_backup(office, tmp_path / "kho.zip", CLERK)
    restored = restore_backup(tmp_path / "kho.zip", tmp_path / "moi", None, CLERK)
    assert find(restored, "hoi dong tham dinh") == [3]
    with restored.read() as connection:
        assert len(connection.execute(select(search_texts)).all()) == 3
    restored.close()


def test_a_day_is_asked_for_either_way() -> None:
    assert parse_query("2026-09-05") == parse_query("5/9/2026")


def test_the_same_word_many_times_is_one() -> None:
    assert parse_query("ke " * 5_000) == parse_query("ke")


def test_days_the_wrong_way_round_are_refused(office: Store) -> None:
    with office.read() as connection, pytest.raises(InputError, match="ngày đầu sau ngày cuối"):
        search(connection, SearchRequest("ke", first=date(2026, 2, 1), last=date(2026, 1, 1)))


def enter_all(store: Store) -> None:
    with store.write() as connection:
        enter_waiting(connection)


_STEPS = (
    # id, day, state, subject, text of its files (None: as it is)
    (1, date(2026, 1, 2), "approved", "Tết", "Hội đồng thẩm định họp"),
    (2, date(2026, 1, 2), "approved", "Lễ", None),
    (1, date(2026, 1, 2), "issued", "Tết", None),
    (1, date(2026, 1, 2), "issued", "Tết", None),
    (2, date(2025, 12, 31), "issued", "Lễ", None),  # another id
    (2, date(2025, 12, 30), "issued", "Lễ hội", "Chương trình"),
    (2, date(2026, 1, 2), "issued", "Lễ hội", "Chương trình khác"),
    (1, date(2026, 1, 2), "issued", "Tết", "Chương trình"),
    (1, date(2026, 1, 2), "recalled", "Tết ấy", None),
    (2, date(2025, 12, 31), "issued", "Lễ hội", ""),  # and no text again
)
_QUESTIONS = ("tet", "Tết", "le hoi", "hoi dong", '"thẩm định"', "chuong trinh", '"chương trình khác"', "giam doc")


@pytest.mark.parametrize("entered_after", [range(10), (), (0, 1), (4, 7), (2, 5, 6, 8)], ids=str)
def test_the_index_follows_every_change(store: Store, entered_after: Sequence[int]) -> None:
    """Whatever has been entered when: what waits is found like what was entered, and everything arrives in the end."""

    def find_both(where: Where) -> list[list[tuple[int, str]]]:
        with store.read() as connection:
            asked = [Wanted(parse_query(question), (), 0) for question in _QUESTIONS]
            asked.append(Wanted((), ((("sissued",), ("sapproved",)), (("oso", "onoi", "ovu"),)), 0))
            found = [find_newest(connection, wanted, where, 1 << 62, 20) for wanted in asked]
        return [[(match.id, match.title.exact) for match in matches] for matches in found]

    for place, (key, day, state, subject, body) in enumerate(_STEPS):
        entry = Entry("document", key, day, state, "Kế hoạch", "Sở Nội vụ", ("1/KH", subject), ("Giám đốc",))
        with store.write() as connection:
            write_entry(connection, entry, None if body is None else read_words(body))
        found = find_both(Where.TITLE), find_both(Where.ANYWHERE)
        if place in entered_after:
            enter_all(store)
            assert read_index(store) == list_expected(store)
            assert found == (find_both(Where.TITLE), find_both(Where.ANYWHERE))
    with store.write() as connection:
        entry = Entry("document", 3, date(2026, 1, 2), "issued", "Kế hoạch", "Sở Nội vụ", ("", "Sai"), ())
        write_entry(connection, entry, read_words("Hội đồng"))
        remove_entry(connection, "document", 3)
    enter_all(store)
    expected = list_expected(store)
    assert {split_id(key)[2] for key, _ in expected} == {1, 2}
    assert read_index(store) == expected
    with store.write() as connection:
        remove_entry(connection, "document", 2)
        rebuild_index(connection)
    assert read_index(store) == list_expected(store)
    with store.write() as connection:
        remove_entry(connection, "document", 1)
    assert read_index(store) == set()


def test_who_makes_the_list_long_enters_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from docgen.records import search_waiting

    def count_waiting() -> int:
        with store.read() as connection:
            return int(connection.execute(text("SELECT count(*) FROM search_waiting")).scalar_one())

    day = date(2026, 1, 2)
    monkeypatch.setattr(search_waiting, "MOST", 5)
    for key, expected in zip(range(1, 8), (1, 2, 3, 4, 0, 1, 2), strict=True):
        enter(store, (key, f"Kế hoạch {key}", day))
        assert count_waiting() == expected
    monkeypatch.setattr(search_waiting, "_MOST_LETTERS", 10_000)
    with store.write() as connection:
        entry = Entry("document", 8, day, "issued", "Kế hoạch", "Sở Nội vụ", ("", "Dài"), ())
        write_entry(connection, entry, read_words("họp " * 3_000))
    assert count_waiting() == 0
    assert read_index(store) == list_expected(store)


def test_a_merge_leaves_nothing_in_the_list_of_gin(store: Store) -> None:
    if store.engine.dialect.name != "postgresql":
        return
    enter(store, (1, "Kế hoạch", date(2026, 1, 2)))
    enter_all(store)
    with store.write() as connection:
        pages = connection.execute(text("SELECT gin_clean_pending_list('ix_search_index_keys')")).scalar_one()
    assert pages == 0


def test_an_act_does_not_fail_with_the_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the act wrote is written; what waits, waits on."""
    from docgen.records import search_waiting
    from docgen.records import store as store_module

    def fail(connection: Connection) -> None:
        enter_waiting(connection)
        raise RegisterError("đĩa đầy")

    monkeypatch.setattr(search_waiting, "MOST", 2)
    monkeypatch.setattr(store_module, "enter_waiting", fail)
    enter(store, *((key, f"Kế hoạch {key}", date(2026, 1, 2)) for key in (1, 2)))
    assert read_index(store) == set()
    wanted = Wanted(parse_query("ke hoach"), (), 0)
    with store.read() as connection:
        assert len(find_newest(connection, wanted, Where.TITLE, 1 << 62, 20)) == 2
    monkeypatch.undo()
    enter_all(store)
    assert read_index(store) == list_expected(store) != set()


def test_what_another_changes_meanwhile_waits_on(store: Store) -> None:
    """PostgreSQL: an act that is not over yet keeps its record from being entered as it was."""
    if store.engine.dialect.name != "postgresql":
        return
    day = date(2026, 1, 2)
    enter(store, (1, "Một", day), (2, "Hai", day))
    changed = Entry("document", 1, date(2026, 1, 3), "issued", "Kế hoạch", "Sở Nội vụ", ("", "Một nữa"), ())
    with store.write() as acting:
        write_entry(acting, changed)
        enter_all(store)
    found = read_index(store)
    assert {split_id(key)[2] for key, _ in found} == {2}
    enter_all(store)
    assert read_index(store) == list_expected(store)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("schema", ["0004", "0006", "0007"])
def test_an_older_store_is_brought_up(schema: str, kind: str, tmp_path: Path, request: Any) -> None:
    database = request.getfixturevalue("postgresql").create_database() if kind == "postgresql" else None
    facets = "kdocument sissued tkehoach m202601 oso onoi ovu" + (" oso¦onoi onoi¦ovu" if schema == "0006" else "")
    row: dict[str, Any] = {
        "id": make_id(date(2026, 1, 2), "document", 1),
        "kind": "document",
        "subject_id": 1,
        "facets": facets,
    }
    row |= {"title_folded": "1 kh · ke hoach tet", "title_exact": "1 kh · ke61 hoach5 te6t1"}
    row |= {"fields_folded": "so noi vu", "fields_exact": "so73 no6i5 vu5", "text_folded": "", "text_exact": ""}
    make_older_store(tmp_path / "store", database, schema, [row])
    store = open_store(tmp_path / "store", database)
    asked = (("so", "noi", "vu"), ("so", "vu"))
    wanted = [Wanted(parse_query("“kế hoạch tết”"), ((tuple(f"o{word}" for word in words),),), 0) for words in asked]
    with store.read() as connection:
        found = [find_newest(connection, one, Where.TITLE, 1 << 62, 20) for one in wanted]
    assert [[match.id for match in matches] for matches in found] == [[row["id"]], []]
    assert read_index(store) == {(row["id"], number_key(key, 2026)) for key in list_keys(row)}
    store.close()


def test_a_phrase_does_not_reach_over_two_fields(office: Store) -> None:
    assert find(office, '"tinh hoa lu"') != []
    assert find(office, '"nam 2026 so noi vu"') == []  # the end of a title, and the name of the organ
    assert find(office, '"tinh hoa lu giam doc"') == []  # the organ, and then the position
