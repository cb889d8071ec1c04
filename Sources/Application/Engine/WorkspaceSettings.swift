import Bundles
import Foundation
import Localization
import TOML

/// The settings in `config.toml` of a workspace. The file may be missing, and so may each key:
///
///     [workspace]
///     language = "de"              # the language of its texts where `--lang` does not say another one
///
///     [store]
///     writer_wait_seconds = 30     # how long a writer waits for another one, from 0 to 86400
///
///     [log]
///     days = 90                    # how long invocations that changed nothing are kept, from 1 to 36500
///     journal_days = 3650          # how long changes can be explained and undone, from 1 to 36500; without it for ever
///     proposal_days = 90           # how long decided proposals are kept, from 1 to 36500
///     level = "info"               # what a serving host writes: "error", "info" or "debug"
///     format = "text"              # how: "text" or "json"
///
///     [persons]
///     retention_months = 36        # how long persons are kept after the last ground to do so, from 1 to 1200
///
///     [backup]                     # backups that a serving host writes; see `BackupPlan`
///     cron = "30 2 * * *"          # when: a cron rule, or `every = "6h"`
///     zone = "Europe/Brussels"     # the time zone of the rule; UTC without it
///     folder = "backups"           # where: beneath the workspace, or an absolute path
///     keep = 7                     # how many are kept, from 1 to 10000
///
/// The sections `[portal]` and `[web]` are described at `PortalSettings`.
public struct WorkspaceSettings: Sendable, Hashable {
  /// The language of texts for people; nil where the locale decides.
  public var language: Language?
  /// The longest wait for the write lock, in seconds.
  public var writerWaitSeconds: Int64 = 30
  /// The number of days that the log keeps invocations that changed nothing; those that changed rows are kept with the journal.
  public var logDays: Int64 = 90
  /// The number of days for which decided proposals are kept, which may hold personal data.
  public var proposalDays: Int64 = 90
  /// The number of months for which a person is kept after the last membership, registration or other ground (`grappe retention`).
  public var retentionMonths: Int64 = 36
  /// The settings of the portal.
  public var portal = PortalSettings()

  /// The number of days that the journal keeps changes; nil for all.
  public var journalDays: Int64?
  /// The backups that a serving host writes; nil for none.
  public var backup: BackupPlan?
  /// The level of the log of a serving host.
  public var logLevel = HostLogLevel.info
  /// The notation of that log.
  public var logFormat = HostLogFormat.text

  /// The maximum size of the file in bytes.
  private static let bytesMax = 1 << 20

  /// The name of the file in the workspace.
  static let fileName = "config.toml"

  init() {}

  /// Writes a file that sets the language; does nothing when there is a file.
  ///
  /// - Throws: the error of the file system.
  static func write(language: Language, to file: URL) throws {
    guard !FileManager.default.fileExists(atPath: file.path) else { return }
    try Data("[workspace]\nlanguage = \"\(language.rawValue)\"\n".utf8).write(to: file, options: .withoutOverwriting)
  }

  /// Reads a file; a missing one gives the defaults.
  ///
  /// - Throws: `EngineError.fileUnreadable` for anything but a regular file, `BundleError` for invalid TOML,
  ///   `EngineError.settingInvalid` for an unknown key or a value out of range.
  init(contentsOf file: URL) throws {
    let content: [UInt8]?
    do { content = try RegularFile.read(file.path, bytesMax: Self.bytesMax) } catch {
      throw EngineError.fileUnreadable(path: file.path, reason: SystemReason.text(error))
    }
    guard let bytes = content else { return }
    let document = try TOMLDocument(reading: bytes, file: file.lastPathComponent)
    for (section, value) in document.root.sortedByKey {
      guard case .table(let table) = value else { throw Self.unknown(section, [section], document: document) }
      if section == "backup" {
        backup = try BackupPlan(table, document: document)
      } else {
        for (key, value) in table.sortedByKey { try take("\(section).\(key)", value, document: document) }
      }
    }
  }

  /// Returns the language that a file names; also that of a file with an error elsewhere, so that people read of the error in it. Of a text
  /// that is no TOML, the lines before the first wrong one count.
  static func language(in file: URL) -> Language? {
    guard var text = try? RegularFile.read(file.path, bytesMax: bytesMax) else { return nil }
    while true {
      do throws(TOMLError) {
        return language(try TOMLDocument(parsing: text, file: file.lastPathComponent))
      } catch {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard let line = error.line, (1...lines.count).contains(line) else { return nil }
        text = Array(lines.prefix(line - 1).joined(separator: [UInt8(ascii: "\n")]))
      }
    }
  }

  private static func language(_ document: TOMLDocument) -> Language? {
    guard case .table(let section)? = document.root["workspace"], case .text(let code)? = section["language"] else { return nil }
    return Language(available: code)
  }

  private mutating func take(_ name: String, _ value: TOMLData, document: TOMLDocument) throws {
    switch name {
    case "workspace.language": language = try Self.language(name, value, document: document)
    case "store.writer_wait_seconds": writerWaitSeconds = try Self.number(name, value, range: 0...86_400, document: document)
    case "log.days": logDays = try Self.number(name, value, range: 1...36_500, document: document)
    case "log.journal_days": journalDays = try Self.number(name, value, range: 1...36_500, document: document)
    case "log.proposal_days": proposalDays = try Self.number(name, value, range: 1...36_500, document: document)
    case "log.level": logLevel = try Self.choice(name, value, document: document)
    case "log.format": logFormat = try Self.choice(name, value, document: document)
    case "persons.retention_months":
      retentionMonths = try Self.number(name, value, range: 1...1_200, document: document)
    case _ where PortalSettings.names.contains(name): try takePortal(name, value, document: document)
    default: throw Self.unknown(name, name.cut(at: "."), document: document)
    }
  }

  private mutating func takePortal(_ name: String, _ value: TOMLData, document: TOMLDocument) throws {
    let isNumber = name.hasPrefix("web.") && name != "web.behind_proxy"
    let wanted: String?
    switch value {
    case .text(let text) where name.hasPrefix("portal."): wanted = portal.take(name, text)
    case .integer(let number) where isNumber: wanted = portal.take(name, number)
    case .boolean(let flag) where name == "web.behind_proxy":
      portal.isBehindProxy = flag
      wanted = nil
    default: wanted = isNumber ? "1…" : name.hasPrefix("web.") ? "true, false" : "\"…\""
    }
    guard let wanted else { return }
    throw EngineError.settingInvalid(
      file: document.file, line: document.line(of: name.cut(at: ".")) ?? 1, name: name, wanted: wanted)
  }

  static func number(
    _ name: String, _ value: TOMLData, range: ClosedRange<Int64>, document: TOMLDocument
  ) throws -> Int64 {
    if case .integer(let number) = value, range.contains(number) { return number }
    throw EngineError.settingInvalid(
      file: document.file, line: document.line(of: name.cut(at: ".")) ?? 1, name: name,
      wanted: "\(range.lowerBound)…\(range.upperBound)")
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ value: TOMLData, document: TOMLDocument
  ) throws -> Choice {
    if case .text(let word) = value, let choice = Choice(rawValue: word) { return choice }
    throw EngineError.settingInvalid(
      file: document.file, line: document.line(of: name.cut(at: ".")) ?? 1, name: name,
      wanted: Choice.allCases.map(\.rawValue).joined(separator: ", "))
  }

  private static func language(_ name: String, _ value: TOMLData, document: TOMLDocument) throws -> Language {
    if case .text(let code) = value, let language = Language(available: code) { return language }
    throw EngineError.settingInvalid(
      file: document.file, line: document.line(of: name.cut(at: ".")) ?? 1, name: name, wanted: Language.codes)
  }

  /// The names of the settings, without those of the portal.
  private static let names = [
    "workspace.language", "store.writer_wait_seconds", "log.days", "log.journal_days", "log.proposal_days", "log.level", "log.format",
    "persons.retention_months", "backup.cron", "backup.every", "backup.zone", "backup.folder", "backup.keep",
  ]

  static func unknown(_ name: String, _ path: [String], document: TOMLDocument) -> EngineError {
    .settingInvalid(
      file: document.file, line: document.line(of: path) ?? 1, name: name,
      wanted: (names + PortalSettings.names).joined(separator: ", "))
  }
}
