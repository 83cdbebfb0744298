"""Writes files of registrations, and what stands of everybody after them, by its own reading of the law.

known_oracle.py FOLDER CLIENTS SEED writes FOLDER/NN-INSTRUMENT.csv, to be imported in the order of their
names, and FOLDER/expected.csv.
"""

import csv
import pathlib
import random
import sys

sys.dont_write_bytecode = True
sys.path.append(str(pathlib.Path(__file__).parent.parent / "Data"))
from known_law import ASKED, ASKED_BY_MPSA, NAMED, SCORES, SHOWN, SPECIFICATIONS, Known  # noqa: E402

folder, clients, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
chance = random.Random(seed)


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
                entry |= said({threshold: SCORES for threshold in SPECIFICATIONS}, 0.4)
                named = [word for word in NAMED if chance.random() < 0.15]
                if named:
                    entry["specifications"] = ";".join(named)
            if not entry:
                continue
            rows.writerow([f"P{client:05}", f"2012-03-{day:02}"] + [entry.get(c, "") for c in columns])
            told.setdefault(client, []).append((day, number, instrument, entry))

with open(f"{folder}/expected.csv", "w", newline="") as file:
    rows = csv.writer(file)
    columns = SHOWN + list(SPECIFICATIONS) + NAMED
    rows.writerow(["client"] + columns)
    for client in sorted(told):
        entries = sorted(told[client], key=lambda entry: entry[:2])
        known = Known([(instrument, day, entry) for day, _, instrument, entry in entries])
        rows.writerow([f"P{client:05}"] + known.cells(columns))
