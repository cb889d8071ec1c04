import Bundles
import Ecosystem
import Localization
import Scheduler

/// docs/MANIFEST.md: every key of `plugin.toml`, made from the tables that the reader of manifests and the limits of invocations use.
public enum ManifestPage {
  /// The text of the page; each sentence stands in English, then in French.
  public static var text: String {
    [opening, keys, permissions, limits, settings, names].joined(separator: "\n")
  }

  // MARK: Keys

  /// The keys of the manifest, each with its form and an example; a test compares them with what the reader accepts.
  static let keyRows: [(key: String, form: String, id: String)] = [
    ("plugin.name", "`\"wallonia\"`", "name"), ("plugin.version", "`\"1.0.0\"`", "version"), ("plugin.api", "`1`", "api"),
    ("plugin.title", "`{ fr = \"…\", en = \"…\" }`", "title"), ("plugin.summary", "`{ fr = \"…\", en = \"…\" }`", "summary"),
    ("plugin.publisher", "`\"…\"`", "publisher"), ("plugin.licence", "`\"EUPL-1.2\"`", "licence"),
    ("dependencies.NAME", "`\">=1.0, <2.0\"`", "dependency"), ("exports.modules", "`[\"lib.rows\"]`", "exports"),
    ("permissions.GROUP.access", "`\"none\"` `\"read\"` `\"write\"`", "access"),
    ("permissions.GROUP.territories", "`[\"BE-WAL\"]`", "territories"), ("permissions.GROUP.reason", "`{ fr = \"…\" }`", "reason"),
    ("limits.CLASS.LIMIT", "`\"120s\"` `\"64MiB\"` `50000`", "limit"), ("limits.memory", "`\"64MiB\"`", "memory"),
    ("limits.storage", "`\"64MiB\"`", "storage"), ("settings.NAME.type", kinds, "setting-type"),
    ("settings.NAME.label", "`{ fr = \"…\", en = \"…\" }`", "setting-label"), ("settings.NAME.doc", "`{ fr = \"…\" }`", "setting-doc"),
    ("settings.NAME.default", "`2024`", "setting-default"), ("settings.NAME.minimum", "`1990`", "setting-minimum"),
    ("settings.NAME.maximum", "`2100`", "setting-maximum"), ("settings.NAME.choices", "`[\"a\", \"b\"]`", "setting-choices"),
    ("settings.NAME.secret", "`true`", "setting-secret"), ("data.schema", "`1`", "schema"),
    ("data.gazetteer", "`\"data/places.csv\"`", "gazetteer"), ("data.outlines", "`\"data/outlines.geojson\"`", "outlines"),
  ]

  private static let kinds = SettingDescription.Kind.allCases.map { "`\"\($0.rawValue)\"`" }.joined(separator: " ")

  private static var keys: String {
    "## \(both("heading-keys"))\n\n" + paragraph("keys") + "| key | | |\n|---|---|---|\n"
      + keyRows.map { "| `\($0.key)` | \($0.form) | \(both("key.\($0.id)")) |\n" }.joined()
  }

  // MARK: Permissions

  private static var permissions: String {
    let rows = PermissionGroup.allCases.map { group in
      "| `\(group.rawValue)` | \(group.levels.map { "`\($0.rawValue)`" }.joined(separator: " ")) | "
        + "\(group.isTerritorial ? "✓" : "") | \(collections(of: group)) | \(both("permission.\(group.rawValue)")) |\n"
    }
    return "## \(both("heading-permissions"))\n\n" + paragraph("permissions")
      + "| group | access | territories | collections | |\n|---|---|---|---|---|\n" + rows.joined()
  }

  private static func collections(of group: PermissionGroup) -> String {
    Schema.grappe.entities.filter { $0.permissionGroup == group.rawValue }.map { "`\($0.collection)`" }.joined(separator: " ")
  }

  // MARK: Limits

  private static var limits: String {
    let classes = LimitRequest.classes.compactMap { LimitedKind(rawValue: $0) }
    let rows = LimitRequest.perInvocation.map { limit in
      "| `\(limit)` | " + classes.map { shown(limit, $0.defaults) }.joined(separator: " | ") + " | \(both("limit.\(limit)")) |\n"
    }
    let rule = String(repeating: "---|", count: classes.count)
    let storage = TaskLimits.storageBytesDefault
    return "## \(both("heading-limits"))\n\n" + paragraph("limits")
      + "| limit | " + classes.map { "`\($0.rawValue)`" }.joined(separator: " | ") + " | |\n|---|---|\(rule)\n" + rows.joined()
      + "\n| limit | default | |\n|---|---|---|\n| `memory` | 64 MiB | \(both("limit.memory")) |\n"
      + "| `storage` | \(storage >> 20) MiB | \(both("limit.storage")) |\n"
  }

  private static func shown(_ limit: String, _ limits: TaskLimits) -> String {
    switch limit {
    case "cpu": time(limits.cpuMilliseconds)
    case "wall": time(limits.wallMilliseconds)
    case "write_wall": time(limits.writeWallMilliseconds)
    case "rows_read": count(limits.rowsRead)
    case "rows_written": count(limits.rowsWritten)
    default: limits.outputBytes.map { $0 >= 1 << 20 ? "\($0 >> 20) MiB" : "\($0 >> 10) KiB" } ?? "–"
    }
  }

  private static func time(_ milliseconds: Int64?) -> String {
    milliseconds.map { $0 % 1_000 == 0 ? "\($0 / 1_000) s" : "\($0) ms" } ?? "–"
  }

  private static func count(_ rows: Int64?) -> String {
    rows.map { Message("engine.manifest-page.count", ["rows": MessageArgument.grouped(Int($0))]).text(in: .en) } ?? "–"
  }

  // MARK: Rest

  private static var opening: String { "# plugin.toml\n\n" + paragraph("opening") + "```toml\n\(example)\n```\n" }

  private static var settings: String { "## \(both("heading-settings"))\n\n" + paragraph("settings") }

  private static var names: String { "## \(both("heading-names"))\n\n" + paragraph("names") + paragraph("files") }

  private static let example = """
    [plugin]
    name = "wallonia"
    version = "1.0.0"
    api = 1
    title = { fr = "Wallonie", en = "Wallonia" }

    [dependencies]
    europe = ">=1.0, <2.0"

    [permissions]
    actors = { access = "write", territories = ["BE-WAL"], reason = { fr = "tenir la cartographie", en = "keep the map" } }

    [limits]
    job.cpu = "120s"

    [settings.barometer_year]
    type = "integer"
    default = 2023
    label = { fr = "Année du baromètre", en = "Barometer year" }

    [data]
    schema = 1
    """

  private static func paragraph(_ id: String) -> String {
    let key = id.replacing("_", with: "-")
    let text = Message("engine.manifest-page.\(key)")
    return "\(text.text(in: .en))\n\n*\(text.text(in: .fr))*\n\n"
  }

  private static func both(_ id: String) -> String {
    let key = id.replacing("_", with: "-")
    let text = Message("engine.manifest-page.\(key)")
    return "\(text.text(in: .en)) · *\(text.text(in: .fr))*"
  }
}
