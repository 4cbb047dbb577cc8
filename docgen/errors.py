"""Every error that docgen raises on purpose.

One base class, one family for each kind of trouble. A family fixes the exit code of the command line and a
stable code for machines; the message and the hint are Vietnamese and say what to do next.
"""

from __future__ import annotations

import errno
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of every docgen command."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    TEMPLATE = 4
    LEGAL_REF = 5
    TOOL = 6
    REGISTER = 7
    CONFORMANCE = 8
    ARCHIVE = 9
    BUG = 70


class DocgenError(Exception):
    """Base of all errors raised on purpose.

    ``message`` says what is wrong, ``where`` in which file, field or place, ``hint`` what the user can do.
    All three are Vietnamese text for people; programs read ``code`` and ``exit_code``.
    """

    code = "docgen"
    exit_code = ExitCode.BUG

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{advice}"


_OS_ERRORS = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EEXIST: "đã có tệp hoặc thư mục tên này",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "đã hết hạn mức dung lượng đĩa",
    errno.EFBIG: "tệp quá lớn",
    errno.EROFS: "ổ đĩa chỉ được đọc",
    errno.EIO: "đĩa báo lỗi đọc ghi",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ELOOP: "liên kết vòng",
    errno.EMFILE: "chương trình mở quá nhiều tệp",
    errno.ENFILE: "máy mở quá nhiều tệp",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.EBUSY: "tệp đang được chương trình khác dùng",
    errno.ETXTBSY: "tệp đang được chương trình khác dùng",
    errno.EXDEV: "hai đường dẫn ở hai ổ đĩa khác nhau",
    errno.EINVAL: "tên tệp hoặc thao tác không hợp lệ",
    errno.ENXIO: "không có thiết bị này",
    errno.ECONNREFUSED: "máy kia từ chối kết nối",
    errno.ETIMEDOUT: "quá thời gian chờ",
    errno.ESTALE: "ổ đĩa mạng đã mất kết nối tới tệp",
}


def explain_os_error(error: OSError) -> str:
    """Return in Vietnamese what the operating system says; what is not known keeps its number."""
    known = _OS_ERRORS.get(error.errno or 0)
    return known or f"hệ điều hành báo lỗi {error.errno or error}"


class InputError(DocgenError):
    """What the user gave cannot be used: a draft, a data file, a folder."""

    code = "input"
    exit_code = ExitCode.INPUT


class TemplateError(DocgenError):
    """A template or its manifest is broken, or asks for data that is not there."""

    code = "template"
    exit_code = ExitCode.TEMPLATE


class LegalRefError(DocgenError):
    """A legal reference is unknown or ambiguous, or the catalogue is broken."""

    code = "legal-ref"
    exit_code = ExitCode.LEGAL_REF


class ToolError(DocgenError):
    """An external program or font is missing, failed, or hung."""

    code = "tool"
    exit_code = ExitCode.TOOL


class RegisterError(DocgenError):
    """The register refuses: a number, a state, a role."""

    code = "register"
    exit_code = ExitCode.REGISTER


class ForbiddenError(RegisterError):
    """Somebody may not do this: the role, or a name that is not registered."""

    code = "forbidden"


class NotFoundError(RegisterError):
    """There is no such record."""

    code = "not-found"


class ConformanceError(DocgenError):
    """A produced file does not meet the standard it claims."""

    code = "conformance"
    exit_code = ExitCode.CONFORMANCE


class ArchiveError(DocgenError):
    """An archive package cannot be made or does not verify."""

    code = "archive"
    exit_code = ExitCode.ARCHIVE
