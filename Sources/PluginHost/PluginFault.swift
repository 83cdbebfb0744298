import Conformance
import Foundation
import InstrumentKit

/// Why a plugin is not used: the file, the instrument where it is known, and the fact.
package struct PluginFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Codable, Sendable {
    /// The number that the system gave; also for a list of plugins that cannot be trusted.
    case unreadable(Int32)
    /// The number that the system gave.
    case unwritable(Int32)
    case isLink
    case notALibrary(NotALibrary)
    case noManifest
    case badManifest(BadManifest)
    case notApproved
    /// Another content of this file was approved.
    case changed
    case wrongKit(plugin: String, host: String)
    case wrongSwift(plugin: String, host: String)
    case quarantined
    /// The file that already provides this instrument.
    case shadowed(by: String)
    /// A sentence could mean something else by its id: what that is.
    case nameTaken(String, by: Label)
    /// The loader's own words, for developers.
    case notLoadable(String)
    case noRegistration
    /// It registered no instrument, or several.
    case instruments(Int)
    case notAsManifest(what: String)
    /// What conformance says of it.
    case remark(Remark)
    case rules(RulesFault)
    /// Its process ended by this signal; 0 when that is not known.
    case crashed(signal: Int32, Phase)
    case tooSlow(seconds: Double, Phase)
    case tooMuchMemory(megabytes: Int)
    /// It tried what a plugin may not: of a file the path.
    case forbidden(Forbidden, path: String)
    /// An error of its own came out of it, where it took its rules.
    case threw
    /// This machine has no way to confine a process.
    case unconfined
    /// What came from its process is no answer.
    case wrongReply
    /// The two ways to run it give different results.
    case disagrees
    /// It read or wrote where it has no input or measure; how many it has.
    case outside(Breach, of: Int)
    /// Memory beside the columns of its measures was changed.
    case overwrites

    /// Whether a child may say this of what it runs.
    var isForChildren: Bool {
      switch self {
      case .notLoadable, .noRegistration, .instruments, .remark, .rules, .threw, .unconfined: true
      default: false
      }
    }

    /// Whether another fault of the same moment tells more.
    var isVague: Bool {
      switch self {
      case .crashed(signal: 0, _), .wrongReply: true
      default: false
      }
    }
  }

  /// What a plugin in a process of its own was asked to do.
  package enum Phase: String, Codable, Hashable, Sendable {
    case load, answer
  }

  /// Why a file is no library that this machine can load.
  package enum NotALibrary: String, Error, Hashable, Codable, Sendable {
    /// A folder, a pipe, a device.
    case notAFile
    case tooLarge
    /// It does not begin as ELF does.
    case notELF
    /// ELF of another width or byte order, or a program or object instead of a library.
    case otherKind
    case otherMachine
    /// Its tables point outside the file.
    case truncated
  }

  /// Why a manifest is refused.
  package enum BadManifest: Hashable, Codable, Sendable {
    case tooLarge
    /// Something follows the first manifest.
    case several
    /// No JSON object with exactly the six entries, each of its own type.
    case malformed
    /// An entry whose value cannot be.
    case value(of: String)
  }

  /// What is known of when it happened.
  package struct Moment: Hashable, Sendable {
    /// The row of the batch that was being scored.
    package var row: Int?
    /// The client of that row, by code.
    package var client: String?
    /// In a check: what was being done, and with which made-up person.
    package var place: Label?
    /// The last that the plugin's process said on standard error, made harmless.
    package var lastWords: String?

    package init(row: Int? = nil, client: String? = nil, place: Label? = nil) {
      (self.row, self.client, self.place) = (row, client, place)
    }
  }

  package let path: String
  /// Nil when the manifest cannot be read.
  package let id: String?
  package let kind: Kind
  package var moment: Moment

  package init(path: String, id: String?, kind: Kind, moment: Moment = Moment()) {
    self.path = path
    self.id = id
    self.kind = kind
    self.moment = moment
  }

  /// The same where it is known whose row it was.
  package func naming(_ client: (Int) -> String?) -> PluginFault {
    var fault = self
    fault.moment.client = moment.client ?? moment.row.flatMap(client)
    return fault
  }

  /// The same where it was about this client.
  package func about(_ client: String) -> PluginFault {
    var fault = self
    fault.moment.client = client
    return fault
  }
}

/// How a plugin stands, in one word.
package enum PluginState: String, CaseIterable, Sendable {
  case ready
  case notApproved = "not-approved"
  case wrongKit = "wrong-kit"
  case wrongSwift = "wrong-swift"
  case quarantined, shadowed, broken

  package init(_ fault: PluginFault.Kind?) {
    switch fault {
    case nil: self = .ready
    case .notApproved, .changed: self = .notApproved
    case .wrongKit: self = .wrongKit
    case .wrongSwift: self = .wrongSwift
    case .quarantined: self = .quarantined
    case .shadowed: self = .shadowed
    default: self = .broken
    }
  }
}

extension PluginFault.Kind {
  /// What kept a file from being written, which the system tells by the same numbers as of reading.
  static func whileWriting(_ error: any Error) -> Self {
    switch (error as? PluginManifest.FaultKind)?.kind {
    case .unreadable(let number)?: .unwritable(number)
    case let kind?: kind
    case nil: .unwritable((error as? CocoaError)?.code == .fileWriteNoPermission ? EACCES : EIO)
    }
  }
}
