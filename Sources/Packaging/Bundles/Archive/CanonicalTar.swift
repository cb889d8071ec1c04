/// The canonical archive: POSIX ustar with one possible encoding for the same files.
///
/// Source: IEEE Std 1003.1-2017, pax, "ustar Interchange Format". Regular files only, sorted by name, mode 0644, owner and group
/// 0 without names, modification time 0, name in the first field only, two zero blocks at the end and no bytes after them.
/// GNU tar makes the same bytes with `--format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=0644
/// --blocking-factor=1`.
enum CanonicalTar {
  /// Headers, padding and end are counted in blocks of 512 bytes.
  static let blockBytes = 512
  /// The two zero blocks that end an archive.
  static let endBytes = 2 * blockBytes

  /// Encodes the header of one file.
  ///
  /// - Parameters:
  ///   - name: 1 … 100 bytes of ASCII, checked by ``EntryName``.
  ///   - size: the bytes of its contents, 0 … 8 MiB.
  static func header(name: String, size: Int) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: blockBytes)
    put(Array(name.utf8), at: 0, in: &block)
    put(octal(0o644, digits: 7), at: 100, in: &block)
    put(octal(0, digits: 7), at: 108, in: &block)
    put(octal(0, digits: 7), at: 116, in: &block)
    put(octal(size, digits: 11), at: 124, in: &block)
    put(octal(0, digits: 11), at: 136, in: &block)
    put([UInt8](repeating: 0x20, count: 8), at: 148, in: &block)
    put(Array("0".utf8), at: 156, in: &block)
    put(Array("ustar\u{0}00".utf8), at: 257, in: &block)
    put(octal(0, digits: 7), at: 329, in: &block)
    put(octal(0, digits: 7), at: 337, in: &block)
    // The checksum is the sum of all bytes, computed with spaces in its own field; it ends in NUL and space.
    put(octal(block.reduce(0) { $0 + Int($1) }, digits: 6) + [0], at: 148, in: &block)
    return block
  }

  /// Returns the number of zero bytes that fill the last block of contents of this size.
  static func paddingBytes(size: Int) -> Int { (blockBytes - size % blockBytes) % blockBytes }

  /// Encodes the archive of these files, which the caller has checked and sorted.
  static func encode(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var tar: [UInt8] = []
    tar.reserveCapacity(files.reduce(endBytes) { $0 + 2 * blockBytes + $1.bytes.count })
    for file in files {
      tar += header(name: file.name, size: file.bytes.count)
      tar += file.bytes
      tar += [UInt8](repeating: 0, count: paddingBytes(size: file.bytes.count))
    }
    tar += [UInt8](repeating: 0, count: endBytes)
    return tar
  }

  private static func put(_ bytes: [UInt8], at offset: Int, in block: inout [UInt8]) {
    block.replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }

  private static func octal(_ number: Int, digits: Int) -> [UInt8] {
    let text = String(number, radix: 8)
    return Array(String(repeating: "0", count: digits - text.utf8.count).utf8) + Array(text.utf8)
  }
}
