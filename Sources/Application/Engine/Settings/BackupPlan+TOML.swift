import Bundles
import Ecosystem
import TOML

extension BackupPlan {
  /// Reads the section of a settings file.
  ///
  /// - Throws: `EngineError.settingInvalid` for an unknown key, a value out of range, or an invalid schedule.
  init(_ table: ExactDictionary<TOMLData>, document: TOMLDocument) throws {
    var texts: [String: String] = [:]
    keep = Self.keepDefault
    for (key, value) in table.sortedByKey {
      switch (key, value) {
      case ("keep", _): keep = try WorkspaceSettings.number("backup.keep", value, range: 1...10_000, document: document)
      case ("cron", .text(let text)), ("every", .text(let text)), ("zone", .text(let text)), ("folder", .text(let text)): texts[key] = text
      default: throw WorkspaceSettings.unknown("backup.\(key)", ["backup", key], document: document)
      }
    }
    folder = texts["folder"].flatMap { $0.isEmpty ? nil : $0 } ?? Self.folderDefault
    do {
      schedule = try JobSchedule(cron: texts["cron"], every: texts["every"], at: nil, zone: texts["zone"])
    } catch let problem {
      // The fields of a cron rule are parts of their own.
      let key = ["every", "zone"].contains(problem.part) ? problem.part : "cron"
      throw EngineError.settingInvalid(
        file: document.file, line: document.line(of: ["backup", key]) ?? document.line(of: ["backup"]) ?? 1, name: "backup.\(key)",
        wanted: "cron = \"30 2 * * *\", every = \"6h\", zone = \"Europe/Brussels\"")
    }
  }
}
