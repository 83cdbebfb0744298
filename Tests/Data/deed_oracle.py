"""Tells of files and deeds one by one, hears which were taken, and says what stands of everybody after them.

deed_oracle.py FOLDER CLIENTS SEED DEEDS writes lines of tabs to its output and waits after each: `deed`,
an organisation and a sentence, to which it is answered 0 where that was taken; or `ask`, an organisation,
a sentence with {at} where an earlier moment can be named, and the file that holds the right answer.
"""

import csv
import pathlib
import random
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).parent))
from known_law import (  # noqa: E402
    ASKED, ASKED_BY_MPSA, NAMED, SCORES, SHOWN, SPECIFICATIONS, Known)

folder, clients, seed, deeds = sys.argv[1], *map(int, sys.argv[2:5])
chance = random.Random(seed)
TODAY = "2012-12-31"
WHO = {"first-name": ["Jan", "Jann", "Els"], "last-name": ["Maes", "Maas", "Peeters"],
       "birth-date": ["1980-02-03", "1986-02-03", "1975-05-06"]}
LEVELS = ["none", "supported", "blocking", "cannot-tell", "declined", "not-applicable"]
SAID = {"intake": ASKED | WHO | {threshold: SCORES for threshold in SPECIFICATIONS}, "mpsa": ASKED_BY_MPSA}
SINCE = [f"{threshold}.{what}" for threshold in SPECIFICATIONS for what in ("since", "absence")]
COLUMNS = SHOWN + list(SPECIFICATIONS) + SINCE + NAMED + ["birth-date"]
SEALED = ["job-goal-text", "first-name", "last-name"]
entries, left, into, files = [], [], {}, []


class Entry:
    def __init__(self, instrument, by, client, day, said):
        entries.append(self)
        self.number, self.instrument, self.by = len(entries), instrument, by
        self.client, self.day, self.said = client, day, said
        self.struck, self.by_hand = False, False

    def key(self):
        return (self.client, self.day, self.instrument, self.by)

    def change(self, by_hand=True, **what):
        """A key that an entry ever had stays its own, the last one first."""
        left.append((self.key(), self))
        vars(self).update(what, by_hand=by_hand)


def keyed(key):
    """The entry of a key, and whether it stands there."""
    for entry in entries:
        if entry.key() == key and not entry.struck and entry.instrument != "level":
            return entry, True
    return next((entry for old, entry in reversed(left) if old == key), None), False


def person(code):
    while code in into:
        code = into[code]
    return code


def tell(*words):
    print(*words, sep="\t", flush=True)
    return sys.stdin.readline().strip() == "0"


def ask(by, columns, day=None, stage=""):
    known = {}
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.number)):
        if not entry.struck and (day is None or entry.day <= day):
            known.setdefault(person(entry.client), []).append((entry.instrument, entry.day, entry.said))
    with open(f"{folder}/right.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["client"] + columns)
        codes = sorted(known)[:40] if stage else sorted(known)
        rows.writerows([code] + Known(known[code]).cells(columns) for code in codes)
    of = f" as of {day}" if day else ""
    tell("ask", by, f"clients{of}{{at}} | sort client {stage}| show client, {', '.join(columns)}", file.name)


def laid(said, columns, row):
    """What an entry says after a row of a file: a blank takes out, specifications speak for their thresholds."""
    said = {name: value for name, value in said.items() if name == "specifications" or name not in columns}
    said |= {name: row[name] for name in columns if row.get(name) and name != "specifications"}
    if "specifications" in columns:
        old, new = said.pop("specifications", "").split(";"), row.get("specifications", "").split(";")
        named = [word for word in NAMED if word in (new if word.split(".")[0] in columns else old)]
        if named:
            said["specifications"] = ";".join(named)
    return said


def bring(by, instrument, columns, rows, options=""):
    path = f"{folder}/{len(files):03}.csv"
    with open(path, "w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["client", "filled-on"] + columns)
        for client, day, row in rows:
            lines.writerow([client, day] + [row.get(column, "") for column in columns])
    files.append((by, instrument, columns, rows))
    if not tell("deed", by, f'import "{path}" as {instrument}{options}'):
        return
    for client, day, row in rows:
        entry, stands = keyed((client, day, instrument, by))
        if entry is None:
            Entry(instrument, by, client, day, laid({}, columns, row))
            continue
        said = laid(entry.said, columns, row)
        # What is the same, or was before somebody did something to it, is passed over.
        if stands and said == entry.said or "over" not in options and (not stands or entry.by_hand):
            continue
        entry.change(by_hand=False, client=client, day=day, said=said, struck=False)


def some(asked, share):
    found = {fact: chance.choice(values) for fact, values in asked.items() if chance.random() < share}
    named = [word for word in NAMED if chance.random() < 0.15]
    if "justice" in asked and named:
        found["specifications"] = ";".join(named)
    return found


def first_files():
    for number in range(9):
        instrument = "mpsa" if number % 3 == 2 else "intake"
        columns = [*SAID[instrument]] + ["specifications"] * (instrument == "intake")
        rows = [(f"P{client:05}", f"2012-03-{number // 2 + 1:02}", some(SAID[instrument], 0.35))
                for client in range(clients) if chance.random() < 0.4]
        bring(["vdab", "ocmw"][number % 2], instrument, columns, [row for row in rows if row[2]])


def again():
    """A file of before: as it was, or with other cells, or with fewer columns."""
    by, instrument, columns, rows = chance.choice(files[:9])
    rows = chance.sample(rows, min(len(rows), chance.choice([5, 20, 70])))
    if chance.random() < 0.2:
        return bring(by, instrument, columns, rows)
    option = chance.choice([" replace", " replace over-corrections"])
    columns = [column for column in columns if chance.random() < 0.6]
    changed = []
    for client, day, row in rows:
        entry, stands = keyed((client, day, instrument, by))
        if "over" in option or stands and not entry.by_hand:
            row = {name: value for name, value in row.items() if chance.random() < 0.8}
            row |= some({name: SAID[instrument][name] for name in columns if name in SAID[instrument]}, 0.1)
        changed.append((client, day, row))
    bring(by, instrument, columns, changed, option)


def on():
    return f"2012-03-{chance.randint(1, 9):02}"


def code():
    return f"P{chance.randrange(chance.choice([12, 60, clients])):05}"


def deed():
    mine = [entry for entry in entries if entry.client < "P00060"]
    entry = chance.choice(mine if chance.random() < 0.8 else entries)
    by = entry.by if chance.random() < 0.95 else chance.choice(["vdab", "ocmw"])
    kind = chance.choices(["correct", "strike", "restore", "move", "merge", "unmerge", "record", "again"],
                          [40, 14, 10, 10, 8, 5, 12, 10])[0]
    if kind == "correct":
        asked = {next(iter(entry.said)): LEVELS} if entry.instrument == "level" else SAID[entry.instrument]
        given = {name: chance.choice(values + [""] * (asked is not LEVELS and entry.instrument != "level"))
                 for name, values in chance.sample(sorted(asked.items()), min(len(asked), chance.randint(1, 4)))}
        if "justice" in asked and entry.instrument == "intake" and chance.random() < 0.2:
            given["specifications"] = ";".join(chance.sample(NAMED, chance.randint(0, 3)))
        day = on() if chance.random() < 0.2 else None
        words = ", ".join(f'{name} = "{value}"' for name, value in given.items()) + (f" on {day}" if day else "")
        if tell("deed", by, f'correct #{entry.number} {words} because "x"'):
            said = laid(entry.said, list(given) + list(SPECIFICATIONS) * ("specifications" in given),
                        entry.said | given)
            entry.change(said=said, day=day or entry.day)
    elif kind in ("strike", "restore"):
        if kind == "restore" and any(entry.struck for entry in mine):
            entry = chance.choice([entry for entry in mine if entry.struck])
            by = entry.by
        if tell("deed", by, f'{kind} #{entry.number} because "x"'):
            entry.change(struck=kind == "strike")
    elif kind == "move":
        to = code()
        if tell("deed", by, f'move #{entry.number} to {to} because "x"'):
            entry.change(client=to)
    elif kind == "merge":
        one, other = code(), code()
        if tell("deed", by, f'merge {one} into {other} because "x"'):
            into[person(one)] = person(other)
    elif kind == "unmerge":
        one = chance.choice(sorted(into) or [code()])
        if tell("deed", by, f'unmerge {one} because "x"'):
            del into[one]
    elif kind == "record":
        client, day, threshold, level = code(), chance.choice([on(), TODAY]), \
            chance.choice(list(SPECIFICATIONS)), chance.choice(LEVELS)
        if tell("deed", by, f"record {client} {threshold} = {level} on {day}"):
            Entry("level", by, client, day, {threshold: level})
    else:
        again()


first_files()
for number in range(deeds):
    deed()
    if number % 10 == 9:
        day = chance.choice([None, on()])
        ask(chance.choice(["vdab", "ocmw"]), COLUMNS)
        ask(chance.choice(["vdab", "ocmw"]), COLUMNS, on())
        # Of whom most is said; each is opened, which takes its time.
        ask(chance.choice(["vdab", "ocmw"]), SEALED, day, "| first 40 ")
