"""Is the bag complete, and is every file what its manifests say? Both ways: nothing missing, nothing besides."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.archive import bag
from docgen.archive.package import FORM
from docgen.archive.package_reader import PackageReader
from docgen.archive.problems import Problem

_PAYLOAD = "data/"


def verify_bag(reader: PackageReader) -> Iterator[Problem]:
    """Yield what is wrong with the bag (RFC 8493, 3). The files must have been digested."""
    manifests = [bag.manifest_path(algorithm) for algorithm in bag.ALGORITHMS]
    tag_manifests = [bag.tag_manifest_path(algorithm) for algorithm in bag.ALGORITHMS]
    wanted = [bag.BAGIT, bag.BAG_INFO, *manifests, *tag_manifests]
    missing = [path for path in wanted if path not in reader]
    yield from (Problem("bag", path, "gói thiếu tệp này") for path in missing)
    if bag.BAGIT in reader and reader.read(bag.BAGIT) != bag.DECLARATION:
        yield Problem("bag", bag.BAGIT, "không phải là khai báo của BagIt 1.0")
    yield from _verify_info(reader)
    yield from _verify_checksums(reader)
    payload = {path for path in reader.paths if path.startswith(_PAYLOAD)}
    tags = {path for path in reader.paths if not path.startswith(_PAYLOAD)} - set(tag_manifests)
    yield from _compare(reader, manifests, payload)
    yield from _compare(reader, tag_manifests, tags)


def _verify_info(reader: PackageReader) -> Iterator[Problem]:
    data = reader.read(bag.BAG_INFO)
    if data is None:
        return
    said = bag.read_bag_info(data)
    if said.get("Docgen-Form") != FORM:
        form = said.get("Docgen-Form", "không ghi")
        yield Problem("bag", bag.BAG_INFO, f"không phải là gói của docgen mà bản này đọc được ({form})")
    payload = [digests.size for path, digests in reader.digests.items() if path.startswith(_PAYLOAD)]
    found = f"{sum(payload)}.{len(payload)}"
    if said.get("Payload-Oxum") != found:
        yield Problem("bag", bag.BAG_INFO, f"ghi tổng {said.get('Payload-Oxum')}, trong gói là {found} (byte.tệp)")


def _verify_checksums(reader: PackageReader) -> Iterator[Problem]:
    for path, digests in reader.digests.items():
        if not digests.is_crc_right:
            yield Problem("zip", path, "tệp bị sửa hoặc bị cắt: mã kiểm tra CRC-32 của zip không khớp")


def _compare(reader: PackageReader, manifests: list[str], paths: set[str]) -> Iterator[Problem]:
    """Hold files against their manifests; of a file that several manifests find wrong, one line is said."""
    told: dict[str, list[str]] = {}
    for manifest, algorithm in zip(manifests, bag.ALGORITHMS, strict=True):
        data = reader.read(manifest)
        if data is None:
            continue
        known, bad_lines = bag.read_manifest(data)
        if bad_lines:
            yield Problem("bag", manifest, f"dòng {', '.join(map(str, bad_lines[:5]))} không đúng dạng, hoặc lặp lại")
        if not known:
            yield Problem("bag", manifest, "không kê tệp nào")
        for path in sorted(known.keys() - paths):
            told.setdefault(path, []).append(f"{manifest} có kê, trong gói không có")
        for path in sorted(paths - known.keys()):
            told.setdefault(path, []).append(f"{manifest} không kê tệp này")
        for path in sorted(paths & known.keys()):
            if getattr(reader.digests[path], algorithm) != known[path]:
                told.setdefault(path, []).append(f"khác với {manifest}")
    for path, messages in told.items():
        yield Problem("bag", path, f"bị sửa, mất hoặc thêm: {'; '.join(messages)}")
