"""Sends grants of the 360Giving standard through flattentool to spreadsheets and back, and validates them against the standard's schema where it is given.

    grants.py FILE [FOLDER]      FOLDER holds 360-giving-schema.json

Prints the number of grants, those that came back as they went, and one line for each error of the schema.
"""

import decimal
import json
import pathlib
import re
import sys
import tempfile

import flattentool
import jsonschema


def plain(value):
    """A value as a spreadsheet keeps it: numbers as texts, nothing empty."""
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool):
        return format(decimal.Decimal(str(value)).normalize(), "f")
    return value


def round_trip(file, schema):
    with tempfile.TemporaryDirectory() as folder:
        flat = str(pathlib.Path(folder) / "flat")
        back = pathlib.Path(folder) / "back.json"
        flattentool.flatten(
            file, output_name=flat, output_format="csv", root_list_path="grants", main_sheet_name="grants", root_id="", sheet_prefix="",
            id_name="id",
        )
        flattentool.unflatten(
            flat, output_name=str(back), input_format="csv", root_list_path="grants", root_id="", id_name="id", schema=schema,
            convert_titles=False,
        )
        return {grant["id"]: plain(grant) for grant in json.loads(back.read_text(), parse_float=decimal.Decimal)["grants"]}


package = json.loads(pathlib.Path(sys.argv[1]).read_text(), parse_float=decimal.Decimal)
grants = {grant["id"]: plain(grant) for grant in package["grants"]}
folder = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
schema = folder and str(folder / "360-giving-schema.json")
returned = round_trip(sys.argv[1], schema)
print(len(grants), sum(returned.get(name) == grant for name, grant in grants.items()))
if folder:
    rules = json.loads(pathlib.Path(schema).read_text())
    formats = jsonschema.FormatChecker()
    # The checker knows date-time only with a further package, and takes everything for one without.
    moment = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})")
    formats.checks("date-time")(lambda value: not isinstance(value, str) or moment.fullmatch(value) is not None)
    validator = jsonschema.validators.validator_for(rules)(rules, format_checker=formats)
    for grant in json.loads(pathlib.Path(sys.argv[1]).read_text())["grants"]:
        for error in validator.iter_errors(grant):
            print(grant.get("id"), list(error.path), error.message[:200])
