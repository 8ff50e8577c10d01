"""Whatever is sent by the description of the API, or against it, is answered as described."""

import json

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings

from desist.casework.exchange.api_urls import api
from tests.casework.delivery.delivered import build_course
from tests.casework.exchange.calling import let_in

DESCRIBED = api.get_openapi_schema(path_prefix="/api/v1/")
SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(DESCRIBED, default=str)))
OPERATIONS = [each.ok() for each in SCHEMA.get_all_operations()]
MODES = tuple(schemathesis.GenerationMode)


@pytest.fixture
def system(world, client):
    build_course(world)
    return let_in(world, client)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.label)
@pytest.mark.parametrize("mode", MODES, ids=lambda each: each.name.lower())
def test_no_call_fails_and_every_answer_is_one_that_is_described(system, operation, mode):
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case):
        with transaction.atomic():
            answer = send(case, system.token)
            transaction.set_rollback(True)
        named = {*operation.definition.raw["responses"], "405"}
        assert str(answer.status_code) in named, answer.content
        if answer.status_code in (401, 404, 409, 422, 429):
            assert answer["Content-Type"] == "application/problem+json"

    call()


def send(case, token):
    """A generated call, through the test client as a system."""
    given = case.as_transport_kwargs(base_url="http://testserver")
    headers = {name: str(value) for name, value in dict(given["headers"]).items()}
    headers["Authorization"] = f"Bearer {token}"
    body = given.get("json", given.get("data"))
    body = json.dumps(body) if "json" in given else body or b""
    request = Client(raise_request_exception=False).generic
    return request(
        given["method"], given["url"].removeprefix("http://testserver"), body,
        content_type="application/json", headers=headers,
        query_params=given.get("params") or None,
    )  # fmt: skip


def test_the_description_itself_is_given_to_a_system(caller):
    told = caller().get("/openapi.json").json()
    assert set(told["paths"]) == set(DESCRIBED["paths"])
