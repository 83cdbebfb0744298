/// More clients than anybody reads about one by one.
struct TooMany: Worded {
  static let limit = 20_000
  let count: Int
  let limit: Int

  var message: Message {
    Message(
      "E315", "dit zijn \(count) cliënten; één voor één kan het voor hoogstens \(limit)",
      "these are \(count) clients; one by one is for \(limit) at most",
      next: ("beperk ze eerst: | waar …", "narrow them first: | where …"))
  }
}
