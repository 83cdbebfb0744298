import Profile

/// Communes by province: as fine as a place may be in a de-identified file.
enum Region {
  static let list = Commune.provinces

  static func place(of commune: String) -> Int? {
    Commune.named(commune).flatMap { list.place(of: $0.province) }
  }
}
