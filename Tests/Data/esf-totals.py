#!/usr/bin/env python3
"""Works out the ESF+ indicators of esf-participations.csv from the guidance, sharing no code with
the program: checks the column by-hand, and prints the totals per period, which esf-totals.csv keeps.

    python3 esf-totals.py > esf-totals.csv

The day of reference is 2012-12-31. Letters: y yes, n no, u unknown, r refused, a not asked.
"""
import calendar
import csv
import datetime as dt
import pathlib
import sys

TODAY = dt.date(2012, 12, 31)
UNION = set("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
PERIODS = ["2010", "2011", "2012", "2012Q1", "2012Q2", "2012Q3", "2012Q4"]


def date(text):
    return dt.date.fromisoformat(text) if text else None


def months_on(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def age_on(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def level(code):
    if code in ("none", "primary"):
        return 0 if code == "none" else 1
    if code.startswith("secondary-3"):
        return 3
    if code.startswith("secondary-") or code in ("apprenticeship", "part-time-vocational"):
        return 2
    return {"higher-vocational": 5, "professional-bachelor": 6, "academic-bachelor": 6, "master": 7}[code]


def of(truth):
    return "u" if truth is None else "y" if truth else "n"


def asked(word, ground=False):
    if word in ("yes", "no"):
        return word[0]
    return "r" if word == "refused" else "y" if ground else "a"


def status(row):
    if row["labour-status"]:
        return row["labour-status"]
    if row["employed"] == "yes":
        return "employed"
    if row["employed"] == "no" and row["registered"]:
        return "unemployed" if row["registered"] == "yes" else "inactive"
    return None


def outputs(row):
    entry, born = date(row["entered-on"]), date(row["born"])
    age = age_on(born, entry) if born else None
    work = status(row)
    since = date(row["unemployed-since"] or row["since"])
    long = "n" if work and work != "unemployed" else "u"
    if work == "unemployed" and since and age is not None:
        # The last day on which the spell was not yet more than six, or twelve, months.
        long = of(entry > months_on(since, 6 if age < 25 else 12))
    if row["education"]:
        diploma = row["education"]
    elif row["belgian"] == "no":
        diploma = row["stated"]
    else:
        diploma = row["diploma"]
    isced = level(diploma) if diploma else None
    nation = row["nationality"]
    third = None if nation in ("", "none") else nation not in UNION
    births = [row[x] if row[x] != "none" else "" for x in ("own-born", "mother-born", "father-born")]
    abroad = any(x not in ("", "BE") for x in births + [row["former"]])
    foreign = True if abroad else False if all(births) else None
    homes = [row[x] for x in ("homelessness", "transit-housing", "moving")]
    housed = any(x in ("2", "3") for x in homes) or row["has-address"] == "no"
    housing = True if housed else False if all(x == "1" for x in homes) else None
    flags = "y" + of(work and work == "unemployed") + long
    flags += of(work and work == "inactive") + of(work and work == "employed")
    for low, high in ((0, 17), (18, 29), (55, 999)):
        flags += of(None if age is None else low <= age <= high)
    for low, high in ((0, 2), (3, 4), (5, 8)):
        flags += of(None if isced is None else low <= isced <= high)
    flags += asked(row["disability"], bool(row["grounds"])) + of(third) + of(foreign)
    flags += asked(row["minority"]) + of(housing)
    flags += of({"yes": True, "no": False, "": None}[row["rural"]])
    missing = [
        name
        for name, lacks in (
            ("sex", not row["sex"]),
            ("labour-status", not work),
            ("unemployed-since", work == "unemployed" and not since),
            ("age", age is None),
            ("education", isced is None),
        )
        if lacks
    ]
    return flags, missing, work


def life(rows):
    """What happened, in the order of its days and, within one, of the telling; and the leaving."""
    told = []
    for place, row in enumerate(sorted(rows, key=lambda r: r["entered-on"])):
        again = {"unemployed": "unemployment", "inactive": "inactivity", "employed": "employment"}
        if place and row["labour-status"]:
            told.append((date(row["entered-on"]), again[row["labour-status"]]))
        for part in filter(None, row["events"].split(";")):
            day, kind = part.split(",")
            told.append((date(day), kind))
    told.sort(key=lambda pair: pair[0])
    left = [date(row["left-on"]) for row in rows]
    left = None if any(day is None or day > TODAY for day in left) else max(left)
    return told, left


def results(rows, work):
    told, left = life(rows)
    if not left:
        return "uuuuuu", None
    start = {"unemployed": "unemployment", "inactive": "inactivity", "employed": "employment"}.get(work)

    def until(last):
        seen = [kind for day, kind in told if day <= min(last, TODAY)]
        now, better = start, False
        for kind in seen:
            if kind in ("unemployment", "searching", "inactivity"):
                now, better = kind, False
            elif kind == "employment":
                now = kind
            elif kind == "improved" and work == "employed":
                now, better = "employment", True
        return seen, (now if seen else None), better

    def answer(who, holds, over):
        if work and work not in who:
            return "n"
        if holds is None or (not work and holds):
            return "u"
        return "y" if holds else "n" if over else "u"

    end = left + dt.timedelta(days=28)
    over = end <= TODAY
    seen, now, _ = until(end)
    looks = None if now is None else now in ("unemployment", "searching")
    works = None if now is None else now == "employment"
    settled = "n" if over and seen else "u"
    flags = answer(("inactive",), looks, over)
    if "training" in seen:
        flags += {"no": "y", "yes": "n", "refused": "r"}.get(rows[0]["in-education"], "a")
    else:
        flags += settled
    flags += "y" if "qualification" in seen else settled
    flags += answer(("unemployed", "inactive"), works, over)
    later = months_on(left, 6)
    if later > TODAY:
        return flags + "uu", left
    seen, now, better = until(later)
    works = None if now is None else now == "employment"
    flags += answer(("unemployed", "inactive"), works, True)
    flags += answer(("employed",), None if works is None else works and better, True)
    return flags, left


def bounds(period):
    year = int(period[:4])
    if len(period) == 4:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    first = dt.date(year, 3 * int(period[5]) - 2, 1)
    return first, months_on(first, 3) - dt.timedelta(days=1)


def main():
    people = {}
    with open(pathlib.Path(__file__).with_name("esf-participations.csv"), newline="") as file:
        for row in csv.DictReader(file):
            people.setdefault(row["client"], []).append(row)
    wrong = 0
    found = []
    for client, rows in people.items():
        flags, missing, work = outputs(rows[0])
        later, left = results(rows, work)
        flags += later
        if flags != rows[0]["by-hand"] or ";".join(missing) != rows[0]["missing"]:
            wrong += 1
            print(client, rows[0]["note"], rows[0]["by-hand"], flags, missing, file=sys.stderr)
        found.append((rows[0], flags, not missing, left))
    codes = [f"EECO{n:02}" for n in range(1, 18)] + [f"EECR{n:02}" for n in range(1, 7)]
    print("period,indicator,women,men,non-binary,sex-unknown,total")
    for period in PERIODS:
        first, last = bounds(period)
        for place, code in enumerate(codes):
            counts = {"f": 0, "m": 0, "x": 0, "": 0}
            for row, flags, whole, left in found:
                moment = date(row["entered-on"])
                if place >= 17:
                    moment = left
                if place >= 21 and left:
                    moment = months_on(left, 6)
                inside = moment and first <= moment <= last
                if inside and flags[place] == "y" and (whole or place == 0):
                    counts[row["sex"]] += 1
            print(period, code, *counts.values(), sum(counts.values()), sep=",")
    print(f"{len(found)} participations, {wrong} not as by hand", file=sys.stderr)
    sys.exit(1 if wrong else 0)


main()
