/// All that a registration says besides who it is about, as bytes: their keyed mark tells whether
/// the same came twice, and whether anything was changed since.
struct RegistrationContent {
  let client: String
  let filledOn: Int32
  /// Levels, absences and specifications.
  let planes: [UInt64]
  let applicable: Int32
  let answered: Int32
  /// Packs of answers, status and referral, and the open notes.
  let parts: [[UInt8]]
  let actions: [KeptAction]
  /// Who speaks, 0 when the instrument does not say.
  let part: Int64

  /// The same once its notes are destroyed.
  var withoutNotes: RegistrationContent {
    RegistrationContent(
      client: client, filledOn: filledOn, planes: planes, applicable: applicable,
      answered: answered, parts: parts.dropLast() + [[]], actions: actions, part: part)
  }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(128) { $0 + $1.count })
    Pack.append(UInt64(client.utf8.count), to: &bytes)
    bytes.append(contentsOf: client.utf8)
    for number in [filledOn, applicable, answered] {
      Pack.append(UInt64(UInt32(bitPattern: number)), to: &bytes)
    }
    for plane in planes { Pack.append(plane, to: &bytes) }
    for part in parts {
      Pack.append(UInt64(part.count), to: &bytes)
      bytes.append(contentsOf: part)
    }
    for action in actions {
      Pack.append(UInt64(bitPattern: action.organisation), to: &bytes)
      Pack.append(UInt64(bitPattern: action.action), to: &bytes)
      // Actions without days are marked as they were before days could be told.
      if action.starts == nil, action.plannedEnd == nil { continue }
      for day in [action.starts, action.plannedEnd] {
        Pack.append(day.map { UInt64(UInt32(bitPattern: $0)) + 1 } ?? 0, to: &bytes)
      }
    }
    if part != 0 { Pack.append(UInt64(bitPattern: part), to: &bytes) }
    // Actions of which no more is told are marked as they were before more could be.
    for (place, action) in actions.enumerated() where action.tellsMore {
      Pack.append(UInt64.max, to: &bytes)
      Pack.append(UInt64(place), to: &bytes)
      for number in action.more {
        Pack.append(number.map { UInt64(bitPattern: $0) &+ 1 } ?? 0, to: &bytes)
      }
    }
    return bytes
  }
}
