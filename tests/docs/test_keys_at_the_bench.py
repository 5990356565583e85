"""Every key of the bench's and the window's answers in JSON is on the page of commands."""

import json

from tests.cli.running import House
from tests.docs.telling import objects, only, order, told


def test_a_tube_from_order_to_report(house: House) -> None:
    made = only(house.run("register", who="phleb", given=order("K", "NA")))
    assert set(made) == told("register")
    assert all(set(each) == told("register", "each of `samples`") for each in made["samples"])
    tube = made["samples"][0]["sample"]
    assert set(only(house.run("receive", tube, "--json", who="tech"))) == told("receive")
    assert set(only(house.run("queue", "--json"))) == told("queue")
    printed = only(house.run("queue", "--bench", "CHEM", "--print", "--json", who="tech"))
    assert set(printed) == told("queue", "with `--print`")
    given = "\n".join(
        json.dumps({"sample": tube, "test": t, "value": v}) for t, v in (("K", "4"), ("NA", "140"))
    )
    for answer in objects(house.run("record", who="tech", given=given)):
        assert set(answer) == told("record")
    released = only(house.run("release", tube, "--json", who="path"))
    assert set(released) == told("release", "for each order")
    assert all(set(each) == told("release", "each of `samples`") for each in released["samples"])
    (other,) = house.order("NA")
    house.run("receive", other, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": other, "test": "NA", "value": "140"}))
    assert set(only(house.run("release", "--list", "--json"))) == told("release", "with `--list`")
    assert_report(house, tube)


def assert_report(house: House, tube: str) -> None:
    report = only(house.run("report", tube, "--json"))
    assert set(report) == told("report")
    groups = report["groups"]
    for what, found in (
        ("specimens", report["specimens"]),
        ("groups", groups),
        ("results", [result for group in groups for result in group["results"]]),
    ):
        assert found
        assert all(set(each) == told("report", f"each of `{what}`") for each in found)
    written = objects(house.run("report", tube, "--out", house.home.parent / "out", "--json"))
    assert [set(each) for each in written] == [told("report", "with `--out`")] * 2
    assert set(only(house.run("report", tube, "--print", "--json"))) == told("report", "with `--print`")


def test_deliver(house: House) -> None:
    (tube,) = house.order("NA", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "NA", "value": "140"}))
    house.run("release", tube, "--print", who="path")
    house.run("print", "--once")
    assert set(only(house.run("deliver", "--list", "--json"))) == told("deliver", "with `--list`")
    made = only(house.run("deliver", "--ward", "ward 3", "--json", who="phleb"))
    assert set(made) == told("deliver")
    assert [set(each) for each in made["reports"]] == [told("deliver", "each of `reports`")]
    back = only(house.run("deliver", "--returned", made["sheet"], "--json", who="phleb"))
    assert set(back) == told("deliver", "with `--returned` or `--handed`")
    assert back["reports"] == made["reports"]


def test_a_sample(house: House) -> None:
    (tube,) = house.order("K", "NA", "CL")
    house.run("receive", tube, who="tech")
    house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "K", "value": "4"}))
    house.run("cancel", tube, "--test", "CL", "--reason", "twice", who="tech")
    found = only(house.run("sample", tube, "--json"))
    assert set(found) == told("sample")
    assert set().union(*found["tests"]) == told("sample", "each of `tests`")
    for what in ("papers", "history"):
        assert found[what]
        assert all(set(each) == told("sample", f"each of `{what}`") for each in found[what])


def test_the_load_of_a_timed_collection(house: House) -> None:
    tube = house.order("GTT")[0]
    done = only(house.run("load", tube, "--json", who="phleb"))
    assert set(done) == told("load")
    assert [set(each) for each in done["tubes"]] == [told("load", "each of `tubes`")] * 2


def test_the_print_worker(house: House) -> None:
    house.order("K")
    printed = objects(house.run("print", "--once", "--json", who="phleb"))
    assert [set(each) for each in printed] == [told("print")] * 2


def test_rejecting_and_cancelling(house: House) -> None:
    tube, other = *house.order("K"), *house.order("NA", name="Ravi Kumar")
    house.run("receive", tube, who="tech")
    done = only(house.run("reject", tube, "--reason", "CLOTTED", "--json", who="tech"))
    assert set(done) == told("reject")
    done = only(house.run("cancel", other, "--reason", "twice", "--json", who="tech"))
    assert set(done) == told("cancel", "of a sample")
    done = only(house.run("cancel", "O01-0000001", "--reason", "twice", "--json", who="tech"))
    assert set(done) == told("cancel", "of an order")


def test_before_there_is_an_order(house: House) -> None:
    blank = only(house.run("labels", "--blank", "1", "--json", who="phleb"))
    assert set(blank) == told("labels")
    assert set(only(house.run("forms", "--blank", "pink", "--json", who="phleb"))) == told("forms")
    (tube,) = house.order("K")
    order = only(house.run("sample", tube, "--json"))["order"]
    drawn = house.run("collect", order, tube, "--json", who="phleb")
    assert set(only(drawn)) == told("collect")
    assert set(only(house.run("alias", tube, "HIS-77", "--json", who="phleb"))) == told("alias")


def test_aliquots_and_storage(house: House) -> None:
    (tube,) = house.order("K", "NA")
    house.run("receive", tube, who="tech")
    assert set(only(house.run("aliquot", tube, "--test", "K", "--json", who="tech"))) == told("aliquot")
    made = only(house.run("rack", "Fridge", "--positions", "3", "--json", who="tech"))
    assert set(made) == told("rack")
    assert set(only(house.run("store", "Fridge", tube, "--json", who="tech"))) == told("store")
    assert set(only(house.run("sample", tube, "--json"))["stored"]) == told("sample", "of `stored`")
    found = only(house.run("rack", "fridge", "--json"))
    assert set(found) == told("rack") | told("rack", "of one rack")
    assert [set(each) for each in found["samples"]] == [told("rack", "each of `samples`")]
    house.run("cancel", "O01-0000001", "--reason", "twice", who="tech")
    emptied = house.run("rack", "Fridge", "--empty", "--json", who="tech")
    assert set(only(emptied)) == told("rack", "with `--empty`")
    house.run("store", "Fridge", tube, who="tech")
    assert set(only(house.run("take", tube, "--json", who="tech"))) == told("take")


def test_a_value_that_asks_for_another_test(house: House) -> None:
    (tube,) = house.order("TSH")
    house.run("receive", tube, who="tech")
    came = house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "TSH", "value": "9.8"}))
    besides = told("record", "of a value that asks for another test, besides")
    assert set(only(came)) == told("record") | besides == told("record") | {"follows"}


def test_tests_that_are_sent_elsewhere(house: House) -> None:
    (tube,) = house.order("K", "NA")
    house.run("receive", tube, who="tech")
    sent = house.run("divert", tube, "--to", "STATE", "--number", "77", "--json", who="tech")
    assert set(only(sent)) == told("divert", "of a sending")
    assert set(only(house.run("divert", "--list", "--json"))) == told("divert", "with `--list`")
    came = house.run("record", who="tech", given=json.dumps({"sample": tube, "test": "K", "value": "4"}))
    elsewhere = told("record", "of a test done elsewhere, besides")
    assert set(only(came)) == told("record") | elsewhere == told("record") | {"laboratory"}
    back = house.run("divert", tube, "--recall", "--reason", "kit came", "--json", who="tech")
    assert set(only(back)) == told("divert", "with `--recall`")


def test_what_is_to_be_collected(house: House) -> None:
    (tube,) = house.order("K", location="Ward 3")
    house.run("receive", tube, who="tech")
    house.run("reject", tube, "--reason", "CLOTTED", who="tech")
    assert set(only(house.run("recollect", "--json"))) == told("recollect")
    printed = only(house.run("recollect", "--print", "--json", who="tech"))
    assert set(printed) == told("recollect", "with `--print`")


def test_worksheets(house: House) -> None:
    (tube,) = house.order("K", "NA")
    house.run("receive", tube, who="tech")
    made = only(house.run("worksheet", "CHEM", "--json", who="tech"))
    assert set(made) == told("worksheet", "of one worksheet")
    assert [set(each) for each in made["samples"]] == [told("worksheet", "each of `samples`")]
    assert set(only(house.run("worksheet", "--json"))) == told("worksheet", "of the list")
    number = made["worksheet"]
    assert only(house.run("worksheet", number, "--json")) == made
    again = only(house.run("worksheet", number, "--print", "--json", who="tech"))
    assert set(again) == told("worksheet", "with `--print`")
    words = ("--reason", "clot", "--json")
    taken = only(house.run("worksheet", number, "--remove", tube, *words, who="tech"))
    assert set(taken) == told("worksheet", "with `--remove`")
    number = only(house.run("worksheet", "CHEM", "--json", who="tech"))["worksheet"]
    assert set(only(house.run("worksheet", number, "--close", *words, who="tech"))) == told(
        "worksheet", "with `--close`"
    )


def test_tests_added_on(house: House) -> None:
    house.order("NA", "PT")
    added = objects(house.run("add-on", "O01-0000001", "K", "HB", "--json", who="phleb"))
    assert [set(each) for each in added] == [told("add-on", "for each tube")] * 2


def test_stat(house: House) -> None:
    (tube,) = house.order("NA")
    assert set(only(house.run("stat", tube, "--json", who="tech"))) == told("stat")
    assert set(only(house.run("pregnant", tube, "no", "--json", who="tech"))) == told("pregnant")


def test_accept(house: House) -> None:
    (tube,) = house.order("WBC")
    house.run("receive", tube, who="tech")
    given = json.dumps({"sample": tube, "test": "WBC", "value": "0.71", "again": "0.71"})
    house.run("record", who="tech", given=given)
    assert set(only(house.run("accept", tube, "--reason", "seen", "--json", who="path"))) == told("accept")


def test_a_culture(house: House) -> None:
    (tube,) = house.order("URICUL")
    house.run("receive", tube, who="tech")
    assert set(only(house.run("culture", "--json"))) == told("culture", "of the list")
    seen = ("culture", tube, "URICUL", "--json")
    house.run(*seen, "--read", "growth", "--grew", "ECO=>10^5", who="tech")
    found = only(house.run(*seen, "--isolate", "1", "--disk", "CIP=23", who="tech"))
    assert set(found) == told("culture", "of one culture")
    assert [set(each) for each in found["isolates"]] == [told("culture", "each of `isolates`")]
    assert [set(each) for each in found["isolates"][0]["tested"]] == [told("culture", "each of `tested`")]
    for which in ("--organisms", "--antibiotics"):
        for each in objects(house.run("culture", which, "--json")):
            assert set(each) == told("culture", "with `--organisms` or `--antibiotics`")
