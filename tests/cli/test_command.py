import subprocess
import sys

import pytest

from desist.cli.command import JOBS, main


def run(capsys, *arguments):
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_desist_alone_begins_with_examples(capsys):
    status, out, _ = run(capsys)

    assert status == 0
    assert out.startswith("Examples:\n  desist ")
    assert all(name in out for name in JOBS)


@pytest.mark.parametrize("job", JOBS)
def test_the_help_of_every_job_begins_with_examples(capsys, job):
    status, out, _ = run(capsys, job, "--help")

    assert status == 0
    assert out.startswith(f"Examples:\n  desist {job}")


def test_an_unknown_command_suggests_the_nearest(capsys):
    status, out, err = run(capsys, "catalog")

    assert (status, out) == (2, "")
    assert err == "desist: there is no command 'catalog'\nTry: desist catalogue --help\n"


def test_a_wrong_argument_says_which_help_to_read(capsys):
    status, out, err = run(capsys, "catalogue", "chek")

    assert (status, out) == (2, "")
    assert err.endswith("Try: desist catalogue check --help\n")


def test_an_unknown_entry_suggests_the_nearest(capsys):
    status, out, err = run(capsys, "catalogue", "show", "rm200")

    assert (status, out) == (2, "")
    assert "did you mean rm2000" in err


def test_the_version_is_told(capsys):
    assert run(capsys, "--version")[1].startswith("desist ")


def test_an_unknown_job_of_a_command_suggests_the_nearest(capsys):
    status, out, err = run(capsys, "catalogue", "shw")

    assert (status, out) == (2, "")
    assert "did you mean show?" in err
    assert err.endswith("Try: desist catalogue show --help\n")


def test_an_unknown_entry_is_mended_by_showing_the_nearest(capsys):
    err = run(capsys, "catalogue", "show", "rm200")[2]

    assert err.endswith("Try: desist catalogue show rm2000\n")


@pytest.mark.parametrize("arguments", ["", "assess --example", "catalogue list --json"])
def test_a_reader_that_stops_reading_is_nothing_to_complain_of(arguments):
    command = f"{sys.executable} -m desist.cli {arguments} | head -c 1; echo ${{PIPESTATUS[0]}}"

    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)

    assert ended.stderr == ""
    assert ended.stdout.endswith("0\n")


@pytest.mark.parametrize("arguments", ["", "assess --example", "catalogue list --json"])
def test_a_full_disk_is_told_in_words(arguments):
    command = f"{sys.executable} -m desist.cli {arguments} > /dev/full"

    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True)  # noqa: PLW1510

    assert ended.returncode == 1
    assert ended.stderr.startswith("desist: No space left on device\nTry: desist ")


WITHIN = ["catalogue check", "catalogue list", "catalogue show", "evidence check"]


@pytest.mark.parametrize("job", WITHIN)
def test_the_help_of_a_job_within_a_command_begins_with_its_own_examples(capsys, job):
    status, out, _ = run(capsys, *job.split(), "--help")

    assert status == 0
    assert out.startswith(f"Examples:\n  desist {job}")
