"""The published schema is that of the reader."""

from desist.evaluation.cohort.data_package import cohort_data_package
from desist.evaluation.cohort.example import Invention, invented_cohort


def test_the_example_has_the_columns_that_are_published():
    cohort = invented_cohort(Invention(treated=5, control=5))

    for resource in cohort_data_package()["resources"]:
        published = [each["name"] for each in resource["schema"]["fields"]]
        held = getattr(cohort, resource["name"]).columns
        assert [name for name in held if not name.startswith("score_")] == published


def test_every_column_is_explained_and_codes_are_listed():
    fields = {
        (resource["name"], each["name"]): each
        for resource in cohort_data_package()["resources"]
        for each in resource["schema"]["fields"]
    }

    assert all(each["description"] for each in fields.values())
    assert fields["episodes", "arm"]["constraints"]["enum"] == ["treated", "control"]
    assert fields["episodes", "day_0"] == {
        "name": "day_0", "type": "date", "description": "The day from which time is counted",
        "constraints": {"required": True},
    }  # fmt: skip
    assert fields["episodes", "predicted_risk"]["constraints"]["maximum"] == 1
