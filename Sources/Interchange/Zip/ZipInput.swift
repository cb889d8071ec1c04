import CArchive
import Encodings

/// The bytes of a file as libarchive's callbacks ask for them.
final class ZipInput {
  private let bytes: FileBytes
  private(set) var offset = 0
  /// Number of bytes read.
  private(set) var byteCount = 0
  /// Holds the last chunk until libarchive asks for the next one.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  /// The failure of the last read.
  private(set) var failure: ZipFailure?

  init(_ bytes: FileBytes) { self.bytes = bytes }

  deinit { buffer.deallocate() }

  static func at(_ context: UnsafeMutableRawPointer?) -> ZipInput { Unmanaged<ZipInput>.fromOpaque(context!).takeUnretainedValue() }

  func read(_ block: inout UnsafeRawPointer?) -> Int {
    do throws(ChunkFailure) {
      let chunk = try bytes.read(offset, buffer.count)
      buffer.copyBytes(from: chunk)
      offset += chunk.count
      byteCount += chunk.count
      block = UnsafeRawPointer(buffer.baseAddress)
      return chunk.count
    } catch {
      failure = .unreadable(error.reason)
      return -1
    }
  }

  func skip(_ count: Int64) -> Int64 {
    let skipped = min(max(0, count), Int64(max(0, bytes.size - offset)))
    offset += Int(skipped)
    return skipped
  }

  func seek(_ distance: Int64, _ whence: Int32) -> Int64 {
    let base =
      switch whence {
      case SEEK_SET: Int64(0)
      case SEEK_CUR: Int64(offset)
      default: Int64(bytes.size)
      }
    let (target, isTooLarge) = base.addingReportingOverflow(distance)
    guard !isTooLarge, (0...Int64(bytes.size)).contains(target) else { return Int64(ARCHIVE_FATAL) }
    offset = Int(target)
    return target
  }
}
