extension Names {
  static let sex = CodeList("sex", "m f=v x")
  static let civilStatus = CodeList(
    "civil-status",
    "single=ongehuwd|alleenstaand married=gehuwd divorced=gescheiden widowed=verweduwd")
  static let span = CodeList(
    "span",
    "under-1-year=minder-dan-1-jaar 1-2-years=1-tot-2-jaar|1-2-jaar over-2-years=meer-dan-2-jaar")
  static let residence = CodeList(
    "residence",
    """
    population-register=bevolkingsregister foreigners-temporary=vreemdelingen-tijdelijk
    foreigners-permanent=vreemdelingen-definitief waiting-register=wachtregister
    """)
  static let licenceKinds = CodeList("driving-licence-kinds", "provisional=voorlopig A B C D")
  static let notFollowedReason = CodeList(
    "not-followed-reason",
    """
    not-ready=niet-klaar no-suitable-offer=geen-passend-aanbod client-declines=cliënt-wil-niet
    other-cooperation=andere-samenwerking maximum-reached=maximum-bereikt
    no-capacity=geen-capaciteit other=andere
    """)
  static let direction = CodeList(
    "direction", "ocmw-to-vdab=ocmw-naar-vdab vdab-to-ocmw=vdab-naar-ocmw")
  static let stream = CodeList(
    "stream",
    """
    mandatory-registration=verplichte-inschrijving
    ready-regular-or-social=klaar-voor-regulier-of-sociaal-werk|klaar-regulier-of-sociaal
    mmpp-taz=mmpp-naar-taz
    art60-ending=art60-loopt-af art60-ended=art60-afgelopen
    jobseeker-not-suspended=werkzoekende-niet-geschorst
    jobseeker-suspended=werkzoekende-geschorst
    """)
  static let reasonStatus = CodeList(
    "reason-status",
    "suspended=geschorst art60-ending=art60-loopt-af art60-ended=art60-afgelopen")
  static let reasonClient = CodeList(
    "reason-client",
    """
    ready-regular=klaar-voor-regulier-werk|klaar-regulier
    ready-social=klaar-voor-sociaal-werk|klaar-sociaal
    ready-training=klaar-voor-opleiding|klaar-opleiding
    not-ready-regular=niet-klaar-voor-regulier-werk|niet-klaar-regulier
    not-ready-training=niet-klaar-voor-opleiding|niet-klaar-opleiding
    needs-assistance=begeleiding-nodig no-assistance-needed=geen-begeleiding-nodig
    """)
  static let trainingNeed = CodeList(
    "training-need",
    """
    job-application=solliciteren|sollicitatie vocational=beroepsgericht personal=persoonsgericht
    language=taal other=andere
    """)
  static let reasonOrganisation = CodeList(
    "reason-organisation",
    """
    other-offers-better=andere-biedt-beter no-suitable-offer-here=hier-geen-passend-aanbod
    no-tools=geen-instrumenten
    """)
  static let transfer = CodeList(
    "transfer",
    """
    definitive=definitief temporary-paused=tijdelijk-onderbroken
    temporary-continued=tijdelijk-doorlopend
    """)
  static let decision = CodeList(
    "decision",
    "one-sided-single=eenzijdig-alleen one-sided-internal=eenzijdig-intern joint=in-samenspraak")
  static let vdabAs = CodeList(
    "vdab-as",
    """
    jobseeker=werkzoekende free-jobseeker=vrij-werkzoekende
    employed-jobseeker=werkende-werkzoekende
    """)
  static let employment = CodeList("employment", "nec bnec art60 other=andere")
  static let wageAs = CodeList(
    "wage-as", "employee=werknemer pwa self-employed=zelfstandige apprenticeship=leertijd none=geen"
  )
  static let benefit = CodeList(
    "benefit",
    """
    none=geen unemployment=werkloosheid sickness=ziekte living-wage=leefloon
    equivalent-living-wage=equivalent-leefloon other=andere
    """)
  package static let diploma = CodeList(
    "diploma",
    """
    none=geen primary=lager secondary-1=secundair-1 apprenticeship=leertijd
    part-time-vocational=deeltijds-beroeps secondary-2-general=secundair-2-algemeen
    secondary-2-vocational=secundair-2-beroeps secondary-2-technical=secundair-2-technisch
    secondary-2-arts=secundair-2-kunst secondary-3-general=secundair-3-algemeen
    secondary-3-technical=secundair-3-technisch secondary-3-arts=secundair-3-kunst
    secondary-3-4-vocational=secundair-3-4-beroeps higher-vocational=hoger-beroeps
    professional-bachelor=professionele-bachelor academic-bachelor=academische-bachelor master
    """)
  static let trainingKind = CodeList(
    "training-kind",
    "job-application=solliciteren|sollicitatie vocational=beroepsgericht personal=persoonsgericht")
  static let trainingProvider = CodeList(
    "training-provider", "unknown=onbekend ocmw vdab cvo syntra cevora cbo cbe other=andere")
  static let jobs = CodeList("jobs", "1 2 3-5 6-10 over-10=meer-dan-10 unknown=onbekend")
  static let experienceWhere = CodeList(
    "experience-where", "home=binnenland abroad=buitenland both=beide")
  static let workPermit = CodeList(
    "work-permit", "A B C none=geen not-applicable=niet-van-toepassing")
  static let dutchLevel = CodeList(
    "dutch-level",
    "unknown=onbekend below-1.1=onder-1.1 1.1 1.2 2.1 2.2 2.3 2.4 completed=voltooid")
  static let disabilityGrounds = CodeList(
    "disability-grounds",
    """
    vaph special-education=buitengewoon-onderwijs allowance=tegemoetkoming
    permanent-incapacity=blijvende-ongeschiktheid child-benefit=verhoogde-kinderbijslag
    invalidity-benefit=invaliditeitsuitkering vdab-certificate=vdab-attest
    """)

  /// What a follow-up action can be; the word before the point is its group.
  package static let action = CodeList(
    "action",
    """
    screening group-info=groepsinfo tender.taz tender.tibb tender.poverty=tender.armoede
    tender.youth=tender.jongeren tender.unknown=tender.onbekend
    guidance.vacancy-referral=begeleiding.verwijzing-vacature
    guidance.vacancy-notice=begeleiding.melding-vacature
    guidance.activation-guidance=begeleiding.activering guidance.job-guidance=begeleiding.werk
    guidance.career-guidance=begeleiding.loopbaan guidance.other=begeleiding.andere
    training.job-application=opleiding.sollicitatie training.vocational=opleiding.beroepsgericht
    training.personal=opleiding.persoonsgericht training.dutch=opleiding.nederlands
    training.ibo=opleiding.ibo training.entry-training=opleiding.instap
    training.other=opleiding.andere work.art60=werk.art60
    work.work-experience=werk.werkervaring work.wep-plus=werk.wep-plus work.pwa=werk.pwa
    work.work-studio=werk.werkatelier work.work-care=werk.arbeidszorg
    work.volunteering=werk.vrijwilligerswerk work.other=werk.andere pre-activation=voortraject
    administrative-legal=administratief-juridisch psychosocial.gpmi=psychosociaal.gpmi
    psychosocial.debt-mediation=psychosociaal.schuldbemiddeling
    psychosocial.budget-guidance=psychosociaal.budgetbegeleiding
    psychosocial.budget-management=psychosociaal.budgetbeheer
    psychosocial.psychological=psychosociaal.psychologisch
    psychosocial.elder-home-care=psychosociaal.thuiszorg-ouderen
    psychosocial.guardianship=psychosociaal.voogdij|psychosociaal.bewind psychosocial.other=psychosociaal.andere
    material-aid=materiële-hulp housing.reference-address=wonen.referentieadres
    housing.housing-search=wonen.woning-zoeken|wonen.woonzoeker housing.rent-mediation=wonen.huurbemiddeling
    housing.utilities-committee=wonen.adviescommissie-nutsvoorzieningen
    housing.other=wonen.andere other=andere
    """)

  /// The groups of actions, in the order in which they first appear above.
  package static let actionGroup: CodeList = {
    var seen: Set<String> = []
    let codes = action.codes.compactMap { code -> CodeList.Code? in
      let en = String(code.en.prefix { $0 != "." })
      guard seen.insert(en).inserted else { return nil }
      return CodeList.Code(en: en, nl: String(code.nl.prefix { $0 != "." }))
    }
    return CodeList("action-group", codes)
  }()

  package static let organisation = CodeList("organisation", "vdab ocmw")
}
