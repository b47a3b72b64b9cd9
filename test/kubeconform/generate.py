#!/usr/bin/env python3
"""Makes the schemas that kubeconform checks the built-in bundle's objects with, out of the PyPI package kubernetes-validate.

    pip download --no-deps kubernetes-validate==1.37.0 && unzip kubernetes_validate-*.whl
    python3 test/kubeconform/generate.py kubernetes_validate/kubernetes-json-schema/v1.34.0-local-strict
"""
import json
import pathlib
import sys

KINDS = ["deployment-apps-v1", "service-v1", "ingress-networking-v1", "horizontalpodautoscaler-autoscaling-v2", "serviceaccount-v1", "configmap-v1", "secret-v1"]
source, here = pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent
definitions = json.loads((source / "_definitions.json").read_text())["$defs"]


def lean(schema):
    """Without prose, and with references into the file itself."""
    if isinstance(schema, list):
        return [lean(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {key: lean(value) for key, value in schema.items() if not (key == "description" and isinstance(value, str)) and not key.startswith("x-kubernetes")}
    if isinstance(out.get("$ref"), str):
        out["$ref"] = "#/$defs/" + out["$ref"].rsplit("/", 1)[1]
    return out


def reachable(schema, found):
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []:
        reachable(value, found)
    name = schema.get("$ref", "").rsplit("/", 1)[-1] if isinstance(schema, dict) and isinstance(schema.get("$ref"), str) else ""
    if name and name not in found:
        found[name] = lean(definitions[name])
        reachable(found[name], found)
    return found


for kind in KINDS:
    schema = lean(json.loads((source / f"{kind}.json").read_text()))
    defs = dict(sorted(reachable(schema, {}).items()))
    (here / f"{kind}.json").write_text(json.dumps({**schema, "$defs": defs}, separators=(",", ":")) + "\n")
