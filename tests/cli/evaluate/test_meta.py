"""``desist evaluate meta`` from a file to its result and its picture."""

import json
from xml.etree import ElementTree as ET

from desist.cli import main
from tests.evaluation import oracle

STUDIES = "\n".join(
    line.split(",", 1)[1]
    for line in (oracle.FOLDER / "meta_studies.csv").read_text("utf-8").splitlines()
    if line.startswith(("data", "bcg"))
)


def test_studies_are_pooled_and_drawn(tmp_path, capsys):
    file, picture = tmp_path / "studies.csv", tmp_path / "forest.svg"
    file.write_text(STUDIES)
    asked = ["--moderators", "latitude", "--forest", str(picture), "--json"]

    assert main(["evaluate", "meta", str(file), *asked]) == 0
    content = json.loads(capsys.readouterr().out)
    assert len(content["studies"]) == 13
    assert content["reml"]["knapp_hartung"]["low"] < content["reml"]["estimate"]
    assert content["meta_regression"]["coefficients"][1]["moderator"] == "latitude"
    drawn = picture.read_text()
    ET.fromstring(drawn)  # noqa: S314  # our own picture
    assert drawn.count("<rect") == 13
    assert "Coetzee and Berjak 1968" in drawn
