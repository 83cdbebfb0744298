"""Writes files of registrations, and what stands of everybody after them, by its own reading of the law.

known_oracle.py FOLDER CLIENTS SEED writes FOLDER/NN-INSTRUMENT.csv, to be imported in the order of their
names, and FOLDER/expected.csv. It shares no code with the program: it goes through a person's entries
and asks of every answer, again and again, whether it still applies, until nothing more falls.
"""

import csv
import random
import sys

folder, clients, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)

YES_NO = ["yes", "no"]
DAYS = ["2011-05-01", "2011-09-12", "2012-01-02"]
LEVELS = ["1", "2", "3", "4"]
WORDS = {"1": "none", "2": "supported", "3": "blocking"}
SPECIFICATIONS = {"justice": ["prison", "convicted"], "mobility": ["no-means", "no-access"]}

# What may be said of each fact through the intake.
ASKED = {
    "vdab-registered": YES_NO, "vdab-category": ["00", "02", "05"], "vdab-since": DAYS,
    "unemployed-since": DAYS, "employed": YES_NO, "employment": ["nec", "art60"],
    "benefit": ["none", "living-wage", "sickness", "sickness;living-wage"],
    "living-wage-since": DAYS, "diploma": ["primary", "secondary-1", "master"],
    "diploma-belgian": YES_NO, "diploma-recognised": YES_NO, "diploma-level-set": YES_NO,
    "job-goal": YES_NO, "job-goal-text": ["baker", "Baker", "pilot"], "job-goal-realistic": YES_NO,
    "dutch-native-or-working": YES_NO, "dutch-level": ["1.1", "2.1"],
}
# Through the MPSA the same things are asked without a condition.
ASKED_BY_MPSA = {"unemployed-since": DAYS, "benefit": ["none", "living-wage", "sickness"],
                 "dutch-level": ["1.2", "2.2"]}
# When the intake asks: the leading fact, and the answer that it must have.
HANGS = {
    "vdab-category": ("vdab-registered", "yes"), "vdab-since": ("vdab-registered", "yes"),
    "unemployed-since": ("vdab-registered", "yes"), "employment": ("employed", "yes"),
    "living-wage-since": ("benefit", "living-wage"), "diploma-recognised": ("diploma-belgian", "no"),
    "diploma-level-set": ("diploma-belgian", "no"), "job-goal-text": ("job-goal", "yes"),
    "job-goal-realistic": ("job-goal", "yes"), "dutch-level": ("dutch-native-or-working", "no"),
}
# Who names another thing fells what was said of the former.
THINGS = {
    "diploma": ["diploma-belgian", "diploma-recognised", "diploma-level-set"],
    "vdab-since": ["vdab-category", "unemployed-since"], "job-goal-text": ["job-goal-realistic"],
}
SHOWN = [fact for fact in ASKED if fact != "job-goal-text"]
FALLEN = object()


def rules_out(state, fact):
    """Whether what stands says that a fact does not apply."""
    if fact not in HANGS:
        return False
    lead, wanted = HANGS[fact]
    found = state.get(lead)
    if found is None:
        return False
    return found is FALLEN or wanted not in found.split(";")


def fold(entries):
    state, levels, words = {}, {}, {}
    for instrument, said in entries:
        given = {fact: value for fact, value in said.items() if fact in ASKED}
        before = dict(state)
        touched = set()
        # An answer is taken before what hangs on it; through the intake only where it applies.
        for fact in sorted(given, key=lambda fact: (depth(fact), fact)):
            touched.add(fact)
            lead = HANGS.get(fact, (None,))[0]
            if lead is not None and lead not in given:
                fall(state, lead, given, touched)
            if instrument == "intake" and rules_out(state, fact):
                state[fact] = FALLEN
                continue
            old = before.get(fact)
            state[fact] = given[fact]
            if old not in (None, FALLEN) and old.lower() != given[fact].lower():
                for other in THINGS.get(fact, []):
                    if other not in given and state.get(other) not in (None, FALLEN):
                        state[other] = FALLEN
                        touched.add(other)
        changed = True
        while changed:
            changed = any([fall(state, fact, given, touched) for fact in ASKED])
        for threshold in SPECIFICATIONS:
            level = said.get(threshold)
            named = [w for w in said.get("specifications", "").split(";")
                     if w.startswith(threshold + ".")]
            if level in WORDS:
                levels[threshold] = WORDS[level]
            if level == "1":
                words[threshold] = "none"
            elif named:
                words[threshold] = named
            elif level in ("2", "3") and words.get(threshold) == "none":
                words.pop(threshold)
    return state, levels, words


def depth(fact):
    return 1 + depth(HANGS[fact][0]) if fact in HANGS else 0


def fall(state, fact, given, touched):
    """Fells what is no longer asked by what this entry touched; says whether something fell."""
    if fact in given or state.get(fact) in (None, FALLEN) or fact not in HANGS:
        return False
    if HANGS[fact][0] not in touched or not rules_out(state, fact):
        return False
    state[fact] = FALLEN
    touched.add(fact)
    return True


def said(asked, share):
    return {fact: chance.choice(values) for fact, values in asked.items() if chance.random() < share}


files = [(chance.choice(["intake", "intake", "mpsa"]), day) for day in range(1, 9) for _ in range(2)]
files = list(dict.fromkeys(files))
chance.shuffle(files)
told = {}
for number, (instrument, day) in enumerate(files):
    columns = list(ASKED) + list(SPECIFICATIONS) + ["specifications"]
    if instrument == "mpsa":
        columns = list(ASKED_BY_MPSA)
    with open(f"{folder}/{number:02}-{instrument}.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["client", "filled-on"] + columns)
        for client in range(clients):
            if chance.random() > 0.3:
                continue
            entry = said(ASKED if instrument == "intake" else ASKED_BY_MPSA, 0.35)
            if instrument == "intake":
                entry |= said({threshold: LEVELS for threshold in SPECIFICATIONS}, 0.4)
                named = [f"{threshold}.{word}" for threshold, all in SPECIFICATIONS.items()
                         for word in all if chance.random() < 0.15]
                if named:
                    entry["specifications"] = ";".join(named)
            if not entry:
                continue
            rows.writerow([f"P{client:05}", f"2012-03-{day:02}"] + [entry.get(c, "") for c in columns])
            told.setdefault(client, []).append((day, number, instrument, entry))

with open(f"{folder}/expected.csv", "w", newline="") as file:
    rows = csv.writer(file)
    names = [f"{t}.{w}" for t, all in SPECIFICATIONS.items() for w in all]
    rows.writerow(["client"] + SHOWN + list(SPECIFICATIONS) + names)
    for client in sorted(told):
        entries = [entry[2:] for entry in sorted(told[client], key=lambda entry: entry[:2])]
        state, levels, words = fold(entries)
        row = [state.get(fact) if isinstance(state.get(fact), str) else "" for fact in SHOWN]
        row += [levels.get(threshold, "not-assessed") for threshold in SPECIFICATIONS]
        for name in names:
            answer = words.get(name.split(".")[0])
            row.append("" if answer is None else "yes" if answer != "none" and name in answer else "no")
        rows.writerow([f"P{client:05}"] + row)
