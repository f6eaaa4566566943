"""Checks what a YAML file says against a model; what pydantic finds is said for people."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from pipeline.corpus.located import Loc, Located
from pipeline.corpus.problems import Problem, RefusedError, quoted

_Model = TypeVar("_Model", bound=BaseModel)

_TEXT = "a text"
_LIST = "a list, such as [one, two]"
_MAPPING = "'key: value' lines"
_EXPECTED = {
    "string_type": _TEXT,
    "string_too_short": _TEXT,
    "tuple_type": _LIST,
    "mapping_type": _MAPPING,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
}


def validate(model: type[_Model], located: Located, **context: Any) -> _Model:
    """The file's content as `model`; an empty file is an empty mapping.

    Args:
        model: A pydantic model that forbids unknown keys.
        located: The file's content and lines.
        context: What the model's validators are told.

    Raises:
        RefusedError: With a problem for each key that is unknown, missing or wrong.
    """
    data = {} if located.data is None else located.data
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [_problem(detail, model, located) for detail in details]
        raise RefusedError(*problems) from error


def suggestion(word: str, known: Iterable[str], what: str) -> str:
    """What to do about an unknown word: take the one that was meant, or one of all."""
    words = list(known)
    if close := get_close_matches(word.lower(), words, n=1):
        return f"did you mean {quoted(close[0])}?"
    return f"{what}: {', '.join(words) or 'none'}"


def _problem(detail: ErrorDetails, model: type[BaseModel], located: Located) -> Problem:
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden":
        keys = _keys_at(model, loc[:-1])
        message = f"unknown key {quoted(loc[-1])}; {suggestion(str(loc[-1]), keys, 'keys')}"
    elif detail["type"] == "missing":
        message = f"{_subject(loc[:-1])} has no key {quoted(loc[-1])}; add it"
    else:
        expected = _EXPECTED.get(detail["type"]) or str(detail["ctx"]["error"])
        message = f"{_subject(loc)} must be {expected}, not {_given(detail['input'])}"
    return located.problem(message, *loc)


def _subject(loc: Loc) -> str:
    match loc:
        case ():
            return "the file"
        case (int(index),):
            return f"item {index + 1}"
        case (*_, key, "[key]"):
            return f"the key {quoted(key)}"
        case (*_, key, int(index)):
            return f"item {index + 1} of {quoted(key)}"
        case _:
            return quoted(loc[-1])


def _given(value: Any) -> str:
    match value:
        case None:
            return "an empty value"
        case dict():
            return "'key: value' lines"
        case list():
            return "a list"
        case _:
            return quoted(value)


def _keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys, as files write them, of the model that `loc` leads to inside `model`."""
    here = model
    for step in ("root", *loc):  # steps that no field is named after are keys of mappings
        field = next((f for name, f in _fields(here) if name == step), None)
        here = _model_in(field.annotation if field else None) or here
    return [name for name, _ in _fields(here)]


def _fields(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    return [(field.alias or name, field) for name, field in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model), None)
