"""Which scans the archive takes (Annex I, part II, I.2), and what it says of those that it does not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scans import A4, add_image, add_page, draw, fill, page_pixels

from docgen.errors import InputError
from docgen.pdf.page_images import list_page_images
from docgen.pdf.scan import ScanReport, check_scan

MakeScan = Callable[..., Path]


def list_problems(report: ScanReport) -> list[tuple[int, str]]:
    return [(problem.page, problem.message) for problem in report.problems]


def check(pdf: pikepdf.Pdf, path: Path) -> ScanReport:
    pdf.save(path, min_version="1.7")
    return check_scan(path)


@pytest.mark.parametrize("mode", ["RGB", "CMYK"])
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_colour_scan_of_200_dpi_is_taken(make_scan: MakeScan, dpi: int, mode: str) -> None:
    report = check_scan(make_scan(dpi, dpi, mode=mode))
    assert (report.accepted, report.pages, report.version) == (True, 2, "1.7")


def test_each_page_is_judged_by_itself(make_scan: MakeScan) -> None:
    report = check_scan(make_scan(200, 150, 300, 72))
    assert list_problems(report) == [(2, "độ phân giải thấp"), (4, "độ phân giải thấp")]
    assert [problem.found for problem in report.problems] == ["150 dpi", "72 dpi"]
    assert not report.accepted


def test_grey_is_not_colour(make_scan: MakeScan) -> None:
    assert list_problems(check_scan(make_scan(200, mode="L"))) == [(1, "ảnh không phải ảnh màu")]


@pytest.mark.parametrize(("version", "accepted"), [("1.3", False), ("1.4", True), ("2.0", True)])
def test_the_version_counts(make_scan: MakeScan, version: str, accepted: bool) -> None:
    report = check_scan(make_scan(200, version=version))
    assert (report.accepted, report.version) == (accepted, version)


def test_the_catalogue_may_raise_the_version(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_page(pdf, fill(), Im0=add_image(pdf, page_pixels(200)))
    pdf.Root.Version = pikepdf.Name("/1.6")
    pdf.save(tmp_path / "a.pdf", force_version="1.3")
    assert check_scan(tmp_path / "a.pdf").version == "1.6"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "trang không có ảnh quét"),
        ("q 60 0 0 80 0 0 cm /Im0 Do Q", "trang không có ảnh quét"),  # a logo
        (f"q {A4[0] / 2} 0 0 {A4[1] / 2} 0 0 cm /Im0 Do Q", "ảnh không ở tỷ lệ 100 %"),
    ],
)
def test_a_page_that_is_no_full_picture_is_said(tmp_path: Path, content: str, message: str) -> None:
    pdf = pikepdf.new()
    add_page(pdf, content, Im0=add_image(pdf, page_pixels(200)))
    assert list_problems(check(pdf, tmp_path / "a.pdf")) == [(1, message)]


def test_a_small_colour_stamp_does_not_colour_a_grey_page(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    content = fill() + " q 150 0 0 150 300 600 cm /Im1 Do Q"
    add_page(pdf, content, Im0=add_image(pdf, page_pixels(200), "L"), Im1=add_image(pdf, (500, 500)))
    assert list_problems(check(pdf, tmp_path / "a.pdf")) == [(1, "ảnh không phải ảnh màu")]


def test_strips_rotation_forms_and_scaled_units_are_seen_through(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    across, down = page_pixels(200)
    half = add_image(pdf, (across, down // 2 + 1))
    width, height = A4
    strips = f"q {width} 0 0 {height / 2} 0 0 cm /Im0 Do Q q {width} 0 0 {height / 2} 0 {height / 2} cm /Im0 Do Q"
    add_page(pdf, strips, Im0=half)
    turned = add_page(pdf, f"q 0 {height} {-width} 0 {width} 0 cm /Im0 Do Q", Im0=add_image(pdf, (down, across)))
    turned.obj.Rotate = 90
    form = pdf.make_stream(
        f"{width / 2} 0 0 {height / 2} 0 0 cm /Im0 Do".encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, width, height],
        Matrix=[2, 0, 0, 2, 0, 0],
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=add_image(pdf, (across, down)))),
    )
    add_page(pdf, "/Fm0 Do", Fm0=form)
    units = add_page(pdf, fill((width / 2, height / 2)), (width / 2, height / 2), Im0=add_image(pdf, (across, down)))
    units.obj.UserUnit = 2
    assert check(pdf, tmp_path / "a.pdf").problems == ()


@pytest.mark.parametrize(
    ("space", "is_colour"),
    [
        ("/DeviceRGB", True),
        ("/DeviceGray", False),
        (["/Indexed", "/DeviceRGB", 1, b"\0\0\0\xff\xff\xff"], True),
        (["/Indexed", "/DeviceGray", 1, b"\0\xff"], False),
        (["/CalRGB", {}], True),
        (["/CalGray", {}], False),
        (["/ICCBased", 1], False),
        (["/ICCBased", 3], True),
        (["/ICCBased", 4], True),
    ],
)
def test_what_is_colour(space: object, is_colour: bool) -> None:
    pdf = pikepdf.new()

    def build(value: object) -> object:
        if isinstance(value, list) and value[0] == "/ICCBased":
            return pikepdf.Array([pikepdf.Name.ICCBased, pdf.make_stream(b"", N=value[1])])
        if isinstance(value, list):
            return pikepdf.Array([build(item) for item in value])
        if isinstance(value, dict):
            return pikepdf.Dictionary()
        return pikepdf.Name(value) if isinstance(value, str) else value

    image = add_image(pdf, (10, 10))
    image.ColorSpace = build(space)
    page = add_page(pdf, fill(), Im0=image)
    assert [found.is_colour for found in list_page_images(page)] == [is_colour]


def test_a_mask_is_no_colour_and_jpeg_2000_says_it_itself() -> None:
    pdf = pikepdf.new()
    mask = add_image(pdf, (10, 10))
    mask.ImageMask = True
    jpx = {}
    for mode in ("RGB", "L"):
        jpx[mode] = add_image(pdf, (64, 64))
        jpx[mode].write(draw((64, 64), mode, "JPEG2000"), filter=pikepdf.Name.JPXDecode)
        del jpx[mode].ColorSpace
    page = add_page(pdf, "/A Do /B Do /C Do", A=mask, B=jpx["RGB"], C=jpx["L"])
    assert [image.is_colour for image in list_page_images(page)] == [False, True, False]


def test_resources_may_be_inherited(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, fill(), Im0=add_image(pdf, page_pixels(200)))
    pdf.Root.Pages.Resources = page.obj.Resources
    pdf.Root.Pages.MediaBox = page.obj.MediaBox
    for key in ("/Resources", "/MediaBox"):
        del page.obj[key]
    assert check(pdf, tmp_path / "a.pdf").problems == ()


def test_an_inline_image_counts() -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, "q 100 0 0 50 0 0 cm BI /W 2 /H 1 /BPC 8 /CS /RGB ID \x01\x02\x03\x04\x05\x06 EI Q")
    (image,) = list_page_images(page)
    assert (image.pixels, image.is_colour, image.width) == ((2, 1), True, 100)


def test_paper_that_does_not_exist_is_not_at_100_percent(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    add_page(pdf, fill((200, 283)), (200, 283), Im0=add_image(pdf, (700, 1000)))
    report = check(pdf, tmp_path / "a.pdf")
    assert "71 × 100 mm" in report.problems[0].found


def test_locked_broken_and_absent_files_are_bad_input(make_scan: MakeScan, tmp_path: Path) -> None:
    whole = make_scan(200)
    with pikepdf.open(whole) as pdf:
        for name, words in (("mo.pdf", {"user": ""}), ("khoa.pdf", {"user": "x"})):
            pdf.save(tmp_path / name, encryption=pikepdf.Encryption(owner="chu", **words))
            with pytest.raises(InputError, match="mật khẩu"):
                check_scan(tmp_path / name)
    (tmp_path / "cut.pdf").write_bytes(whole.read_bytes()[:-400])
    (tmp_path / "rac.pdf").write_bytes(b"garbage" * 50)
    (tmp_path / "rong.pdf").write_bytes(b"")
    for name in ("cut.pdf", "rac.pdf", "rong.pdf"):
        with pytest.raises(InputError, match="hỏng"):
            check_scan(tmp_path / name)
    for path in (tmp_path / "khong.pdf", tmp_path):
        with pytest.raises(InputError, match="không đọc được"):
            check_scan(path)


@pytest.mark.slow
@settings(max_examples=150)
@given(changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=10))
def test_a_mutated_scan_gives_a_report_or_an_error_of_ours(tmp_path: Path, changes: list[tuple[float, int]]) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    add_page(pdf, fill(), Im0=add_image(pdf, (8, 8)))
    pdf.save(tmp_path / "a.pdf", compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = bytearray((tmp_path / "a.pdf").read_bytes())
    for place, value in changes:
        content[int(place * len(content))] = value
    (tmp_path / "a.pdf").write_bytes(content)
    try:
        assert not check_scan(tmp_path / "a.pdf").accepted
    except InputError as error:
        assert error.message  # noqa: PT017 - either outcome is right; a foreign error is not
