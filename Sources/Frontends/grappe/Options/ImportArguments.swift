import ArgumentParser
import Calendar
import Cells
import Ecosystem
import Encodings
import Engine
import Importing
import Localization

/// The options of `grappe import` for the file's format and its rows.
struct ImportArguments: ParsableArguments {
  @Flag(help: .dryRun) var dryRun = false

  @Flag(help: ArgumentHelp(wording("grappe.import-arguments.propose"))) var propose = false

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.what-separates-fields-tab"), valueName: "sign"))
  var delimiter: String?

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.encoding-utf-8-utf"),
      valueName: "name"))
  var encoding: String?

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.decimal"), valueName: "mark"))
  var decimal: String?

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.dates"), valueName: "order"))
  var dates: String?

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.zone"), valueName: "zone"))
  var zone: String?

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.format"), valueName: "format"))
  var format: String?

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.source"), valueName: "name"))
  var source: String?

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.sheet"), valueName: "sheet"))
  var sheet: String?

  @Option(
    help: ArgumentHelp(
      wording("grappe.import-arguments.column-field-repeatable"),
      valueName: "column=field"))
  var map: [String] = []

  @Option(help: ArgumentHelp(wording("grappe.import-arguments.set"), valueName: "column=text"))
  var set: [String] = []

  @Flag(help: ArgumentHelp(wording("grappe.import-arguments.create-missing"))) var createMissing = false

  @Flag(
    help: ArgumentHelp(
      wording("grappe.import-arguments.pass-over-columns-no")))
  var ignoreUnknown = false

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.what-becomes-rows-records"),
      valueName: "choice"))
  var duplicates: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.import-good-rows-put")))
  var keepGood = false

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.file-refused-rows-else"), valueName: "file"))
  var refused: String?

  @Option(
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.keep-every-n-rows"), valueName: "n"))
  var batch: Int?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      wording(
        "grappe.import-arguments.go-not-interrupted-import")))
  var resume: Bool?

  func validate() throws {
    _ = try options()
    if propose, batch != nil { throw ValidationError(wording("grappe.import-arguments.propose-batch")) }
    if let batch, batch < 1 {
      throw ValidationError(wording("grappe.import-arguments.batch-least-1-not", ["batch": batch]))
    }
    if resume != nil, batch == nil {
      throw ValidationError(
        wording("grappe.import-arguments.resume-goes-batch-without"))
    }
    if refused != nil, !keepGood, batch == nil {
      throw ValidationError(
        wording("grappe.import-arguments.refused-goes-keep-good"))
    }
  }

  /// Whether refused rows are written to a file.
  var keepsRefused: Bool { keepGood || batch != nil }

  /// Refuses the options that mean nothing to an importer of a plugin, which decides itself what rows are.
  ///
  /// - Throws: `ValidationError` naming the option, and what to do instead.
  func checkForImporter() throws {
    if resume != nil { throw ValidationError(wording("grappe.import-arguments.importer-resume")) }
    let given = [
      (!map.isEmpty, "map"), (!set.isEmpty, "set"), (createMissing, "create-missing"), (ignoreUnknown, "ignore-unknown"),
      (duplicates != nil, "duplicates"), (source != nil, "source"),
    ]
    if let option = given.first(where: \.0)?.1 {
      throw ValidationError(wording("grappe.import-arguments.importer-option", ["option": option]))
    }
    if refused != nil, !keepGood { throw ValidationError(wording("grappe.import-arguments.importer-refused")) }
  }

  /// Converts them for the engine.
  ///
  /// - Throws: `ValidationError` for an unknown word.
  func options() throws -> ImportOptions {
    var options = ImportOptions()
    options.reading = ImportReading(delimiter: try DelimiterArgument.sign(delimiter), encoding: try knownEncoding())
    options.reading.decimalMark = try decimalMark()
    options.reading.dateOrder = try dateOrder()
    options.reading.zone = try clock()
    options.reading.sheet = sheet
    options.reading.feed = try feed()
    options.columns = try columns()
    options.constants = try constants()
    options.createsMissing = createMissing
    options.ignoresUnknownColumns = ignoreUnknown
    options.duplicates = try choice()
    options.keepsGood = keepGood
    options.refusedFile = refused
    options.batchRows = batch
    options.resumes = resume
    options.isDryRun = dryRun
    options.proposes = propose
    options.source = source
    return options
  }

  private func knownEncoding() throws -> TextEncoding? {
    guard let encoding else { return nil }
    guard let known = TextEncoding(named: encoding) else {
      let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        wording(
          "grappe.import-arguments.encoding-one-not", ["names": names, "encoding": encoding]))
    }
    return known
  }

  /// Accepts the names of the marks and the marks themselves.
  private func decimalMark() throws -> DecimalMark? {
    guard let decimal else { return nil }
    if let mark = DecimalMark(rawValue: decimal) { return mark }
    switch decimal {
    case ".": return .point
    case ",": return .comma
    default: throw ValidationError(wording("grappe.import-arguments.decimal-not", ["decimal": decimal]))
    }
  }

  private func dateOrder() throws -> DateOrder? {
    guard let dates else { return nil }
    guard let order = DateOrder(rawValue: dates) else {
      throw ValidationError(wording("grappe.import-arguments.dates-not", ["dates": dates]))
    }
    return order
  }

  private func feed() throws -> FeedFormat? {
    guard let format else { return nil }
    guard let feed = FeedFormat(rawValue: format), [.ics, .geojson, .threeSixtyGiving].contains(feed) else {
      throw ValidationError(wording("grappe.import-arguments.format-not", ["format": format]))
    }
    return feed
  }

  private func clock() throws -> WallClock? {
    guard let zone else { return nil }
    guard let clock = WallClock(zone: zone) else {
      throw ValidationError(wording("grappe.import-arguments.zone-not", ["zone": zone]))
    }
    return clock
  }

  private func columns() throws -> ExactDictionary<String> {
    var columns: ExactDictionary<String> = [:]
    for pair in map {
      guard let equals = pair.utf8.lastIndex(of: UInt8(ascii: "=")), equals != pair.startIndex else {
        throw ValidationError(
          wording(
            "grappe.import-arguments.map-column-field-such", ["pair": pair]))
      }
      columns[String(pair[..<equals])] = String(pair[pair.utf8.index(after: equals)...])
    }
    return columns
  }

  private func constants() throws -> ExactDictionary<String> {
    var constants: ExactDictionary<String> = [:]
    for pair in set {
      guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")), equals != pair.startIndex, pair.utf8.last != UInt8(ascii: "=")
      else { throw ValidationError(wording("grappe.import-arguments.set-not", ["pair": pair])) }
      constants[String(pair[..<equals])] = String(pair[pair.utf8.index(after: equals)...])
    }
    return constants
  }

  private func choice() throws -> DuplicateChoice? {
    guard let duplicates else { return nil }
    guard let choice = DuplicateChoice(rawValue: duplicates) else {
      throw ValidationError(
        wording(
          "grappe.import-arguments.duplicates-update-skip-add", ["duplicates": duplicates]))
    }
    return choice
  }
}

/// The option `--delimiter`: one ASCII character, or `tab`.
enum DelimiterArgument {
  /// Returns the byte of the delimiter; nil without one.
  ///
  /// - Throws: `ValidationError` for anything else.
  static func sign(_ text: String?) throws -> UInt8? {
    guard let text else { return nil }
    if ["tab", "\\t", "\t"].contains(text) { return UInt8(ascii: "\t") }
    guard text.utf8.count == 1, let sign = text.utf8.first, sign >= 0x20, sign != UInt8(ascii: "\"") else {
      throw ValidationError(
        wording("grappe.import-arguments.delimiter-tab-not", ["text": text]))
    }
    return sign
  }
}
