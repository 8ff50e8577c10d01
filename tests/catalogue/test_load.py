from datetime import date

import pytest

from desist.catalogue.fault import FaultyInput
from desist.catalogue.load import SHIPPED, load_catalogue, site_folder
from desist.catalogue.lock import publish
from tests.catalogue.shelf import RM2000, WORDING, write_shelf

RM2000_FILE = "static_risk/rm2000.v1.toml"


def faults_of(folder, files):
    with pytest.raises(FaultyInput) as caught:
        load_catalogue(shipped=write_shelf(folder, files))
    return [str(fault) for fault in caught.value.faults]


def spoilt(old, new):
    assert old in RM2000
    return {RM2000_FILE: RM2000.replace(old, new, 1)}


def test_every_shipped_file_loads_without_a_fault():
    catalogue = load_catalogue()

    assert len(catalogue.entries) == len(list(SHIPPED.rglob("*.toml")))
    assert all(len(entry.sha256) == 64 for entry in catalogue.entries)


def test_an_unknown_key_is_refused_with_file_key_and_remedy(tmp_path):
    files = spoilt("burglary_points = 2", "burglary_points = 2\nburglery = 1")

    assert faults_of(tmp_path, files) == [
        "static_risk/rm2000.v1.toml: violence.burglery: is not a key that is known here. "
        "Take the key out, or correct its spelling."
    ]


def test_a_missing_source_is_refused(tmp_path):
    files = spoilt('source = "Thornton', '# source = "Thornton')

    assert faults_of(tmp_path, files) == ["static_risk/rm2000.v1.toml: source: is missing. Add it."]


def test_an_empty_source_is_refused(tmp_path):
    text = WORDING.replace("written for a test", " ")

    [fault] = faults_of(tmp_path, {"wording/wording-example.v1.toml": text})

    assert "source: is empty" in fault


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("at_least = 25, at_most = 34, points = 1", "at_least = 26, at_most = 34, points = 1",
         "sexual.age: nothing covers 25 to 25"),
        ("at_least = 25, at_most = 34, points = 1", "at_least = 24, at_most = 34, points = 1",
         "sexual.age: rows from 18 and from 24 overlap"),
        ("at_least = 25, at_most = 34, points = 1", "at_least = 34, at_most = 25, points = 1",
         "sexual.age: runs from 34 to 25"),
        ("at_least = 35, points = 0", "at_least = 35, at_most = 99, points = 0",
         "sexual.age: the last row is closed above"),
        ("rate = 0.03", "rate = 3.0", "rate: 3.0 is no fraction"),
        ('"stranger_victim", "non_contact"]', '"stranger", "non_contact"]',
         "adapted.ignores_image_support_for: names no factor: stranger"),
        ("version = 1", "version = 0", "version: is 0"),
        ("in_force_from = 2003-01-01", "in_force_from = 2003-01-01\nin_force_until = 2002-01-01",
         "in_force_until: 2002-01-01 is before in_force_from 2003-01-01"),
    ],
)  # fmt: skip
def test_impossible_tables_are_refused_by_name(tmp_path, old, new, said):
    assert any(said in fault for fault in faults_of(tmp_path, spoilt(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rate = 0.03", "rate = nan", "is nan, not a number"),
        ("rate = 0.03", "rate = inf", "is inf, not a number"),
        ("in_force_from = 2003-01-01", 'in_force_from = "2003-01-01"',
         "in_force_from: is written as '2003-01-01', not as a date"),
        ("in_force_from = 2003-01-01", "in_force_from = 2003-01-01T10:00:00", "in_force_from"),
        ("version = 1", 'version = "1"', "version: input should be a valid integer, not '1'"),
        ("version = 1", "version = 1.0", "version: input should be a valid integer, not 1.0"),
        ('grade = "unverified"', 'grade = "certain"', "grade: input should be"),
        ("version = 1", "version = ", "is not TOML"),
    ],
)  # fmt: skip
def test_values_of_the_wrong_kind_are_refused(tmp_path, old, new, said):
    assert any(said in fault for fault in faults_of(tmp_path, spoilt(old, new)))


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    files = spoilt("rate = 0.03", "rate = nan") | {
        "wording/wording-example.v1.toml": WORDING.replace('language = "en"', "langage = 1"),
        "wordings/wording-other.v1.toml": WORDING,
    }

    said = "\n".join(faults_of(tmp_path, files))

    for each in ("is nan", "language: is missing", "langage: is not a key", "which is no shelf"):
        assert each in said


def test_a_file_is_named_by_its_id_and_version(tmp_path):
    [fault] = faults_of(tmp_path, {"wording/words.v1.toml": WORDING})

    assert "Call the file wording-example.v1.toml" in fault


def test_the_program_alone_fills_in_hash_and_adoption(tmp_path):
    [fault] = faults_of(tmp_path, {"wording/wording-example.v1.toml": WORDING + 'sha256 = "abc"\n'})

    assert "sha256: is filled in by the program" in fault


def test_two_versions_in_force_from_one_day_are_refused(tmp_path):
    files = {
        "wording/wording-example.v1.toml": WORDING,
        "wording/wording-example.v2.toml": WORDING.replace("version = 1", "version = 2"),
    }

    [fault] = faults_of(tmp_path, files)

    assert "versions 1 and 2 would both be in force on 2020-01-01" in fault


def test_an_edited_published_version_is_refused(tmp_path):
    name = "wording/wording-example.v1.toml"
    folder = write_shelf(tmp_path, {name: WORDING})
    publish(load_catalogue(shipped=folder), folder)
    write_shelf(folder, {name: WORDING.replace("Words", "Other words")})

    with pytest.raises(FaultyInput, match="was published and has been edited since"):
        load_catalogue(shipped=folder)


def test_a_published_version_that_is_gone_is_missed(tmp_path):
    first, second = "wording/wording-example.v1.toml", "wording/wording-example.v2.toml"
    newer = WORDING.replace("version = 1", "version = 2").replace("2020-01-01", "2021-01-01")
    folder = write_shelf(tmp_path, {first: WORDING, second: newer})
    publish(load_catalogue(shipped=folder), folder)
    (folder / first).unlink()

    with pytest.raises(FaultyInput, match="version 1 was published and is gone"):
        load_catalogue(shipped=folder)


def test_a_new_version_beside_a_published_one_is_welcome(tmp_path):
    folder = write_shelf(tmp_path, {"wording/wording-example.v1.toml": WORDING})
    publish(load_catalogue(shipped=folder), folder)
    newer = WORDING.replace("version = 1", "version = 2").replace("2020-01-01", "2021-01-01")
    write_shelf(folder, {"wording/wording-example.v2.toml": newer})

    assert publish(load_catalogue(shipped=folder), folder) == 1


def test_a_sites_own_folder_stands_beside_the_shipped_one(tmp_path):
    site = write_shelf(tmp_path, {"wording/wording-example.v1.toml": WORDING})

    catalogue = load_catalogue(site=site)

    assert catalogue.versions("wording-example")[0].in_force_from == date(2020, 1, 1)
    assert catalogue.versions("rm2000")


def test_a_site_folder_that_is_not_there_is_a_fault(tmp_path):
    with pytest.raises(FaultyInput, match="is not a folder"):
        load_catalogue(site=tmp_path / "nowhere")


def test_the_site_folder_comes_from_the_environment(tmp_path):
    assert site_folder({"DESIST_CATALOGUE": str(tmp_path)}) == tmp_path
    assert site_folder({}) is None


def test_a_file_that_changes_is_read_again(tmp_path):
    name = "wording/wording-example.v1.toml"
    folder = write_shelf(tmp_path, {name: WORDING})
    before = load_catalogue(shipped=folder).entries[0].sha256
    write_shelf(folder, {name: WORDING + 'note = "added"\n'})

    assert load_catalogue(shipped=folder).entries[0].sha256 != before


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("x = " + "[" * 3000 + "]" * 3000, "deep in one another"),
        ("[" + ".".join("a" * 3000) + "]", "deep in one another"),
        ("x = " + "9" * 5000, "is not TOML"),
        ("x = " + "9" * 30, "x: is beyond 64 bits"),
        ('title = "a\\u001b[2Jb"', "title: holds characters that cannot be seen: U+001B"),
        ('title = "a\\u202Eb"', "title: holds characters that cannot be seen: U+202E"),
        ('"' + "9" * 5000 + '" = 1', "is not a key"),
    ],
)
def test_a_hostile_file_is_refused_in_words(tmp_path, written, said):
    faults = faults_of(tmp_path, {RM2000_FILE: written})

    assert said in "\n".join(faults)


def test_a_byte_order_mark_says_nothing(tmp_path):
    load_catalogue(shipped=write_shelf(tmp_path, {RM2000_FILE: "\ufeff" + RM2000}))


def test_a_link_that_leads_nowhere_is_named(tmp_path):
    (tmp_path / "static_risk").mkdir()
    (tmp_path / RM2000_FILE).symlink_to(tmp_path / "gone.toml")

    assert "static_risk/rm2000.v1.toml: cannot be read" in faults_of(tmp_path, {})[0]


@pytest.mark.parametrize("line", ["rm2000", "rm2000 one abc", "\xff\xfe 1 2", "rm2000 1 abc"])
def test_a_spoilt_lock_is_refused_by_its_line(tmp_path, line):
    write_shelf(tmp_path, {RM2000_FILE: RM2000})
    (tmp_path / "published.lock").write_bytes(f"\n{line}\n".encode("latin-1"))

    assert "line 2: is not an id, a version and a sha256" in faults_of(tmp_path, {})[0]


@pytest.mark.parametrize("template", ["bad { brace", "{0}", "{}", "{band.__class__}", "{band[0]}"])
def test_a_wording_names_values_and_nothing_else(tmp_path, template):
    wording = f'{WORDING}[reason]\n"sexual.band" = "{template}"\n'

    said = "\n".join(faults_of(tmp_path, {"wording/wording-example.v1.toml": wording}))

    assert "wording/wording-example.v1.toml: reason.sexual.band: " in said
