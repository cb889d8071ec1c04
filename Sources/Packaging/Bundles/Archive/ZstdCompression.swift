import CArchive

/// Compression and decompression of one zstd frame through libarchive's filter.
enum ZstdCompression {
  /// Strong enough for text, and its window (4 MiB) stays well below what readers allow.
  private static let level = "9"

  /// Compresses the content into one frame that declares its size and checksum. The same input gives the same bytes on one
  /// machine.
  ///
  /// - Throws: `archive.bad-frame` when libarchive cannot compress, as when built without zstd.
  static func frame(around content: [UInt8]) throws(BundleError) -> [UInt8] {
    // A zstd frame grows by less than 1/255 of the content in the worst case.
    var output = [UInt8](repeating: 0, count: content.count + content.count / 128 + 65_536)
    var used = 0
    let isDone = output.withUnsafeMutableBytes { write(content, into: $0, used: &used) }
    guard isDone else { throw BundleError(.archiveBadFrame, found: "zstd") }
    output.removeSubrange(used...)
    return try ZstdFrame.declaring(content, in: output)
  }

  /// Decompresses a frame that ``ZstdFrame`` has checked.
  ///
  /// Memory stays within the declared size, the frame's window and libarchive's buffers.
  ///
  /// - Throws: `archive.damaged` when the data does not decompress, its checksum fails, or it is not as long as declared.
  static func content(of packed: [UInt8], _ frame: ZstdFrame) throws(BundleError) -> [UInt8] {
    var content: [UInt8]?
    packed.withUnsafeBytes { content = read($0, bytes: frame.contentBytes) }
    guard let content else { throw BundleError(.archiveDamaged, found: "zstd") }
    return content
  }

  /// Wraps archive_write_set_format_raw, archive_write_add_filter_zstd and archive_write_open_memory.
  private static func write(_ content: [UInt8], into output: UnsafeMutableRawBufferPointer, used: inout Int) -> Bool {
    guard let archive = archive_write_new(), let entry = archive_entry_new() else { return false }
    defer {
      archive_entry_free(entry)
      archive_write_free(archive)
    }
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    guard archive_write_set_format_raw(archive) == ARCHIVE_OK, archive_write_add_filter_zstd(archive) == ARCHIVE_OK,
      archive_write_set_filter_option(archive, "zstd", "compression-level", level) == ARCHIVE_OK,
      archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK,
      archive_write_open_memory(archive, output.baseAddress, output.count, &used) == ARCHIVE_OK,
      archive_write_header(archive, entry) == ARCHIVE_OK
    else { return false }
    let written = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    return written == content.count && archive_write_close(archive) == ARCHIVE_OK
  }

  /// Wraps archive_read_append_filter, which allows exactly one filter and so no zstd inside zstd, and the raw format.
  private static func read(_ packed: UnsafeRawBufferPointer, bytes: Int) -> [UInt8]? {
    guard let archive = archive_read_new() else { return nil }
    defer { archive_read_free(archive) }
    var entry: OpaquePointer?
    guard archive_read_set_format(archive, ARCHIVE_FORMAT_RAW) == ARCHIVE_OK,
      archive_read_append_filter(archive, ARCHIVE_FILTER_ZSTD) == ARCHIVE_OK,
      archive_read_open_memory(archive, packed.baseAddress, packed.count) == ARCHIVE_OK,
      archive_read_next_header(archive, &entry) == ARCHIVE_OK
    else { return nil }
    // Requests one byte more than declared, to detect a longer content and to reach the checksum.
    var isWhole = false
    let content = [UInt8](unsafeUninitializedCapacity: bytes + 1) { buffer, count in
      count = fill(UnsafeMutableRawBufferPointer(buffer), from: archive)
      isWhole = count == bytes
    }
    return isWhole ? content : nil
  }

  /// Reads until the end or until the buffer is full; an error (-1) counts as no bytes read.
  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from archive: OpaquePointer) -> Int {
    var count = 0
    while count < buffer.count {
      let got = archive_read_data(archive, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      if got == 0 { return count }
      if got < 0 { return 0 }
      count += got
    }
    return count
  }
}
