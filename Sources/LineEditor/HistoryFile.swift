import Foundation

/// Sentences of earlier sessions, a line each, for their owner alone.
package struct HistoryFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The newest sentences, oldest first; none when there is no file or it is not to be trusted.
  package func load(limit: Int = 1000) -> [String] {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_uid == geteuid(), status.st_mode & S_IFMT == S_IFREG
    else { return [] }
    let data = FileHandle(fileDescriptor: file, closeOnDealloc: false).readDataToEndOfFile()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    return lines.suffix(limit).map { HistoryFile.opened(String($0)) }
  }

  /// Adds a sentence at the end.
  ///
  /// - Throws: ``LineError`` when the file is a link or cannot be written.
  package func append(_ sentence: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LineError(code: .system(errno)) }
    defer { close(file) }
    let bytes = Array((HistoryFile.closed(sentence) + "\n").utf8)
    guard bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count else {
      throw LineError(code: .system(errno))
    }
  }

  static func closed(_ sentence: String) -> String {
    sentence.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\n", with: "\\n")
  }

  static func opened(_ line: String) -> String {
    var sentence = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        sentence.append(character == "n" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        sentence.append(character)
      }
    }
    return sentence
  }
}
