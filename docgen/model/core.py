"""The core of pydantic, without what stands around it.

The package ``pydantic_core`` describes its schemas to type checkers in five thousand lines, which take longer to import
than a document takes to read and render. Here its compiled module alone is loaded, under its own name: whoever imports
the package or pydantic afterwards gets the same one. Where it is not found as expected, the package is imported.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import PydanticCustomError, SchemaSerializer, SchemaValidator, ValidationError

__all__ = ["PydanticCustomError", "SchemaSerializer", "SchemaValidator", "ValidationError"]

_COMPILED = "pydantic_core._pydantic_core"


def _load() -> Any:
    if _COMPILED not in sys.modules:
        package = find_spec("pydantic_core")
        compiled = PathFinder.find_spec(_COMPILED, package.submodule_search_locations if package else None)
        if compiled is None or compiled.loader is None:
            import pydantic_core

            return pydantic_core
        sys.modules[_COMPILED] = module = module_from_spec(compiled)
        compiled.loader.exec_module(module)
    return sys.modules[_COMPILED]


if not TYPE_CHECKING:
    _core = _load()
    PydanticCustomError = _core.PydanticCustomError
    SchemaSerializer = _core.SchemaSerializer
    SchemaValidator = _core.SchemaValidator
    ValidationError = _core.ValidationError
