import InstrumentKit

/// Why a plugin is not used: the file, the instrument where it is known, and the fact.
package struct PluginFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case unreadable(Int32)
    case isLink
    case notALibrary
    case noManifest
    case badManifest
    case notApproved
    case changed
    case wrongKit(plugin: String, host: String)
    case wrongSwift(plugin: String, host: String)
    case quarantined
    case shadowed(by: String)
    case notLoadable
    case noRegistration
    /// It registered no instrument, or several.
    case instruments(Int)
    case notAsManifest(what: String)
    case form(FormFault)
    case unknownInput(String)
    case doubleMeasure(String)
    case missingLabel(String)
  }

  package let path: String
  package let id: String?
  package let kind: Kind

  package init(path: String, id: String?, kind: Kind) {
    self.path = path
    self.id = id
    self.kind = kind
  }
}
