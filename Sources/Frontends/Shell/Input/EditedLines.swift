import CEdit
import Glibc
import Reports
import Synchronization

/// Lines edited on a terminal, with history and completion, by libedit.
final class EditedLines: LineSource, @unchecked Sendable {
  // @unchecked: one thread calls it at a time, as any source of lines; libedit calls back on that thread.

  /// The maximum number of chunks in the history.
  static let historyMax = 1_000
  /// The delimiter around text of zero width in a prompt.
  static let mark: CChar = 1

  private let edit: OpaquePointer
  private let recalled: OpaquePointer
  private let history: HistoryFile?
  private let complete: @Sendable (String) -> Completion
  private var prompt: UnsafeMutablePointer<CChar>?
  private var isInterrupted = false
  private var size: (columns: UInt16, rows: UInt16) = (0, 0)

  /// - Parameters:
  ///   - history: the file of former chunks; nil for none.
  ///   - complete: returns the completions of the text before the cursor.
  /// - Returns: nil when libedit cannot use the terminal.
  init?(history: HistoryFile?, complete: @escaping @Sendable (String) -> Completion) {
    // Sets the width of characters beyond ASCII; no other category of the locale is set.
    setlocale(LC_CTYPE, "C.UTF-8")
    guard let edit = el_init("grappe", cedit_input(), cedit_output(), cedit_errors()),
      let recalled = history_init()
    else { return nil }
    (self.edit, self.recalled, self.history, self.complete) = (edit, recalled, history, complete)
    setUp()
  }

  deinit {
    el_end(edit)
    history_end(recalled)
    free(prompt)
  }

  func next(prompt: String) -> LineInput {
    free(self.prompt)
    self.prompt = strdup(prompt)
    isInterrupted = false
    resizeIfNeeded()
    // Set before the prompt is written: input typed after it must not reach the terminal in the mode of a running line.
    cedit_set_integer(edit, EL_PREP_TERM, 1)
    var count: Int32 = 0
    guard let line = el_gets(edit, &count), count > 0 else { return isInterrupted ? .interrupted : .end }
    let bytes = UnsafeRawBufferPointer(start: line, count: Int(count))
    let text = String(decoding: bytes, as: UTF8.self)
    return .line(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  func remember(_ chunk: String) {
    cedit_history_add(recalled, chunk)
    history?.append(chunk)
  }

  // MARK: Setting up

  private func setUp() {
    cedit_set_data(edit, Unmanaged.passUnretained(self).toOpaque())
    cedit_set_text(edit, EL_EDITOR, "emacs")
    cedit_set_prompt(edit, { edit in EditedLines.of(edit)?.prompt }, Self.mark)
    cedit_set_reader(edit) { edit, character in EditedLines.read(edit, character) }
    // Ctrl-C, Ctrl-Z and Ctrl-\ are keys while a line is edited, so that none leaves the terminal in that mode.
    cedit_set_terminal_mode(edit, "-isig")
    addCommands()
    for (key, command) in Self.keys { cedit_bind(edit, key, command) }
    cedit_history_set(recalled, H_SETSIZE, Int32(Self.historyMax))
    cedit_history_set(recalled, H_SETUNIQUE, 1)
    cedit_set_history(edit, recalled)
    for chunk in history?.chunks() ?? [] { cedit_history_add(recalled, chunk) }
    // The user's own key bindings, from ~/.editrc if it exists.
    el_source(edit, nil)
  }

  private func addCommands() {
    cedit_add_command(edit, "grappe-complete", "complete") { edit, _ in
      EditedLines.of(edit)?.completeHere() ?? UInt8(CC_ERROR)
    }
    cedit_add_command(edit, "grappe-interrupt", "interrupt") { edit, _ in
      EditedLines.of(edit)?.interruptHere() ?? UInt8(CC_ERROR)
    }
  }

  private static let keys = [
    ("^I", "grappe-complete"), ("^C", "grappe-interrupt"), ("^R", "em-inc-search-prev"), ("^W", "ed-delete-prev-word"),
    ("\u{1B}[1;5C", "em-next-word"), ("\u{1B}[1;5D", "ed-prev-word"), ("\u{1B}[3~", "ed-delete-next-char"),
    ("\u{1B}[1~", "ed-move-to-beg"), ("\u{1B}[4~", "ed-move-to-end"),
  ]

  private static func of(_ edit: OpaquePointer?) -> EditedLines? {
    guard let edit, let data = cedit_data(edit) else { return nil }
    return Unmanaged<EditedLines>.fromOpaque(data).takeUnretainedValue()
  }

  // MARK: libedit callbacks

  /// Reads one character of UTF-8 from the terminal: 1, 0 at the end, −1 on an error.
  private static func read(_ edit: OpaquePointer?, _ character: UnsafeMutablePointer<wchar_t>?) -> Int32 {
    guard let first = byte() else { return 0 }
    EditedLines.of(edit)?.resizeIfNeeded()
    var bytes = [first]
    for _ in 1..<max(1, length(first)) {
      guard let next = byte() else { return 0 }
      bytes.append(next)
    }
    let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
    character?.pointee = wchar_t(scalar?.value ?? 0xFFFD)
    return 1
  }

  private static func byte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      guard count < 0, errno == EINTR else { return nil }
    }
  }

  /// Returns the number of bytes of the UTF-8 character that begins with this one.
  private static func length(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...: 4
    default: 1
    }
  }

  private func resizeIfNeeded() {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return }
    guard size != (window.ws_col, window.ws_row) else { return }
    size = (window.ws_col, window.ws_row)
    el_resize(edit)
  }

  private func interruptHere() -> UInt8 {
    isInterrupted = true
    // The rest of an entry of several lines, below the cursor, goes.
    StandardStream.output.control("^C\u{1B}[J\n")
    return UInt8(CC_EOF)
  }

  private func completeHere() -> UInt8 {
    guard let line = el_line(edit) else { return UInt8(CC_ERROR) }
    let before = UnsafeRawBufferPointer(start: line.pointee.buffer, count: line.pointee.cursor - line.pointee.buffer)
    let text = String(decoding: before, as: UTF8.self)
    // At the beginning of a line a tab is an indentation, as in pasted text.
    if text.allSatisfy({ $0 == " " }) { return insert("  ") }
    let completion = complete(text)
    if !completion.insertion.isEmpty { return insert(completion.insertion) }
    guard completion.candidates.count > 1 else { return UInt8(CC_REFRESH_BEEP) }
    let columns = size.columns > 0 ? Int(size.columns) : 80
    StandardStream.output.control("\n" + CompletionList.lines(completion.candidates, width: columns))
    return UInt8(CC_REDISPLAY)
  }

  private func insert(_ text: String) -> UInt8 {
    el_insertstr(edit, text) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_ERROR)
  }
}
