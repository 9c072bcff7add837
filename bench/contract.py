"""How long `crosstalk contract` takes for a document of about 150 kB, beside `crosstalk --version`.

    python3 bench/contract.py [ROUNDS] [CROSSTALK]

The document is made here: resources with the usual five operations, nested schemas, enums, lists and shared components, as FastAPI
writes them. The two commands take turns, so that other work on the machine meets both.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WANTED = 150_000
NOUNS = ["account", "order", "coupon", "seat", "wallet", "ticket", "project", "invoice", "report", "chat"]


def reference(name):
    return {"$ref": f"#/components/schemas/{name}"}


def schemas(name, other):
    """What one resource is made of."""
    base = {
        "name": {"type": "string", "maxLength": 80, "title": "Name"},
        "quantity": {"type": "integer", "minimum": 0, "title": "Quantity"},
        "price": {"type": "number", "exclusiveMinimum": 0, "title": "Price"},
        "state": {"type": "string", "enum": ["open", "paid", "closed"], "default": "open"},
        "tags": {"type": "array", "items": {"type": "string"}, "title": "Tags"},
        "address": reference(f"{name}Address"),
        "related": {"anyOf": [reference(f"{other}Read"), {"type": "null"}], "title": "Related"},
    }
    read = dict(base, id={"type": "string", "format": "uuid"}, created_at={"type": "string", "format": "date-time"})
    update = {key: {"anyOf": [value, {"type": "null"}]} for key, value in base.items()}
    return {
        f"{name}Create": {"type": "object", "required": ["name", "quantity", "price"], "properties": base},
        f"{name}Read": {"type": "object", "required": ["id", "name"], "properties": read},
        f"{name}Update": {"type": "object", "properties": update},
        f"{name}Address": {
            "type": "object",
            "required": ["street"],
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}, "zip": {"type": "string"}},
        },
    }


def answer(content, status="200"):
    return {
        status: {"description": "Successful Response", "content": {"application/json": {"schema": content}}},
        "422": {
            "description": "Validation Error",
            "content": {"application/json": {"schema": reference("HTTPValidationError")}},
        },
    }


def paths(name):
    plural = f"/{name.lower()}s"
    key = f"{name.lower()}_id"
    one = {"name": key, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100, "default": 20}}
    body = lambda kind: {"required": True, "content": {"application/json": {"schema": reference(name + kind)}}}
    read = reference(f"{name}Read")
    security = [{"OAuth2PasswordBearer": []}]
    return {
        plural: {
            "get": {"summary": f"List {name}", "parameters": [limit], "security": security,
                    "responses": answer({"type": "array", "items": read})},
            "post": {"summary": f"Create {name}", "requestBody": body("Create"), "security": security,
                     "responses": answer(read, "201")},
        },
        f"{plural}/{{{key}}}": {
            "get": {"summary": f"Get {name}", "parameters": [one], "security": security, "responses": answer(read)},
            "patch": {"summary": f"Update {name}", "parameters": [one], "requestBody": body("Update"),
                      "security": security, "responses": answer(read)},
            "delete": {"summary": f"Delete {name}", "parameters": [one], "security": security,
                       "responses": answer({})},
        },
        f"{plural}/{{{key}}}/purchase": {
            "post": {"summary": f"Purchase {name}", "parameters": [one], "security": security,
                     "responses": answer(read)},
        },
    }


def document():
    made = {
        "openapi": "3.1.0",
        "info": {"title": "bench", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                "HTTPValidationError": {
                    "type": "object",
                    "properties": {"detail": {"type": "array", "items": {"type": "object"}}},
                }
            },
            "securitySchemes": {
                "OAuth2PasswordBearer": {"type": "oauth2", "flows": {"password": {"scopes": {}, "tokenUrl": "token"}}}
            },
        },
    }
    count = 0
    names = [noun.title() + suffix for suffix in ["", "Copy", "Draft", "Old", "New"] for noun in NOUNS]
    while len(json.dumps(made)) < WANTED:
        name = names[count]
        made["paths"].update(paths(name))
        made["components"]["schemas"].update(schemas(name, names[count - 1] if count else name))
        count += 1
    return made


def milliseconds(command):
    start = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(map(str, command))} exited {code}")
    return (time.perf_counter() - start) * 1000


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    crosstalk = sys.argv[2] if len(sys.argv) > 2 else str(Path(__file__).parent.parent / "target/dist/bin/crosstalk")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        file.write_text(json.dumps(document()))
        size = file.stat().st_size
        operations = sum(len(path) for path in document()["paths"].values())
        print(f"{size / 1000:.0f} kB, {operations} operations, {rounds} rounds\n")
        print("| command | best ms | median ms |")
        print("|---|---|---|")
        taken = {"--version": [], "contract openapi.json": [], "contract --output-format json openapi.json": []}
        for _ in range(rounds):
            for words, times in taken.items():
                arguments = [str(file) if word == "openapi.json" else word for word in words.split()]
                times.append(milliseconds([crosstalk, *arguments]))
        for words, times in taken.items():
            print(f"| crosstalk {words} | {min(times):.0f} | {statistics.median(times):.0f} |")


main()
