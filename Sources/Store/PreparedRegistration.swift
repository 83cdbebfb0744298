import InstrumentKit
import Profile
import Seal

/// A registration ready to be written: packed, sealed and marked. One object, so that handing it
/// from thread to thread copies nothing.
package final class PreparedRegistration: Sendable {
  let client: String
  let filledOn: Int32
  /// The word of the contributor, 0 when the instrument does not say.
  let part: Int64
  let levels: ThresholdRecord
  let absences: AbsenceRecord
  let specifications: SpecificationSet
  let applicable: Int32
  let answered: Int32
  let answers: [UInt8]
  let status: [UInt8]
  let referral: [UInt8]
  let actions: [KeptAction]
  let identity: SealedBox?
  /// The plain content of the identity, kept for merging with what is known of the client.
  let identityContent: [UInt8]
  /// The fields of it that are said anew; those that are not stay as they were.
  let coveredIdentity: Set<String>
  /// The birth day in that, raw.
  let birthDay: Int32
  let notes: SealedBox?
  let numberCode: [UInt8]?
  /// A keyed mark of what the registration says, and one of the identity in it.
  let mark: [UInt8]
  /// Whether it says that there is no follow-up.
  let isNotFollowedUp: Bool
  /// By what it is known in another system, of a response.
  let response: ResponseTrace?

  init(
    client: String, filledOn: Int32, part: Int64, levels: ThresholdRecord, absences: AbsenceRecord,
    specifications: SpecificationSet, applicable: Int32, answered: Int32, answers: [UInt8],
    status: [UInt8], referral: [UInt8], actions: [KeptAction], identity: SealedBox?,
    identityContent: [UInt8], coveredIdentity: Set<String>, birthDay: Int32, notes: SealedBox?,
    numberCode: [UInt8]?,
    mark: [UInt8], isNotFollowedUp: Bool = false, response: ResponseTrace? = nil
  ) {
    self.client = client
    self.filledOn = filledOn
    self.part = part
    self.levels = levels
    self.absences = absences
    self.specifications = specifications
    self.applicable = applicable
    self.answered = answered
    self.answers = answers
    self.status = status
    self.referral = referral
    self.actions = actions
    self.identity = identity
    self.identityContent = identityContent
    self.coveredIdentity = coveredIdentity
    self.birthDay = birthDay
    self.notes = notes
    self.numberCode = numberCode
    self.mark = mark
    self.isNotFollowedUp = isNotFollowedUp
    self.response = response
  }
}
