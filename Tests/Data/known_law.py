"""A reading of the law of what is known that shares no code with the program: it goes through a person's
entries and asks of every answer, again and again, whether it still applies, until nothing more falls."""

YES_NO = ["yes", "no"]
DAYS = ["2011-05-01", "2011-09-12", "2012-01-02"]
SCORES = ["1", "2", "3", "4"]
WORDS = {"1": "none", "2": "supported", "3": "blocking"}
# Through the intake a 4 says that it cannot be told yet.
ABSENCES = {"4": "cannot-tell", "cannot-tell": "cannot-tell", "declined": "declined",
            "not-applicable": "not-applicable"}
SPECIFICATIONS = {"justice": ["prison", "convicted"], "mobility": ["no-means", "no-access"]}
NAMED = [f"{threshold}.{word}" for threshold, words in SPECIFICATIONS.items() for word in words]

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
IDENTITY = ["first-name", "last-name", "birth-date"]
FALLEN = object()


class Known:
    """What stands of somebody after some entries, each an instrument, a day and what was said."""

    def __init__(self, entries):
        self.state, self.levels, self.words = {}, {}, {}
        self.since, self.absence, self.identity = {}, {}, {}
        for instrument, day, said in entries:
            self.take(instrument, said)
            self.score(day, said)
            self.identity.update({name: said[name] for name in IDENTITY if name in said})

    def take(self, instrument, said):
        given = {fact: value for fact, value in said.items() if fact in ASKED}
        before = dict(self.state)
        touched = set()
        # An answer is taken before what hangs on it; through the intake only where it applies.
        for fact in sorted(given, key=lambda fact: (depth(fact), fact)):
            touched.add(fact)
            lead = HANGS.get(fact, (None,))[0]
            if lead is not None and lead not in given:
                self.fall(lead, given, touched)
            if instrument == "intake" and self.rules_out(fact):
                self.state[fact] = FALLEN
                continue
            old = before.get(fact)
            self.state[fact] = given[fact]
            if old not in (None, FALLEN) and old.lower() != given[fact].lower():
                for other in THINGS.get(fact, []):
                    if other not in given and self.state.get(other) not in (None, FALLEN):
                        self.state[other] = FALLEN
                        touched.add(other)
        changed = True
        while changed:
            changed = any([self.fall(fact, given, touched) for fact in ASKED])

    def score(self, day, said):
        for threshold in SPECIFICATIONS:
            score = said.get(threshold)
            level = WORDS.get(score, score if score in WORDS.values() else None)
            named = [word for word in said.get("specifications", "").split(";")
                     if word.startswith(threshold + ".")]
            if level:
                self.levels[threshold], self.since[threshold] = level, day
                self.absence.pop(threshold, None)
            elif score in ABSENCES:
                self.absence[threshold] = ABSENCES[score]
                if score == "not-applicable":
                    self.levels.pop(threshold, None)
                    self.since.pop(threshold, None)
            if level == "none" or score == "not-applicable":
                self.words[threshold] = "none"
            elif named:
                self.words[threshold] = named
            elif level and self.words.get(threshold) == "none":
                self.words.pop(threshold)

    def rules_out(self, fact):
        """Whether what stands says that a fact does not apply."""
        if fact not in HANGS:
            return False
        lead, wanted = HANGS[fact]
        found = self.state.get(lead)
        if found is None:
            return False
        return found is FALLEN or wanted not in found.split(";")

    def fall(self, fact, given, touched):
        """Fells what is no longer asked by what this entry touched; says whether something fell."""
        if fact in given or self.state.get(fact) in (None, FALLEN) or fact not in HANGS:
            return False
        if HANGS[fact][0] not in touched or not self.rules_out(fact):
            return False
        self.state[fact] = FALLEN
        touched.add(fact)
        return True

    def cells(self, columns):
        return [self.cell(column) for column in columns]

    def cell(self, column):
        if column in IDENTITY:
            return self.identity.get(column, "")
        if column in SPECIFICATIONS:
            return self.levels.get(column, "not-assessed")
        if column in NAMED:
            answer = self.words.get(column.split(".")[0])
            return "" if answer is None else "yes" if answer != "none" and column in answer else "no"
        if "." in column:
            threshold, what = column.split(".")
            if what == "since":
                return self.since.get(threshold, "")
            return self.absence.get(threshold, "" if threshold in self.levels else "not-asked")
        found = self.state.get(column)
        return found if isinstance(found, str) else ""


def depth(fact):
    return 1 + depth(HANGS[fact][0]) if fact in HANGS else 0
