"""Writes registrations of people of the trial before and after the published ones, and what the tables of
the report must count then, by its own reading of "as it was at the start".

trial_again.py TRIAL FOLDER SEED writes FOLDER/told.csv, to be imported beside TRIAL, and
FOLDER/expected.csv. It shares no code with the program. With a seed of 0 everybody is registered once
more on 4 December, with the same referral and actions and with another status; then nothing changes.
"""

import csv
import datetime
import random
import sys

trial, folder, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
chance = random.Random(seed)

REFERRAL = ["followed-up", "not-followed-reason", "direction", "stream", "reason-status", "reason-client",
            "training-ready", "reason-organisation", "transfer", "decision"]
TOLD = ["client", "filled-on", "location", "commune", "employed", "employment", "benefit",
        "living-wage-since", "equivalent-since", "unemployed-since", "job-goal", "training-12m", "experience-12m", "dutch-native-or-working",
        ] + REFERRAL + ["vdab.actions", "ocmw.actions"]
ACTIONS = ["tender.taz", "guidance.other", "training.vocational", "work.pwa", "administrative-legal"]
COMMUNES = ["Kortrijk", "Mortsel", "Tielt", "Gent"]
PLACES = ["Kortrijk-Waregem", "Leuven", "Mortsel", "Tielt"]

# What says since when an answer holds.
SINCE = {"employed": [("unemployed-since", "no")],
         "benefit": [("living-wage-since", "living-wage"),
                     ("equivalent-since", "equivalent-living-wage")]}


def day(text):
    return datetime.date.fromisoformat(text)


def other_status(row):
    works = row["employed"] != "yes"
    row["employed"] = "yes" if works else "no"
    row["employment"] = "nec" if works else ""
    row["benefit"] = "none" if row["benefit"] != "none" else "unemployment"
    row["living-wage-since"] = row["equivalent-since"] = row["unemployed-since"] = ""
    row["commune"] = "Gent"
    row["location"] = "Tielt" if row["location"] != "Tielt" else "Leuven"
    for name in ["job-goal", "training-12m", "experience-12m", "dutch-native-or-working"]:
        row[name] = "no" if row[name] == "yes" else "yes"


def invented(client, on):
    row = dict.fromkeys(TOLD, "")
    row.update(client=client, location=chance.choice(PLACES + [""]))
    row["filled-on"] = on.isoformat()
    for name in ["job-goal", "training-12m", "experience-12m", "dutch-native-or-working", "employed"]:
        row[name] = chance.choice(["yes", "no", "", ""])
    if row["employed"] == "yes":
        row["employment"] = chance.choice(["nec", "art60", ""])
    row["benefit"] = chance.choice(["none", "unemployment", "living-wage", "sickness", "", ""])
    if row["benefit"] == "living-wage":
        row["living-wage-since"] = chance.choice(["", "2011-05-01", "2012-03-01"])
    row["commune"] = chance.choice(COMMUNES + [""])
    if chance.random() < 0.4:
        row["followed-up"] = "yes"
        row["direction"] = chance.choice(["ocmw-to-vdab", "vdab-to-ocmw"])
        row["stream"] = chance.choice(
            ["mandatory-registration", "art60-ending"] if row["direction"] == "ocmw-to-vdab"
            else ["jobseeker-not-suspended", "jobseeker-suspended"])
        row["reason-client"] = chance.choice(["ready-regular", "ready-social", "ready-training", ""])
        row["reason-organisation"] = chance.choice(["other-offers-better", "no-tools"])
        row["transfer"] = chance.choice(["definitive", "temporary-paused", ""])
    elif chance.random() < 0.5:
        row["followed-up"] = "no"
        row["not-followed-reason"] = chance.choice(["not-ready", "other-cooperation"])
    for side in ["vdab.actions", "ocmw.actions"]:
        row[side] = ";".join(chance.choice(ACTIONS) for _ in range(chance.choice([0, 0, 1, 2])))
    return row


def several(text):
    return [part for part in text.split(";") if part]


def lead_of(name):
    return {"employment": ("employed", "yes")}.get(name)


def stood(entries, name, on):
    """The newest answer of a fact up to a day; False where an answer since says it does not apply."""
    value = None
    for row in entries:
        if day(row["filled-on"]) > on:
            break
        lead = lead_of(name)
        if lead and row[lead[0]] and row[lead[0]] != lead[1]:
            value = False
        if row[name]:
            value = row[name]
    return value


def at(entries, name, on):
    found = stood(entries, name, on)
    if found is not None:
        return found or None
    first = None
    for row in entries:
        when = day(row["filled-on"])
        if when <= on or not row[name]:
            continue
        if first and first[0] != row[name]:
            break
        for since, option in SINCE.get(name, []):
            if option in several(row[name]) and row[since] and day(row[since]) <= on:
                return option
        first = first or (row[name], when)
    return first[0] if first and (first[1] - on).days <= 28 else None


def referrals_of(entries):
    """The referrals of a person as the entries tell of them: each its first row, with what later rows fill."""
    lives = []
    for row in entries:
        if row["followed-up"] != "yes":
            continue
        streams = set(several(row["stream"]))
        same = [life for life in lives if life["direction"] == row["direction"]
                and (not streams or not life["streams"] or streams & life["streams"])]
        if same:
            life = max(same, key=lambda life: life["since"])
            life["streams"] |= streams
            for name in REFERRAL:
                life["row"][name] = life["row"][name] or row[name]
        else:
            lives.append({"direction": row["direction"], "streams": streams, "row": dict(row),
                          "since": (row["filled-on"], len(lives)), "on": day(row["filled-on"])})
    return lives


def actions_of(entries):
    """Each action once: told again it is the open one of its kind and organisation."""
    lives = []
    for row in entries:
        taken = []
        for side in ["vdab", "ocmw"]:
            for action in several(row[f"{side}.actions"]):
                like = [life for life in lives if life[:2] == (side, action) and life not in taken]
                if like:
                    taken.append(like[-1])
                else:
                    life = (side, action, day(row["filled-on"]), len(lives))
                    lives.append(life)
                    taken.append(life)
    return lives


def main():
    with open(trial, newline="") as file:
        rows = list(csv.DictReader(file))
    told = []
    for row in rows:
        if seed == 0:
            again = {name: row[name] for name in TOLD}
            again["filled-on"] = "2012-12-04"
            other_status(again)
            told.append(again)
            continue
        on = day(row["filled-on"])
        for _ in range(chance.choice([0, 1, 1, 2, 3])):
            when = on + datetime.timedelta(days=chance.choice([-300, -60, -28, -5, 3, 28, 29, 60, 100]))
            if when < datetime.date(2012, 12, 31) and when not in [
                    day(other["filled-on"]) for other in told if other["client"] == row["client"]]:
                told.append(invented(row["client"], when))
    with open(f"{folder}/told.csv", "w", newline="") as file:
        out = csv.DictWriter(file, TOLD)
        out.writeheader()
        out.writerows(told)
    counts = {}

    def add(table, row, column="", number=1):
        counts[table, row, column] = counts.get((table, row, column), 0) + number

    for first in rows:
        entries = [{name: row[name] for name in TOLD} for row in [first] + told
                   if row["client"] == first["client"]]
        entries.sort(key=lambda row: row["filled-on"])
        count(entries, add)
    with open(f"{folder}/expected.csv", "w", newline="") as file:
        out = csv.writer(file)
        for key, number in sorted(counts.items()):
            out.writerow([*key, number])


def is_income(benefit):
    return bool(set(several(benefit or "")) & {"living-wage", "equivalent-living-wage"})


def count(entries, add):
    referrals = referrals_of(entries)
    begin = referrals[0]["on"] if referrals else day(entries[0]["filled-on"])
    add("followed-up", "yes" if referrals else "no")
    if not referrals:
        # Who says so first and again with another reason was told of once.
        reason = next((row["not-followed-reason"] for row in entries if row["not-followed-reason"]), "")
        for one in several(reason):
            add("not-followed-up", one)
    benefit = at(entries, "benefit", begin)
    for name, holds in [("unemployment", "unemployment" in several(benefit or "")),
                        ("integration-income", is_income(benefit)),
                        ("sickness", "sickness" in several(benefit or "")), ("unknown", benefit is None)]:
        add("benefits", name, number=int(holds))
    works = at(entries, "employed", begin)
    circuit = at(entries, "employment", begin)
    add("employed", "employed", number=int(works == "yes"))
    add("employed", "unknown", number=int(works is None))
    for name in ["art60", "other"]:
        add("employed", name, number=int(works == "yes" and circuit == name))
    for life in referrals:
        row = life["row"]
        add("directions", life["direction"])
        kind = row["transfer"].split("-")[0]
        add("transfers", kind or "unknown")
        for stream in several(",".join(sorted(life["streams"])).replace(",", ";")):
            add("table-4.1", at(entries, "location", life["on"]) or "unknown", stream)
    for direction, table in [("ocmw-to-vdab", "from-ocmw"), ("vdab-to-ocmw", "from-vdab")]:
        life = next((life for life in referrals if life["direction"] == direction), None)
        if life is None:
            continue
        benefit = at(entries, "benefit", life["on"])
        add(table, "all")
        add(table, "unemployment", number=int("unemployment" in several(benefit or "")))
        add(table, "integration-income", number=int(is_income(benefit)))
        if direction == "ocmw-to-vdab":
            works, circuit = (at(entries, name, life["on"]) for name in ["employed", "employment"])
            add(table, "employed", number=int(works == "yes"))
            add(table, "employed-art60", number=int(works == "yes" and circuit == "art60"))
            reasons = several(life["row"]["reason-client"])
            add(table, "ready-regular", number=int("ready-regular" in reasons))
            add(table, "needs-training", number=int("ready-training" in reasons))
    if referrals:
        add("referred", "all")
        reasons = several(referrals[0]["row"]["reason-organisation"])
        add("referred", "no-tools", number=int("no-tools" in reasons))
        for name, row, wanted in [("job-goal", "job-goal", "yes"), ("training-12m", "training", "yes"),
                                  ("experience-12m", "experience", "yes"),
                                  ("dutch-native-or-working", "no-working-dutch", "no")]:
            add("referred", row, number=int(at(entries, name, begin) == wanted))
    groups = {("vdab", "tender"): "vdab-tenders", ("vdab", "guidance"): "vdab-mediation",
              ("vdab", "training.vocational"): "vdab-vocational-training", ("vdab", "work.pwa"): "vdab-pwa",
              ("ocmw", "guidance"): "ocmw-activation-guidance",
              ("ocmw", "administrative-legal"): "ocmw-administrative"}
    seen = set()
    for side, action, on, _ in actions_of(entries):
        before = [life for life in referrals if life["on"] <= on]
        if before and before[-1]["direction"] == "ocmw-to-vdab":
            for key in [(side, action), (side, action.split(".")[0])]:
                if key in groups:
                    seen.add(groups[key])
    for row in seen:
        add("table-4.2", row)


main()
