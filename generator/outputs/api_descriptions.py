"""Describe the open data: the kinds of files below ``api/v1``, their JSON Schemas, and OpenAPI that refers to them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from generator.catalogue import Texts
from generator.model import Page
from generator.outputs import api_files as files
from generator.pages import addresses

#: The kinds of files, each with its model and what it is, in words.
KINDS: Final[dict[str, tuple[type[files.Envelope], str]]] = {
    "index": (files.Index, "what there is"),
    "services": (files.Services, "every service"),
    "service": (files.ServiceFile, "one service with its answers, their quotes, its text and its changes"),
    "practices": (files.Practices, "every practice"),
    "practice": (files.PracticeFile, "one practice with its definition, its figures and every service's answer"),
    "changes": (files.Changes, "the newest changes of answers, 5,000 at most"),
}


def address_of(kind: str) -> str:
    """Return the address of a kind of files; ``{id}`` stands in it where there are many."""
    if kind in ("service", "practice"):
        made = addresses.api_service if kind == "service" else addresses.api_practice
        return made("ID").replace("ID", "{id}")
    lists = {"services": addresses.api_services, "practices": addresses.api_practices}
    return lists[kind]() if kind in lists else addresses.api(kind)


def descriptions(base: str, texts: Texts) -> Iterator[Page]:
    """Yield the JSON Schemas, and the OpenAPI description that refers to them."""
    for kind, (model, _) in KINDS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        yield Page(addresses.api_schema(kind), (json.dumps(schema, indent=1) + "\n").encode())
    described = {
        "openapi": "3.1.0",
        "info": {
            "title": f"What {texts.many} say",
            "version": files.SCHEMA_VERSION,
            "description": f"What {texts.many} say, each answer with the text's own words. Static files.",
        },
        "servers": [{"url": f"{base}{addresses.API}" if base else "."}],
        "paths": {address_of(kind).removeprefix(addresses.API): _path(kind) for kind in KINDS},
    }
    yield Page(addresses.api("openapi"), (json.dumps(described, indent=1) + "\n").encode())


def _path(kind: str) -> dict[str, Any]:
    schema = {"$ref": f".{addresses.api_schema(kind).removeprefix(addresses.API)}"}
    many = "{id}" in address_of(kind)
    parameters = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}] if many else []
    answer = {"description": KINDS[kind][1], "content": {"application/json": {"schema": schema}}}
    return {"get": {**({"parameters": parameters} if parameters else {}), "responses": {"200": answer}}}
