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
    assert err.endswith("Try: desist catalogue --help\n")


def test_an_unknown_entry_suggests_the_nearest(capsys):
    status, out, err = run(capsys, "catalogue", "show", "rm200")

    assert (status, out) == (2, "")
    assert "did you mean rm2000?" in err


def test_the_version_is_told(capsys):
    assert run(capsys, "--version")[1].startswith("desist ")
