import CArchive

/// Writes ZIP files for tests.
package enum ZipFile {
  /// Returns a ZIP file with these parts in their order, each compressed.
  package static func bytes(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
    let content = parts.reduce(0) { $0 + $1.content.count + $1.name.utf8.count * 2 + 512 } + 4_096
    var output = [UInt8](repeating: 0, count: content)
    var used = 0
    output.withUnsafeMutableBytes { write(parts, into: $0, used: &used) }
    return Array(output[..<used])
  }

  /// Returns a ZIP file with these texts.
  package static func bytes(_ parts: [(name: String, text: String)]) -> [UInt8] {
    bytes(parts.map { ($0.name, Array($0.text.utf8)) })
  }

  private static func write(_ parts: [(name: String, content: [UInt8])], into output: UnsafeMutableRawBufferPointer, used: inout Int) {
    let archive = archive_write_new()
    defer { archive_write_free(archive) }
    archive_write_set_format_zip(archive)
    archive_write_set_bytes_in_last_block(archive, 1)
    precondition(archive_write_open_memory(archive, output.baseAddress, output.count, &used) == ARCHIVE_OK)
    for part in parts {
      let entry = archive_entry_new()
      defer { archive_entry_free(entry) }
      archive_entry_set_pathname(entry, part.name)
      archive_entry_set_filetype(entry, 0o100_000)
      archive_entry_set_perm(entry, 0o644)
      archive_entry_set_size(entry, Int64(part.content.count))
      precondition(archive_write_header(archive, entry) == ARCHIVE_OK)
      _ = part.content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    }
    precondition(archive_write_close(archive) == ARCHIVE_OK)
  }
}
