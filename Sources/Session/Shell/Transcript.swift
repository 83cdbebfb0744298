import Exchange
import Foundation
import InstrumentKit
import Language
import Profile
import Seal
import Store

/// A session as a script that runs again: each sentence, and as comments what it answered.
final class Transcript {
  let path: String
  /// Why it is kept, when that was said.
  let purpose: String?
  private let sink: FileSink
  private let descriptor: Int32
  private let digest = BackgroundDigest()
  private(set) var sentences = 0
  private var heard: [UInt8] = []
  private var heardLines = 0
  private var leftOut = 0
  private var answers: [String] = []
  private var wasLeft = false

  /// Of one answer no more lines than this are kept, and how many more there were.
  private static let longest = 10_000

  /// Makes a file for its owner alone, where there is none yet.
  ///
  /// - Throws: ``ExchangeError``.
  init(_ path: String, purpose: String?) throws {
    self.path = path
    self.purpose = purpose
    try AtomicFile.mustBeFree(path, taken: .nameTaken)
    descriptor = Foundation.open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw ExchangeError(number: errno, path: path, absent: .folderNotFound) }
    let digest = digest
    sink = FileSink(descriptor: descriptor, path: path) { digest.add($0) }
  }

  deinit { close(descriptor) }

  func hear(_ text: String) { hear(Array(text.utf8)) }

  func hear(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if heardLines < Transcript.longest { heard.append(byte) }
      guard byte == 10 else { continue }
      if heardLines < Transcript.longest { heardLines += 1 } else { leftOut += 1 }
    }
  }

  /// What somebody answered to a question of the sentence that runs.
  func answered(_ line: InterviewLine) {
    switch line {
    case .line(let text): answers.append(text)
    case .leaves, .ends: wasLeft = true
    }
  }

  /// Writes the sentence that has run.
  ///
  /// - Parameter runs: whether it would run again; else it stands as a comment.
  /// - Throws: ``ExchangeError``.
  func write(_ sentence: String, runs: Bool, _ tongue: Tongue) throws {
    // A script ends at an interview that was left, for its answers are too few.
    let mark = runs && !wasLeft ? "" : "# "
    var text = ""
    for line in sentence.split(separator: "\n", omittingEmptySubsequences: false) {
      text += "\(mark)\(line)\n"
    }
    for answer in answers { text += answer.isEmpty ? "\(mark)>\n" : "\(mark)> \(answer)\n" }
    for line in heard.split(separator: 10, omittingEmptySubsequences: false).dropLast(1) {
      text += Transcript.comment(String(decoding: line, as: UTF8.self))
    }
    if heard.last.map({ $0 != 10 }) == true {
      let line = heard.split(separator: 10).last ?? []
      text += Transcript.comment(String(decoding: line, as: UTF8.self))
    }
    if leftOut > 0 {
      text += Transcript.comment(
        tongue == .nl
          ? "… nog \(Counted.line.text(leftOut, tongue)), niet bewaard"
          : "… another \(Counted.line.text(leftOut, tongue)), not kept")
    }
    (heard, heardLines, leftOut, answers, wasLeft) = ([], 0, 0, [], false)
    if mark.isEmpty { sentences += 1 }
    try sink.write(text)
    try sink.flush()
  }

  /// A line of comment, which is for people; a carriage return at its end is of the csv and says
  /// nothing here.
  private static func comment(_ line: String) -> String {
    let text = TerminalBorder.shown(line.hasSuffix("\r") ? String(line.dropLast()) : line)
    return text.isEmpty ? "#\n" : "# \(text)\n"
  }

  /// What the file holds now.
  func finished() throws -> String {
    try sink.flush()
    return "\(digest.finished())"
  }
}

/// Hands on what is written while somebody listens.
private final class Overheard: ByteSink {
  let sink: any ByteSink
  private let transcript: Transcript

  init(_ sink: any ByteSink, _ transcript: Transcript) {
    self.sink = sink
    self.transcript = transcript
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    transcript.hear(bytes)
    try sink.write(bytes)
  }

  func flush() throws { try sink.flush() }
}

extension Shell {
  /// Begins or ends the transcript; without a word it says which there is.
  func transcript(_ line: ShellLine) throws -> Outcome {
    if line.rest.isEmpty {
      let off = session.tongue == .nl ? "uit" : "off"
      try session.out.write(
        "\(line.command.word(session.tongue)) \(transcript?.path ?? off)\n")
      return .goesOn(0)
    }
    if ["off", "uit"].contains(line.rest.lowercased()) {
      try endTranscript()
      return .goesOn(0)
    }
    guard let (path, purpose) = line.path, path != "-" else { return missing(line) }
    try session.policy.mustWrite()
    try endTranscript()
    let place = session.settings.places.expanded(path)
    try session.mustBeNobodys(place)
    let transcript = try Transcript(place, purpose: purpose)
    do {
      // Logged before anything about anybody is written.
      try log("transcript", transcript)
    } catch {
      unlink(place)
      throw error
    }
    session.out = Overheard(session.out, transcript)
    if let ask = session.ask {
      asked = ask
      session.ask = { prompt in
        let line = try ask(prompt)
        transcript.answered(line)
        return line
      }
    }
    self.transcript = transcript
    session.filesInUse.append(place)
    return .goesOn(0)
  }

  /// Ends the transcript, if there is one, and logs what its file holds.
  ///
  /// - Throws: when it cannot be written or logged; it has ended all the same.
  package func endTranscript() throws {
    guard let ended = transcript else { return }
    transcript = nil
    session.filesInUse.removeAll { $0 == ended.path }
    if let overheard = session.out as? Overheard { session.out = overheard.sink }
    session.ask = asked ?? session.ask
    asked = nil
    try log("transcript-done", ended, digest: try ended.finished())
    let count = ended.sentences
    tell(
      session.tongue == .nl
        ? "\(ended.path) geschreven (\(count) \(count == 1 ? "zin" : "zinnen"))\n"
        : "wrote \(ended.path) (\(count) \(count == 1 ? "sentence" : "sentences"))\n")
  }

  private func log(_ verb: String, _ transcript: Transcript, digest: String? = nil) throws {
    try session.store?.log(
      TrailEntry(
        verb: verb, actor: session.policy.actor(purpose: transcript.purpose),
        count: digest == nil ? nil : transcript.sentences, digest: digest,
        file: Session.absolute(transcript.path)))
  }

  /// Keeps what has run; a transcript that cannot be written ends, and the session goes on.
  func record(_ text: String, runs: Bool) {
    guard let transcript else { return }
    do {
      try transcript.write(text, runs: runs, session.tongue)
    } catch {
      tell(Message(error).text(session.tongue) + "\n")
      do { try endTranscript() } catch {}
    }
  }

  /// Whether a sentence goes on with an interview whose first answers are elsewhere.
  func takesUpADraft(_ sentence: String) -> Bool {
    let (program, _, _) = Checker.check(SourceText(sentence), against: session.schema)
    return program?.sentences.contains { item in
      switch item.sentence {
      case .resume: true
      case .change(.assess(let verb), _):
        (try? session.store?.draft(client: verb.client, instrument: verb.instrument))
          .flatMap { $0 } != nil
      default: false
      }
    } ?? false
  }
}
