import CEditLine

extension TerminalLines {
  /// The terminal is asked to mark what is pasted, while a line is typed.
  static let tellsPastes = "\u{1B}[?2004h"
  static let tellsNoPastes = "\u{1B}[?2004l"

  /// Stops the whole job as a shell expects it; when it goes on, the line stands there again.
  func suspend() -> UInt8 {
    write("\n" + TerminalLines.tellsNoPastes)
    drempel_el_give_back(editor)
    drempel_stop_job()
    drempel_el_prepare(editor)
    write("\r" + TerminalLines.tellsPastes)
    el_resize(editor)
    columns = drempel_columns(output)
    drempel_el_refresh(editor)
    return UInt8(CC_NORM)
  }
}
