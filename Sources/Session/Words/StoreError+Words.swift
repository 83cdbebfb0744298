import Foundation
import InstrumentKit
import Profile
import Seal
import Store

extension StoreError: Worded {
  var message: Message {
    let place = path.map { " (\($0))" } ?? ""
    switch code {
    case .notAStore:
      return Message(
        "E301", "hier is geen opslag\(place)", "there is no store here\(place)",
        next: (
          "noem er een: --store MAP, of maak er een: drempel store new MAP",
          "name one: --store FOLDER, or make one: drempel store new FOLDER"
        ))
    case .existsAlready:
      return Message(
        "E302", "hier is al een opslag\(place)", "there is a store here already\(place)")
    case .folderNotEmpty:
      return Message(
        "E303", "de map is niet leeg\(place)", "the folder is not empty\(place)",
        next: ("kies een nieuwe map", "choose a new folder"))
    case .newer(let store, let known):
      return Message(
        "E304", "de opslag is van een nieuwere versie (\(store), dit programma kent \(known))",
        "the store is of a newer version (\(store), this program knows \(known))",
        next: ("werk Drempel bij", "update Drempel"))
    case .readOnly:
      return Message(
        "E305", "in de opslag kan niet geschreven worden\(place)",
        "the store cannot be written\(place)",
        next: ("kijk de rechten op map en schijf na", "check the rights of folder and disk"))
    case .locked:
      return Message(
        "E306", "een ander programma blijft bezig met de opslag\(place)",
        "another program stays busy with the store\(place)",
        next: (
          "probeer het zo dadelijk opnieuw; niets is gewijzigd",
          "try again soon; nothing was changed"
        ))
    case .otherKey:
      return Message(
        "E307", "het sleutelbestand hoort bij een andere opslag",
        "the key file belongs to another store",
        next: ("geef het juiste: --key-file BESTAND", "give the right one: --key-file FILE"))
    case .unknownClient:
      return Message(
        "E308", "geen cliënt met die code", "no client has that code",
        next: ("zoek hem: cliënten | toon cliënt", "look for it: clients | show client"))
    case .forgotten:
      return Message(
        "E370", "deze cliënt werd vergeten; er wordt niets meer van genoteerd",
        "this client was forgotten; nothing more is recorded of it",
        next: ("wie terugkomt krijgt een nieuwe code", "who comes back gets a new code"))
    case .taken:
      return Message(
        "E316", "daar staat al iets\(place)", "something is there already\(place)",
        next: (
          "kies een plaats die er nog niet is; er wordt niets overschreven",
          "choose a place that is not there yet; nothing is written over"
        ))
    case .unsound(let count):
      return Message(
        "E317",
        "de kopie is niet in orde (\(Counted.finding.text(count, .nl))) en werd weggedaan\(place)",
        "the copy is not sound (\(Counted.finding.text(count, .en))) and was thrown away\(place)",
        next: ("kijk de bron na: drempel store check", "check the source: drempel store check"))
    case .nothingToWithdraw:
      return Message(
        "E372", "er staat niets van dien aard om in te trekken",
        "nothing of that kind stands that could be withdrawn",
        next: (
          "zie wat er is: toestemmingen | toon cliënt, soort, organisatie, toestand",
          "see what there is: consents | show client, kind, organisation, state"
        ))
    case .otherType(let item):
      return Message(
        "E366", "\(item) was vroeger van een andere soort",
        "\(item) was of another type before",
        next: (
          "geef de vraag in de nieuwe versie een andere naam",
          "give the item another name in the new version"
        ))
    case .notRevised(let why): return why.message
    case .unknownThreshold:
      return Message("E309", "onbekende drempel", "unknown threshold")
    case .notFullySynchronous:
      return Message(
        "E310", "de schijf kan niet volledig synchroon schrijven\(place)",
        "the disk cannot be written fully synchronously\(place)",
        next: (
          "zet de opslag op een gewone lokale schijf", "put the store on an ordinary local disk"
        ))
    case .damaged(let what):
      return Message(
        "E311", "de opslag is beschadigd: \(what)", "the store is damaged: \(what)",
        next: ("kijk hem na: drempel store check", "check it: drempel store check"))
    case .changedMeanwhile:
      return Message(
        "E318", "een ander programma schreef intussen in de opslag\(place)",
        "another program wrote to the store meanwhile\(place)",
        next: (
          "open hem opnieuw; in een map waarin u niet mag schrijven kan hij niet vastgehouden worden",
          "open it again; in a folder that you may not write to it cannot be held"
        ))
    case .displaced:
      return Message(
        "E319", "de map van de opslag werd verwijderd of vervangen\(place)",
        "the folder of the store was removed or replaced\(place)",
        next: (
          "wat u laatst opgaf is niet bewaard: open de opslag opnieuw en kijk na wat erin staat",
          "what you gave last is not kept: open the store again and look at what is in it"
        ))
    case .diskFull:
      return Message(
        "E312", "de schijf is vol; niets is gewijzigd\(place)",
        "the disk is full; nothing was changed\(place)",
        next: ("maak plaats en probeer opnieuw", "make room and try again"))
    case .database(let number):
      return Message(
        "E313", "de databank meldt fout \(number); niets is gewijzigd",
        "the database reports error \(number); nothing was changed",
        next: ("kijk de opslag na: drempel store check", "check the store: drempel store check"))
    case .system(let number):
      let reason = String(cString: strerror(number))
      return Message(
        "E314", "het systeem weigert: \(reason)\(place)", "the system refuses: \(reason)\(place)")
    }
  }
}

extension BusyHolder? {
  /// Said once it takes as long as somebody would notice.
  func words(_ seconds: Int) -> Label {
    let who = map { "\($0.program) (\($0.process)), \($0.user)" }
    return Label(
      nl: "\(who ?? "een ander programma") schrijft in de opslag: er wordt hoogstens \(seconds) s "
        + "gewacht, Ctrl-C stopt",
      en: "\(who ?? "another program") writes to the store: waiting \(seconds) s at most, "
        + "Ctrl-C stops")
  }
}

extension StoreFinding {
  /// The trail is not the one that somebody kept the head of.
  package static let otherHead = Label(
    nl: "E349 het logboek stond nooit bij dit hoofd: het is ingekort, teruggezet of van een ander",
    en: "E349 the trail never stood at this head: it was cut, restored or is another's")

  /// One line of a check of the store.
  package var words: Label {
    switch kind {
    case .database(let line):
      Label(nl: "E341 databank: \(line)", en: "E341 database: \(line)")
    case .foreignKey(let table):
      Label(
        nl: "E342 een rij van \(table) verwijst naar niets",
        en: "E342 a row of \(table) refers to nothing")
    case .answers(let table, let row):
      Label(
        nl: "E343 de antwoorden in rij \(row) van \(table) zijn onleesbaar",
        en: "E343 the answers in row \(row) of \(table) are unreadable")
    case .sealed(let table, let row):
      Label(
        nl: "E344 wat verzegeld is in rij \(row) van \(table) is niet authentiek",
        en: "E344 what is sealed in row \(row) of \(table) is not authentic")
    case .trail(.broken(let number)):
      Label(
        nl: "E345 het logboek breekt bij regel \(number)",
        en: "E345 the trail breaks at entry \(number)")
    case .trail:
      Label(
        nl: "E345 het hoofd van het logboek is niet authentiek",
        en: "E345 the head of the trail is not authentic")
    case .changed(let table, let row):
      Label(
        nl: "E347 rij \(row) van \(table) is niet meer wat werd geschreven",
        en: "E347 row \(row) of \(table) is no longer what was written")
    case .kept(let fault, let kind, let number, let client):
      fault.words(kind, number, client: client)
    case .ledger(let link):
      Label(
        nl: "E392 het grootboek bij regel \(link) van het logboek is niet meer wat werd geschreven",
        en: "E392 the ledger at entry \(link) of the trail is no longer what was written")
    case .unreadable(let what):
      Label(nl: "E348 onleesbaar: \(what)", en: "E348 unreadable: \(what)")
    case .levelsOutsideVocabulary(let row):
      Label(
        nl: "E346 rij \(row) heeft niveaus van onbekende drempels",
        en: "E346 row \(row) has levels of unknown thresholds")
    }
  }
}

extension SealError: Worded {
  var message: Message {
    let file = path.map { " (\($0))" } ?? ""
    switch code {
    case .wrongPassphrase:
      return Message("E321", "de wachtzin is niet juist", "the passphrase is not right")
    case .passphraseNeeded, .passphraseEmpty:
      return Message("E322", "een wachtzin is nodig", "a passphrase is needed")
    case .keyFileMissing:
      return Message(
        "E323", "het sleutelbestand ontbreekt\(file)", "the key file is missing\(file)",
        next: ("geef het: --key-file BESTAND", "give it: --key-file FILE"))
    case .keyFileExists:
      return Message(
        "E324", "dit sleutelbestand bestaat al\(file)", "this key file exists already\(file)")
    case .keyFileIsLink, .keyFileNotRegular, .keyFileOfOther, .keyFileOpenToOthers:
      return Message(
        "E325", "het sleutelbestand is niet van u alleen\(file)",
        "the key file is not yours alone\(file)",
        next: ("zet de rechten: chmod 600", "set the rights: chmod 600"))
    case .keyFileMalformed, .storeName:
      return Message("E326", "dit is geen sleutelbestand\(file)", "this is no key file\(file)")
    case .listMalformed:
      return Message(
        "E330", "regel \(line ?? 1) is er geen van een lijst van vergeten cliënten\(file)",
        "line \(line ?? 1) is none of a list of forgotten clients\(file)",
        next: (
          "zet het bestand terug zoals het was; zonder kan niets hersteld worden",
          "put the file back as it was; nothing can be restored without it"
        ))
    case .scryptRefused:
      return Message(
        "E327", "het sleutelbestand vraagt te veel rekenwerk\(file)",
        "the key file asks too much computing\(file)")
    case .system(ENOSPC), .system(EDQUOT), .system(EFBIG):
      return Message(
        "E312", "de schijf is vol\(file)", "the disk is full\(file)",
        next: ("maak plaats en probeer opnieuw", "make room and try again"))
    case .system(let number):
      let reason = String(cString: strerror(number))
      return Message(
        "E328", "het systeem weigert: \(reason)\(file)", "the system refuses: \(reason)\(file)")
    case .notAuthentic, .cannotSeal, .wrongSize:
      return Message(
        "E329", "verzegelde gegevens zijn gewijzigd of horen bij een andere opslag",
        "sealed data were changed or belong to another store",
        next: ("kijk de opslag na: drempel store check", "check the store: drempel store check"))
    }
  }
}
