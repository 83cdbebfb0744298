import Exchange

extension ExchangeError: Worded {
  var message: Message {
    switch kind {
    case .exists:
      return Message(
        "E331", "het bestand bestaat al: \(path)", "the file exists already: \(path)",
        next: ("voeg overschrijf toe om het te vervangen", "add overwrite to replace it"))
    case .nameTaken:
      return Message(
        "E331", "het bestand bestaat al: \(path)", "the file exists already: \(path)",
        next: ("kies een andere naam", "choose another name"))
    case .notFound: return Message("E332", "niet gevonden: \(path)", "not found: \(path)")
    case .folderNotFound:
      return Message(
        "E333", "de map bestaat niet: \(path)", "the folder does not exist: \(path)",
        next: ("maak de map of kies een andere", "make the folder or choose another"))
    case .notAFile:
      return Message(
        "E334", "dit is geen bestand, maar een toestel, pijp of socket: \(path)",
        "this is no file, but a device, pipe or socket: \(path)",
        next: (
          "schrijf naar \"-\" en leid dat in de opdracht verder: … > \(path)",
          "write to \"-\" and lead that on in the command: … > \(path)"
        ))
    case .isOwn:
      return Message(
        "E385", "dit is van de opslag of het programma zelf, en wordt niet overschreven: \(path)",
        "this is the store's or the program's own, and is not written over: \(path)",
        next: ("kies een andere plaats", "choose another place"))
    case .nobodyWrites:
      return Message(
        "E395", "uit deze pijp komt niets, 30 seconden lang: \(path)",
        "nothing comes out of this pipe, for 30 seconds: \(path)",
        next: (
          "begin eerst met wat erin schrijft", "start first what writes to it"
        ))
    case .endless:
      return Message(
        "E395", "er komt geen einde aan: \(path); niets is overgenomen",
        "it has no end: \(path); nothing was taken",
        next: (
          "bewaar het in een bestand: van een pijp wordt hoogstens 4 GiB gelezen",
          "put it in a file: of a pipe at most 4 GiB are read"
        ))
    case .tooLong:
      return Message("E395", "te lang: \(path)", "too long: \(path)")
    case .notAFolder, .isFolder, .nameTooLong, .badPath:
      return Message(
        "E334", "dit pad kan geen bestand zijn: \(path)", "this path cannot be a file: \(path)")
    case .noPermission, .readOnly:
      return Message(
        "E335", "hier mag niet geschreven of gelezen worden: \(path)",
        "no right to write or read here: \(path)")
    case .diskFull:
      return Message(
        "E336", "de schijf is vol: \(path); er staat geen half bestand",
        "the disk is full: \(path); no half file was left")
    case .closedPipe: return Message("E337", "de lezer is weg", "the reader went away")
    case .tooLarge:
      return Message(
        "E339", "te groot voor een werkblad: \(path); niets is geschreven",
        "too large for a sheet: \(path); nothing was written",
        next: (
          "exporteer naar csv, of beperk de rijen: | waar …",
          "export to csv, or narrow the rows: | where …"
        ))
    case .textTooLong:
      return Message(
        "E340", "een tekst is te lang voor een cel van een werkblad: \(path); niets is geschreven",
        "a text is too long for a cell of a sheet: \(path); nothing was written",
        next: ("exporteer naar csv", "export to csv"))
    case .inputOutput:
      return Message(
        "E338", "lezen of schrijven mislukt: \(path)", "reading or writing failed: \(path)")
    }
  }
}
