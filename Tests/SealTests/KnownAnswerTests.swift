import Crypto
import TestSupport
import Testing

@testable import Seal

/// Published answers: RFC 3394 (4.6), RFC 4231 (1 and 2), FIPS 180 examples, RFC 7914 (12).
struct KnownAnswerTests {
  @Test func wrapsAKeyAsRFC3394Does() throws {
    let outer = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    let inner = "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"
    let wrapped = try Wrapping.wrap(try key(inner), under: try key(outer))
    #expect(
      Hex.text(wrapped)
        == "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21")
    #expect(try Wrapping.unwrap(wrapped, under: try key(outer)) == key(inner))
  }

  @Test(arguments: [
    (
      "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "4a656665", "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
  ])
  func authenticatesAsRFC4231Does(secret: String, content: String, answer: String) throws {
    let keyed = HMAC<SHA256>(key: try key(secret))
    for length in [16, 32] {
      let code = Array(content.utf8).withUnsafeBytes { keyed.code($0, length: length) }
      #expect(Hex.text(code) == answer.prefix(length * 2))
    }
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func digestsAsFIPS180Does(content: String, answer: String) {
    #expect(Digest(of: content.utf8).hex == answer)
    #expect(Digest(hex: answer) == Digest(of: Array(content.utf8)))
  }

  @Test func digestsTheSameInPieces() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<50 {
      let content = random.bytes(Int.random(in: 0...500, using: &random))
      let cut = Int.random(in: 0...content.count, using: &random)
      var running = Digest.Running()
      content.withUnsafeBytes {
        running.add(UnsafeRawBufferPointer(rebasing: $0[..<cut]))
        running.add(UnsafeRawBufferPointer(rebasing: $0[cut...]))
      }
      #expect(running.finished() == Digest(of: content))
    }
  }

  @Test func readsBackHexadecimalDigitsAndNothingElse() {
    var random = SplitMix64(seed: 6)
    let bytes = random.bytes(64)
    #expect(Hex.bytes(Hex.text(bytes)) == bytes)
    for wrong in ["0", "0g", "AB", " 1", "é"] { #expect(Hex.bytes(wrong) == nil) }
    #expect(Digest(hex: "00") == nil)
  }

  private func key(_ digits: String) throws -> SymmetricKey {
    SymmetricKey(data: try #require(Hex.bytes(digits)))
  }
}
