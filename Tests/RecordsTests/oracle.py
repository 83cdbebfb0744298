"""Folds generated histories by its own reading of the law, and shares no code with the program.

It prints a line of JSON for each history: what was said, and what stands after it. The test reads the
lines, folds what was said, and compares. Where the program walks facts in the order of dependence,
this looks for whatever no longer applies, again and again, until there is nothing.
"""

import json
import random
import sys

FORMS = [
    ["lead", "kind", "since", "deep", "street", "number", "box", "list", "listed"],
    ["lead", "kind", "count", "deep", "listed"],
]
GROUPS = {"street": ["number", "box"], "number": ["box"]}
# What must have been said before a fact can be judged: leading facts first.
ORDER = ["lead", "kind", "since", "street", "number", "box", "list", "count", "deep", "listed"]


def value(state, fact):
    """The value that stands, False where it does not apply, None where nobody said."""
    how, what = state.get(fact, ("open", None))
    if how == "stands":
        return what
    return False if how in ("fallen", "na") else None


def is_value(state, fact, test):
    found = value(state, fact)
    if found is None:
        return None
    return False if found is False else test(found[1])


def both(*parts):
    if False in parts:
        return False
    return None if None in parts else True


def either(*parts):
    if True in parts:
        return True
    return None if None in parts else False


def turned(part):
    return None if part is None else not part


CONDITIONS = [
    {
        "kind": (["lead"], lambda s: is_value(s, "lead", lambda v: v == 1)),
        "since": (["kind"], lambda s: is_value(s, "kind", lambda v: v == 1)),
        "deep": (
            ["since", "kind"],
            lambda s: both(
                is_value(s, "since", lambda v: True), is_value(s, "kind", lambda v: v != 2)
            ),
        ),
        "listed": (["list"], lambda s: is_value(s, "list", lambda v: v & 2 != 0)),
    },
    {
        "deep": (["count"], lambda s: is_value(s, "count", lambda v: 2 <= v <= 4)),
        "listed": (
            ["lead", "count"],
            lambda s: either(
                is_value(s, "lead", lambda v: v == 1),
                turned(is_value(s, "count", lambda v: True)),
            ),
        ),
    },
]


def without_options(state, answer, touched=None):
    """The list of the first form: b only with the lead, c only without."""
    if answer[0] != "many" or (touched is not None and "lead" not in touched):
        return answer
    bits = answer[1]
    if is_value(state, "lead", lambda v: v == 1) is False:
        bits &= ~2
    if is_value(state, "lead", lambda v: v == 0) is False:
        bits &= ~4
    return ["many", bits] if bits else None


def same(one, other):
    if one[0] == "words":
        return other[0] == "words" and one[1].lower() == other[1].lower()
    return one == other


def take(state, offered, said):
    answers, form = said["answers"], said["form"]
    touched = set()

    def fell(fact, offer=None):
        how, what = state.get(fact, ("open", None))
        if offer is not None:
            offered[fact] = offer
        elif how == "stands":
            offered[fact] = what
        state[fact] = ("fallen", None)

    def gives(fact):
        return fact in answers and answers[fact][0] in ("one", "many", "words")

    def sweep(judged):
        """An entry is taken as a whole: what comes later in it is not judged before its turn."""
        changed = True
        while changed:
            changed = False
            for fact, (how, what) in list(state.items()):
                if how != "stands" or gives(fact) or fact not in judged:
                    continue
                gone = any(
                    fact in rules
                    and touched & set(rules[fact][0])
                    and rules[fact][1](state) is False
                    for rules in CONDITIONS
                )
                if gone:
                    fell(fact)
                else:
                    left = without_options(state, what, touched) if fact == "list" else what
                    if left == what:
                        continue
                    if left is None:
                        fell(fact)
                    else:
                        offered[fact] = what
                        state[fact] = ("stands", left)
                touched.add(fact)
                changed = True

    for place, fact in enumerate(ORDER):
        if fact not in answers:
            continue
        sweep(ORDER[:place])
        answer = answers[fact]
        how, before = state.get(fact, ("open", None))
        if answer[0] == "absent" and answer[1] in ("not-asked", "cannot-tell", "declined"):
            continue
        if answer[0] == "absent":
            fell(fact)
            state[fact] = ("na", answer)
        elif answer[0] == "gone":
            fell(fact)
            state[fact] = ("gone", answer)
        else:
            rule = CONDITIONS[form].get(fact)
            kept = None if rule and rule[1](state) is False else answer
            if kept and form == 0 and fact == "list":
                kept = without_options(state, answer)
            if kept is None:
                fell(fact, answer)
                touched.add(fact)
                continue
            if how == "stands" and not same(before, answer):
                for member in GROUPS.get(fact, []):
                    if not gives(member) and state.get(member, ("", 0))[0] == "stands":
                        fell(member)
                        touched.add(member)
            state[fact] = ("stands", kept)
            offered.pop(fact, None)
        touched.add(fact)
    sweep(ORDER)


def answer(rng, fact):
    pick = rng.randrange(12)
    if pick < 5:
        return [
            ["absent", "cannot-tell"],
            ["absent", "declined"],
            ["absent", "not-applicable"],
            ["gone", 0],
            ["absent", "not-asked"],
        ][pick]
    if fact in ("lead", "listed"):
        return ["one", rng.randrange(2)]
    if fact == "kind":
        return ["one", rng.randrange(3)]
    if fact == "list":
        return ["many", rng.randrange(1, 8)]
    if fact == "street":
        return ["words", rng.choice(["Kerkstraat", "kerkstraat", "Markt"])]
    return ["one", rng.randrange(6)]


def history(rng):
    said = []
    for _ in range(rng.randrange(1, 9)):
        form = rng.randrange(2)
        share = rng.choice([0.2, 0.4, 0.8])
        answers = {f: answer(rng, f) for f in FORMS[form] if rng.random() < share}
        said.append({"form": form, "day": 15400 + rng.randrange(5), "answers": answers})
    return said


def main(count, seed):
    rng = random.Random(seed)
    for _ in range(count):
        said = history(rng)
        state, offered = {}, {}
        order = sorted(range(len(said)), key=lambda place: (said[place]["day"], place))
        for place in order:
            take(state, offered, said[place])
        known = {f: [how, what] for f, (how, what) in state.items() if how != "open"}
        print(json.dumps({"said": said, "known": known, "offered": offered}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
