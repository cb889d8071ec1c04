import CLinux
import Foundation
import Shell
import Synchronization

/// A process beside a shell that starts the editor and the pager on its terminal, since the shell, which runs plugin code, may start no program.
///
/// It is forked before the confinement. Only texts pass between both: the programs are those of the environment at the start, so that
/// code that has taken over the shell can show a text in them and choose no other.
final class TerminalCompanion: TerminalPrograms {
  let hasPager: Bool
  private let socket: Mutex<Int32>

  /// Forks the process. Called on the first thread, before any other starts.
  ///
  /// - Returns: nil without a terminal, or when the system refuses a process.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard Terminal.isInput, Terminal.isOutput else { return nil }
    let pager = CompanionProcess.pager(environment)
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else { return nil }
    let pid = linux_fork()
    if pid == 0 {
      close(ends[0])
      CompanionProcess(socket: ends[1], editor: CompanionProcess.editor(environment), pager: pager ?? "").serve()
    }
    close(ends[1])
    hasPager = pager != nil
    socket = Mutex(ends[0])
    if pid < 0 {
      close(ends[0])
      return nil
    }
  }

  func edit(_ text: String) -> EditedText {
    guard text.utf8.count <= CompanionProcess.editedBytesMax else { return .unusable }
    guard let answer = ask(CompanionFrame(code: CompanionProcess.edit, bytes: Array(text.utf8))) else { return .failed(status: 127) }
    if answer.code == CompanionProcess.unusable { return .unusable }
    guard answer.code == 0 else { return .failed(status: answer.code) }
    return String(validating: answer.bytes, as: UTF8.self).map { .text($0) } ?? .unusable
  }

  func page(_ text: [UInt8]) -> Bool {
    hasPager && ask(CompanionFrame(code: CompanionProcess.page, bytes: text))?.code == 0
  }

  private func ask(_ frame: CompanionFrame) -> CompanionFrame? {
    socket.withLock { frame.write(to: $0) ? CompanionFrame.read(from: $0) : nil }
  }
}

/// A message between a shell and its companion: a code, the length of a text, the text.
struct CompanionFrame {
  /// The maximum length of a text in bytes.
  static let bytesMax = 8 << 20

  var code: Int32
  var bytes: [UInt8]

  /// Waits for a message; nil once the other side has gone.
  static func read(from descriptor: Int32) -> CompanionFrame? {
    guard let head = read(8, from: descriptor) else { return nil }
    let (code, count) = head.withUnsafeBytes { ($0.load(as: Int32.self), Int($0.load(fromByteOffset: 4, as: UInt32.self))) }
    guard count <= bytesMax, let bytes = read(count, from: descriptor) else { return nil }
    return CompanionFrame(code: code, bytes: bytes)
  }

  /// Writes the message; false once the other side has gone, or for a text that is too long.
  func write(to descriptor: Int32) -> Bool {
    guard bytes.count <= Self.bytesMax else { return false }
    let head = withUnsafeBytes(of: code) { Array($0) } + withUnsafeBytes(of: UInt32(bytes.count)) { Array($0) }
    return Self.write(head + bytes, to: descriptor)
  }

  /// Writes all bytes; false when the reader has gone.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return false }
      rest = rest.dropFirst(max(0, count))
    }
    return true
  }

  private static func read(_ count: Int, from descriptor: Int32) -> [UInt8]? {
    var (bytes, filled) = ([UInt8](repeating: 0, count: count), 0)
    while filled < count {
      let found = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, count - filled) }
      if found == 0 || found < 0 && errno != EINTR { return nil }
      filled += max(0, found)
    }
    return bytes
  }
}
