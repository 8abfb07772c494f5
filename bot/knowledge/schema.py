"""The JSON Schema of the generated files: from the records themselves, for editors that explain and check."""

from __future__ import annotations

import json
import types
from inspect import getdoc
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec.structs import fields

from bot.knowledge.shape import INLINE, key_in_yaml, keys_of
from bot.models import Records, Role, Span, Value

SCHEMA = "records.schema.json"
"""Its file, beside those that it describes."""


def schema_text() -> str:
    """The schema as the text of its file."""
    kinds = [get_args(hint)[0] for hint in get_type_hints(Records).values()]
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the bot knows, as nato build writes it; see README.md",
        "type": "array",
        "items": {"anyOf": [_type(kind) for kind in kinds]},
        "$defs": {_name(kind): _object(kind) for kind in (*kinds, Value, Role, Span)},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _name(kind: type) -> str:
    return kind.__name__.lower()


def _object(kind: Any) -> dict[str, Any]:
    """A record as a mapping; the keys of its own span stand among the others, all of them or none."""
    hints, properties = get_type_hints(kind), dict[str, Any]()
    for field in fields(kind):
        inline = field.name in INLINE
        properties |= (
            _object(Span)["properties"] if inline else {key_in_yaml(kind, field): _type(hints[field.name])}
        )
    needed = keys_of(kind)
    described = {
        "description": " ".join((getdoc(kind) or "").split()),
        "type": "object",
        "required": [key for key, required in needed.items() if required],
        "properties": properties,
        "additionalProperties": False,
    }
    loose = [key for key in keys_of(Span) if key in properties and not needed[key]]
    return described | ({"dependentRequired": dict.fromkeys(loose, loose)} if loose else {})


def _type(hint: Any) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _type(arguments[0])
    if origin is tuple:
        return {"type": "array", "items": _type(arguments[0]), "minItems": 1}
    if origin is Literal:
        return {"enum": list(arguments)}
    if hint is int:
        return {"type": "integer", "minimum": 0}
    return {"type": "string", "minLength": 1} if hint is str else {"$ref": f"#/$defs/{_name(hint)}"}
