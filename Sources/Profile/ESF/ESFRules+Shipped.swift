extension ESFRules {
  /// What holds where a site states nothing of its own.
  package static let shipped = """
    # How participations in ESF+ operations are counted: regulation (EU) 2021/1057, annex I, as the
    # Commission's toolbox of common indicators reads it. A site states its own in esf.yaml, in the
    # folder rules, under a name or version of its own: the export names both.
    name: esf-plus
    version: 2021-1

    # EECO13: who has another nationality, or none at all, is a national of a third country.
    union: [AT, BE, BG, CY, CZ, DE, DK, EE, ES, FI, FR, GR, HR, HU, IE, IT, LT, LU, LV, MT, NL, PL,
      PT, RO, SE, SI, SK]

    # EECO14: yes when one of these is another country than home; no when all of needed are home.
    foreign-background:
      home: BE
      counts: [mother-born, father-born, own-born, former-nationality]
      needed: [mother-born, father-born, own-born]

    # EECO03: more than so many months of one spell, for those under an age and for others.
    long-term: { under: 25, months: 6, otherwise: 12 }

    # EECO06 to 08: under the first, from there up to and with the second, from the third.
    ages: { under: 18, young: 29, older: 55 }

    # EECO16: one of these at this level or worse, or no address.
    housing: { thresholds: [homelessness, transit-housing, moving], from: supported }

    # EECR01 to 04 are about the day of leaving and so many days after it; 05 and 06 about the same
    # day so many months later, or the last of a month that is shorter.
    leaving: { days: 28, months: 6 }

    # Stays of at most so many days, the first and the last counted: as-others, total-only (EECO01)
    # or not at all.
    short-stays: { days: 1, count: as-others }

    # What each event says. seeking, working and inactive take each other's place, the last holds;
    # better is working, better than on entering; learning and qualified stand apart.
    events:
      searching: seeking
      unemployment: seeking
      inactivity: inactive
      employment: working
      improved: better
      training: learning
      qualification: qualified

    # Who can have a result, by the status on entering. EECR02 counts who was not learning then.
    results:
      searching: [inactive]
      employment: [unemployed, inactive]
      six-months: [unemployed, inactive]
      improved: [employed]

    # EECO09 to 11: diplomas as levels of ISCED 2011. Third-grade and fourth-grade vocational are not
    # told apart by the report: both are 3.
    isced:
      none: 0
      primary: 1
      secondary-1: 2
      apprenticeship: 2
      part-time-vocational: 2
      secondary-2-general: 2
      secondary-2-vocational: 2
      secondary-2-technical: 2
      secondary-2-arts: 2
      secondary-3-general: 3
      secondary-3-technical: 3
      secondary-3-arts: 3
      secondary-3-4-vocational: 3
      higher-vocational: 5
      professional-bachelor: 6
      academic-bachelor: 6
      master: 7

    """
}
