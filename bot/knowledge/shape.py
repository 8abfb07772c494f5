"""Records ⇄ the shape of YAML, with a fault at the line and column of whatever does not fit."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
import yaml
from msgspec.structs import FieldInfo, fields

from bot.errors import Fault
from bot.models import Span

INLINE = ("evidence", "span")
"""The span that a record stands on is written in line with it, not one level below."""


def plain(record: Any) -> Any:
    """A record as mappings, lists and scalars; what is None or empty is left out."""
    if isinstance(record, tuple):
        return [plain(item) for item in record]
    if isinstance(record, Span):
        return {"quote": record.text, "source": record.source, "start": record.start, "end": record.end}
    if not isinstance(record, msgspec.Struct):
        return record
    written: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if value is None or value == ():
            continue
        if each.name in INLINE:
            written |= plain(value)
        else:
            written[key_in_yaml(type(record), each)] = plain(value)
    return written


@cache
def keys_of(kind: Any) -> Mapping[str, bool]:
    """The keys that a record has in YAML, and whether each is required."""
    keys: dict[str, bool] = {}
    for each in fields(kind):
        if each.name in INLINE:
            keys |= dict.fromkeys(keys_of(Span), _required(kind, each))
        else:
            keys[key_in_yaml(kind, each)] = _required(kind, each)
    return keys


def entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The values of a mapping by key; nothing, where the node is no mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: value for key, value in pairs if isinstance(key, yaml.ScalarNode)}


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """The items of a list; nothing, where the node is no list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


class Shaper(msgspec.Struct, frozen=True):
    """Reads one file's nodes as records, and gathers the faults instead of stopping at the first."""

    path: Path
    remedy: str
    faults: list[Fault] = msgspec.field(default_factory=list)

    def blame(self, node: yaml.Node, what: str, remedy: str = "") -> None:
        """Add a fault at the place of a node."""
        mark = node.start_mark
        self.faults.append(Fault(what, remedy or self.remedy, str(self.path), mark.line + 1, mark.column + 1))

    def document(self, node: yaml.Node | None, kind: Any) -> Any:
        """What a whole file holds, as `kind`; None where that does not fit."""
        if node is None:
            self.faults.append(Fault("is empty", self.remedy, str(self.path)))
            return None
        return self.shaped(node, kind)

    def shaped(self, node: yaml.Node, kind: Any) -> Any:
        """What `plain` wrote, as `kind` again; None for what does not fit, which is blamed."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return self.shaped(node, arguments[0])
        if origin is tuple:
            return self._tuple(node, arguments[0])
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self._record(node, kind)
        return self._scalar(node, kind)

    def _tuple(self, node: yaml.Node, kind: Any) -> tuple[Any, ...] | None:
        if not isinstance(node, yaml.SequenceNode):
            self.blame(node, "should be a list")
            return None
        return tuple(self.shaped(item, kind) for item in node.value)

    def _scalar(self, node: yaml.Node, kind: Any) -> str | int | None:
        """Text is taken as it is written, so that 2014 and NO need no quotation marks."""
        if not isinstance(node, yaml.ScalarNode) or not node.value or node.tag.endswith(":null"):
            self.blame(node, f"should be {'a number' if kind is int else 'text'}")
        elif kind is int and not (node.value.isascii() and node.value.isdecimal()):
            self.blame(node, f"“{node.value}” should be a number")
        elif get_origin(kind) is Literal and node.value not in get_args(kind):
            self.blame(node, f"“{node.value}” should be one of: {', '.join(get_args(kind))}")
        else:
            return int(node.value) if kind is int else str(node.value)
        return None

    def _record(self, node: yaml.Node, kind: Any) -> Any:
        before = len(self.faults)
        self._check_keys(node, keys_of(kind))
        if len(self.faults) > before:
            return None
        present, hints = entries(node), _hints(kind)
        values = {}
        for each in fields(kind):
            key = key_in_yaml(kind, each)
            if each.name in INLINE:
                values[each.name] = self._inline_span(node) if present.keys() & keys_of(Span) else None
            elif key in present:
                values[each.name] = self.shaped(present[key], hints[each.name])
            elif each.required:
                values[each.name] = None
        return kind(**values) if len(self.faults) == before else None

    def _inline_span(self, node: yaml.Node) -> Any:
        own = [(key, value) for key, value in node.value if key.value in keys_of(Span)]
        return self._record(yaml.MappingNode(node.tag, own, node.start_mark, node.end_mark), Span)

    def _check_keys(self, node: yaml.Node, known: Mapping[str, bool]) -> None:
        if not isinstance(node, yaml.MappingNode):
            self.blame(node, f"should be a mapping of {', '.join(known)}")
            return
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.blame(key, "a key should be text")
            elif key.value not in known:
                self.blame(key, f"unknown key “{key.value}” (known: {', '.join(known)})")
            elif key.value in seen:
                self.blame(key, f"“{key.value}” stands twice")
            else:
                seen.add(key.value)
        for key in (key for key, required in known.items() if required and key not in seen):
            self.blame(node, f"“{key}” is missing")


def key_in_yaml(kind: Any, each: FieldInfo) -> str:
    """A field's name in YAML: the words of a span are called a quote there, for its readers."""
    return "quote" if kind is Span and each.name == "text" else each.name


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _required(kind: Any, each: FieldInfo) -> bool:
    return each.required and type(None) not in get_args(_hints(kind)[each.name])
