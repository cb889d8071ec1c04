import CSV
import Ecosystem
import Engine
import Foundation
import HostAPI

/// The file with the refused rows: the columns and dialect of the imported file, and the reason; CSV for the rows of a sheet, JSON Lines
/// for the objects of an array. Once corrected, it can be
/// imported again unchanged.
///
/// Created with the first row, under a temporary name until `finish`, and never overwrites another file.
final class RefusedFile {
  /// The final path.
  let path: String
  /// Number of bytes written so far.
  private(set) var size = 0

  private let format: ImportRows.Format
  private let header: [String]
  private let delimiter: UInt8
  private var descriptor: Int32 = -1
  private var isFinished = false

  /// - Parameters:
  ///   - path: the final path; nil for one beside `file`: `actors.refused.csv` beside `actors.csv`.
  ///   - entry: the rows' file in an archive, whose name then stands in the path: `register.address.refused.csv` beside `register.zip`.
  ///   - header: the columns of a CSV file.
  ///   - resumedAt: the valid size in bytes of the unfinished file when an import is resumed.
  /// - Throws: `ImportError.refusedFileExists` when a file exists at the path.
  init(
    path: String?, beside file: ImportFile, entry: Entry? = nil, header: [String], delimiter: UInt8?, resumedAt: Int? = nil
  ) throws {
    format = Self.format(of: file, entry)
    self.path = Self.path(path, beside: file, entry)
    self.header = header.filter { $0 != ColumnMatch.reasonColumn }
    self.delimiter = delimiter ?? UInt8(ascii: ",")
    if isThere(resumedAt) { return }
    if FileManager.default.fileExists(atPath: self.path) { throw ImportError.refusedFileExists(path: self.path) }
    if let resumedAt, resumedAt > 0 { try resume(at: resumedAt) }
  }

  /// Refuses an existing file at the path of a file of refused rows, before any row is read.
  /// - Throws: `ImportError.refusedFileExists`.
  static func refuseExisting(_ path: String?, beside file: ImportFile, _ entry: Entry) throws {
    let path = Self.path(path, beside: file, entry)
    if FileManager.default.fileExists(atPath: path) { throw ImportError.refusedFileExists(path: path) }
  }

  private static func format(of file: ImportFile, _ entry: Entry?) -> ImportRows.Format {
    (entry?.format ?? file.format)?.rowsLike ?? .csv
  }

  private static func path(_ path: String?, beside file: ImportFile, _ entry: Entry?) -> String {
    let chosen = path.map { path in entry.map { Self.path(path, naming: $0) } ?? path }
    return chosen ?? Self.path(beside: file, entry, format(of: file, entry))
  }

  /// Whether the file is finished: the import was stopped between this file's end and the final record of progress.
  private func isThere(_ resumedAt: Int?) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard let resumedAt, resumedAt > 0, attributes?[.size] as? Int == resumedAt,
      !FileManager.default.fileExists(atPath: partialPath)
    else { return false }
    size = resumedAt
    isFinished = true
    return true
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// A file of an archive.
  struct Entry {
    var name: String
    var format: ImportRows.Format

    /// Its name without extension, of letters, digits and `-_` only.
    fileprivate var stem: String {
      let stem = name.split(separator: ".").dropLast().joined(separator: "-")
      return String(stem.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "-" })
    }
  }

  /// Returns a path with the name of a file of an archive before its extension.
  private static func path(_ path: String, naming entry: Entry) -> String {
    let url = URL(filePath: path)
    let name = [url.deletingPathExtension().lastPathComponent, entry.stem, url.pathExtension].filter { !$0.isEmpty }.joined(separator: ".")
    return path.contains("/") ? url.deletingLastPathComponent().appending(path: name).path : name
  }

  private static func path(beside file: ImportFile, _ entry: Entry?, _ format: ImportRows.Format) -> String {
    let url = URL(filePath: file.path)
    // The rows of a sheet are written as CSV, the objects of an array as JSON Lines.
    let ending = file.format == format ? url.pathExtension : format.rawValue
    let stem = url.deletingPathExtension().lastPathComponent + (entry.map { "." + $0.stem } ?? "")
    let name = stem + ".refused." + ending
    return file.path.contains("/") ? url.deletingLastPathComponent().appending(path: name).path : name
  }

  /// The temporary path until `finish`.
  private var partialPath: String { path + ".partial" }

  /// Adds a row with the reason why it was refused.
  /// - Parameters:
  ///   - cells: the cells in the order of the file's columns, or the raw text of a row that cannot be split.
  ///   - columns: the columns of the file, including one of earlier reasons.
  func add(_ cells: [String], columns: [String], reason: String) throws {
    if descriptor < 0 { try begin() }
    try write(format == .csv ? row(cells, columns, reason: reason) : line(cells.first ?? "", reason))
  }

  private func row(_ cells: [String], _ columns: [String], reason: String) -> String {
    // The reason of an earlier import is dropped.
    let former = columns.firstIndex(of: ColumnMatch.reasonColumn)
    var kept = cells.enumerated().filter { $0.offset != former }.map(\.element)
    while kept.count < header.count { kept.append("") }
    return CSVWriter.row(kept + [reason], delimiter: delimiter)
  }

  /// Returns an object with the reason as a member; a text that is no object is kept as a string.
  private func line(_ text: String, _ reason: String) -> String {
    var members: ExactDictionary<FieldValue> = ["line": .text(text)]
    if case .map(let object)? = try? FieldValue(json: text) { members = object }
    members[ColumnMatch.reasonColumn] = .text(reason)
    return FieldValue.map(members).json + "\n"
  }

  /// Synchronises the written bytes to disk.
  func synchronize() {
    if descriptor >= 0 { fdatasync(descriptor) }
  }

  /// Finishes the file: publishes it under its final name.
  /// - Returns: whether the file exists: a row was added.
  func finish() throws -> Bool {
    guard descriptor >= 0 else { return isFinished }
    synchronize()
    // A hard link does not overwrite a file created there meanwhile.
    guard link(partialPath, path) == 0 else {
      if errno == EEXIST { throw ImportError.refusedFileExists(path: path) }
      throw unusable()
    }
    unlink(partialPath)
    close(descriptor)
    descriptor = -1
    return true
  }

  /// Removes the temporary file.
  func discard() {
    guard descriptor >= 0 else { return }
    close(descriptor)
    descriptor = -1
    unlink(partialPath)
  }

  private func begin() throws {
    descriptor = open(partialPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unusable() }
    if format == .csv { try write(CSVWriter.row(header + [ColumnMatch.reasonColumn], delimiter: delimiter)) }
  }

  /// Truncates the file to its size at the last committed batch, and continues there.
  private func resume(at size: Int) throws {
    descriptor = open(partialPath, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0, ftruncate(descriptor, off_t(size)) == 0, lseek(descriptor, 0, SEEK_END) == off_t(size) else {
      throw unusable()
    }
    self.size = size
  }

  private func write(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw unusable() }
      rest = rest.dropFirst(count)
    }
    size += text.utf8.count
  }

  private func unusable() -> EngineError {
    .pathUnusable(path: path, reason: String(cString: strerror(errno)))
  }
}
