import ArgumentParser
import Ecosystem
import Engine

/// The options of `grappe import` that say how the file is read and what is done with its rows.
struct ImportArguments: ParsableArguments {
  @Flag(help: ArgumentHelp(wording(fr: "Tout essayer et ne rien garder.", en: "Try everything and keep nothing.")))
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Le séparateur des champs : , ; tab | ; sinon trouvé dans le fichier.",
        en: "What separates the fields: , ; tab | ; else found in the file."), valueName: "sign"))
  var delimiter: String?

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "L'encodage : utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1 ; sinon trouvé dans le fichier.",
        en: "The encoding: utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1; else found in the file."),
      valueName: "name"))
  var encoding: String?

  @Option(
    help: ArgumentHelp(
      wording(fr: "Une colonne et son champ (répétable).", en: "A column and its field (repeatable)."),
      valueName: "column=field"))
  var map: [String] = []

  @Flag(
    help: ArgumentHelp(
      wording(fr: "Passer les colonnes qui ne sont pas des champs.", en: "Pass over columns that are no fields.")))
  var ignoreUnknown = false

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Ce qu'il advient des lignes qui sont des fiches existantes : update, skip, add ou refuse ; sinon demandé, ou refusé.",
        en: "What becomes of rows that are records which are there: update, skip, add or refuse; else asked for, or refused."),
      valueName: "choice"))
  var duplicates: String?

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Importer les bonnes lignes et mettre les autres dans un fichier à corriger.",
        en: "Import the good rows and put the others into a file to be corrected.")))
  var keepGood = false

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Le fichier des lignes refusées ; sinon FICHIER.refused.csv à côté.",
        en: "The file of refused rows; else FILE.refused.csv beside it."), valueName: "file"))
  var refused: String?

  @Option(
    help: ArgumentHelp(
      wording(
        fr: "Garder tous les N lignes, comme --keep-good ; un import interrompu se continue.",
        en: "Keep every N rows, like --keep-good; an interrupted import can go on."), valueName: "n"))
  var batch: Int?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      wording(
        fr: "Continuer, ou non, un import par lots interrompu.", en: "Go on, or not, with an interrupted import in batches.")))
  var resume: Bool?

  func validate() throws {
    _ = try options()
    if let batch, batch < 1 {
      throw ValidationError(wording(fr: "--batch est au moins 1, pas \(batch).", en: "--batch is at least 1, not \(batch)."))
    }
    if resume != nil, batch == nil {
      throw ValidationError(
        wording(fr: "--resume va avec --batch : sans lui, relancez l'import.", en: "--resume goes with --batch: without it, run the import again."))
    }
    if refused != nil, !keepGood, batch == nil {
      throw ValidationError(
        wording(fr: "--refused va avec --keep-good ou --batch.", en: "--refused goes with --keep-good or --batch."))
    }
  }

  /// Whether refused rows are written to a file.
  var keepsRefused: Bool { keepGood || batch != nil }

  /// The options as the engine takes them.
  ///
  /// - Throws: `ValidationError` for a word that is none of those possible.
  func options() throws -> ImportOptions {
    var options = ImportOptions()
    options.reading = ImportReading(delimiter: try DelimiterArgument.sign(delimiter), encoding: try knownEncoding())
    options.columns = try columns()
    options.ignoresUnknownColumns = ignoreUnknown
    options.duplicates = try choice()
    options.keepsGood = keepGood
    options.refusedFile = refused
    options.batchRows = batch
    options.resumes = resume
    options.isDryRun = dryRun
    return options
  }

  private func knownEncoding() throws -> TextEncoding? {
    guard let encoding else { return nil }
    guard let known = TextEncoding(named: encoding) else {
      let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        wording(
          fr: "--encoding est l'un de \(names), pas « \(encoding) ».", en: "--encoding is one of \(names), not \"\(encoding)\"."))
    }
    return known
  }

  private func columns() throws -> ExactDictionary<String> {
    var columns: ExactDictionary<String> = [:]
    for pair in map {
      guard let equals = pair.lastIndex(of: "="), equals != pair.startIndex, pair.last != "=" else {
        throw ValidationError(
          wording(
            fr: "--map est COLONNE=CHAMP, comme \"Nom de la structure=name\", pas « \(pair) ».",
            en: "--map is COLUMN=FIELD, such as \"Name of the body=name\", not \"\(pair)\"."))
      }
      columns[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
    }
    return columns
  }

  private func choice() throws -> DuplicateChoice? {
    guard let duplicates else { return nil }
    guard let choice = DuplicateChoice(rawValue: duplicates) else {
      throw ValidationError(
        wording(
          fr: "--duplicates est update, skip, add ou refuse, pas « \(duplicates) ».",
          en: "--duplicates is update, skip, add or refuse, not \"\(duplicates)\"."))
    }
    return choice
  }
}

/// The option `--delimiter`: one ASCII sign, or `tab`.
enum DelimiterArgument {
  /// The byte of the delimiter; nil where none is given.
  ///
  /// - Throws: `ValidationError` for anything else.
  static func sign(_ text: String?) throws -> UInt8? {
    guard let text else { return nil }
    if ["tab", "\\t", "\t"].contains(text) { return UInt8(ascii: "\t") }
    guard text.utf8.count == 1, let sign = text.utf8.first, sign >= 0x20, sign != UInt8(ascii: "\"") else {
      throw ValidationError(
        wording(fr: "--delimiter est , ; tab ou |, pas « \(text) ».", en: "--delimiter is , ; tab or |, not \"\(text)\"."))
    }
    return sign
  }
}
