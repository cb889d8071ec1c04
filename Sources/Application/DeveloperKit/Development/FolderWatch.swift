import Engine
import Foundation
import Synchronization

/// Reports changes in a folder and its subfolders with inotify. Ignores names that begin with a dot or end with `~`, an
/// editor's own files.
public final class FolderWatch: Sendable {
  /// Sets of changed paths, relative to the folder. Changes within 15 ms form one set: an editor writes in several steps.
  public let changes: AsyncStream<Set<String>>

  private let descriptor: Int32
  private let root: String
  private let continuation: AsyncStream<Set<String>>.Continuation
  /// The watched folders, relative to the root, by their watch descriptor.
  private let folders = Mutex<[Int32: String]>([:])

  private static let quietMilliseconds: Int32 = 15
  private static let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)

  /// Starts the watch.
  ///
  /// - Throws: `EngineError.pathUnusable` when the folder cannot be watched.
  public init(_ folder: URL) throws {
    root = folder.standardizedFileURL.path
    descriptor = inotify_init1(Int32(IN_CLOEXEC))
    (changes, continuation) = AsyncStream.makeStream()
    guard descriptor >= 0, watch("") else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw EngineError.fileUnreadable(path: root, reason: reason)
    }
    Thread { [self] in read() }.start()
  }

  /// Ends `changes`. The reading thread ends with the process.
  public func stop() { continuation.finish() }

  /// Watches a folder and its subfolders; returns false when the folder itself cannot be watched.
  private func watch(_ folder: String) -> Bool {
    let path = folder.isEmpty ? root : "\(root)/\(folder)"
    let number = inotify_add_watch(descriptor, path, Self.mask)
    guard number >= 0 else { return false }
    folders.withLock { $0[number] = folder }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] where !name.hasPrefix(".") {
      let inner = folder.isEmpty ? name : "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: "\(root)/\(inner)", isDirectory: &isFolder), isFolder.boolValue {
        _ = watch(inner)
      }
    }
    return true
  }

  /// Waits for changes and yields them after a pause of 15 ms.
  private func read() {
    var changed: Set<String> = []
    while true {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, changed.isEmpty ? -1 : Self.quietMilliseconds)
      if ready > 0 {
        changed.formUnion(readEvents())
      } else if ready == 0 {
        continuation.yield(changed)
        changed = []
      } else if errno != EINTR {
        return continuation.finish()
      }
    }
  }

  private func readEvents() -> Set<String> {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    var (paths, offset) = (Set<String>(), 0)
    let header = MemoryLayout<inotify_event>.size
    while offset + header <= count {
      let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
      let name = buffer[(offset + header)..<(offset + header + Int(event.len))].prefix { $0 != 0 }
      if let path = path(of: event, String(decoding: name, as: UTF8.self)) { paths.insert(path) }
      offset += header + Int(event.len)
    }
    return paths
  }

  /// The path of a changed file; nil for an ignored one. Starts to watch a new folder.
  private func path(of event: inotify_event, _ name: String) -> String? {
    guard !name.isEmpty, !name.hasPrefix("."), !name.hasSuffix("~"), let folder = folders.withLock({ $0[event.wd] })
    else { return nil }
    let path = folder.isEmpty ? name : "\(folder)/\(name)"
    if event.mask & UInt32(IN_ISDIR) != 0 {
      if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 { _ = watch(path) }
      return path
    }
    // A new file is reported once it has been written.
    return event.mask & UInt32(IN_CREATE) == 0 ? path : nil
  }
}
