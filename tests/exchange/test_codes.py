"""What is odd about data is explained like what is odd about a plan."""

from __future__ import annotations

import json

from cli.terminal import run
from khutwa.exchange.codes import data_codes
from khutwa.linter.explain import listing


def test_no_code_means_two_things() -> None:
    assert not set(data_codes()) & set(listing())
    codes = list(data_codes())
    assert codes == sorted(codes)
    assert {"KH901", "KH921", "KH940", "KH951"} <= set(codes)


def test_a_code_of_data_is_explained() -> None:
    said = run("explain", "kh936").stdout
    assert "the wrong way round" in said
    assert "Why it matters" in said
    assert "KH936" in run("explain").stdout


def test_json_tells_how_grave_it_is() -> None:
    told = {code: json.loads(run("explain", code, "--json").stdout)
            for code in ("KH921", "KH926", "KH936", "KH951", "KH960")}  # fmt: skip
    assert {each["family"] for each in told.values()} == {"data"}
    assert [each["severity"] for each in told.values()] == [
        "error", "info", "warning", "error", "warning"]  # fmt: skip
