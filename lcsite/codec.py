"""Our own types as JSON and back: data only, so that reading it runs nothing.

Used between processes and in the cache, where pickle would run what a forged
file says.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

_TYPE = "~"


class Codec:
    """Writes and reads the dataclasses that it is told of, nothing else."""

    def __init__(self, types: Iterable[type]) -> None:
        self._types = {kind.__name__: kind for kind in types}
        self._names = {kind: tuple(field.name for field in fields(kind)) for kind in self._types.values()}

    def encode(self, value: Any) -> bytes:
        """Return a value as JSON."""
        return json.dumps(value, default=self._plain, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, data: bytes) -> Any:
        """Return the value that was written; lists come back as tuples.

        Raises:
            ValueError, TypeError, KeyError: the data is not what `encode` wrote.
        """
        return _frozen(json.loads(data, object_hook=self._typed))

    def _plain(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            plain = {name: getattr(value, name) for name in self._names[type(value)]}
            return {_TYPE: type(value).__name__, **plain}
        if isinstance(value, Enum):
            return value.value
        raise TypeError(type(value))

    def _typed(self, data: dict[str, Any]) -> Any:
        frozen = {name: _frozen(value) for name, value in data.items()}
        name = frozen.pop(_TYPE, None)
        return frozen if name is None else self._types[name](**frozen)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
