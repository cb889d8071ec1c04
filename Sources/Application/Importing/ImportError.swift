import Cells
import Ecosystem

/// The reason why an import did not read a file, or not all of it.
public enum ImportError: Error, Sendable {
  /// Rows of a file were refused; nothing was imported.
  case rowsRefused(file: String, rows: [RefusedRow], total: Int)
  /// The only obstacle is rows that duplicate existing records, and no choice was made for them.
  case duplicatesUndecided(file: String, duplicates: [Duplicate], total: Int)
  /// The file's columns are not fields of the entity.
  case columnUnknown(file: String, columns: [UnknownColumn], total: Int, entity: String, known: [String])
  /// Two columns of the file map to one field.
  case columnTwice(file: String, columns: [String], field: String)
  /// The column's name is that of several fields; `fields` lists the names of their columns.
  case columnAmbiguous(file: String, column: String, fields: [String])
  /// A column of the file and a constant of the options map to one field.
  case constantTwice(file: String, column: String, constant: String, field: String)
  /// Cells of these columns may be read in two ways.
  case columnsUnclear(file: String, columns: [UnclearColumn])
  /// The column comes from an export of an earlier version, which wrote cents under this name.
  case columnFormerCents(file: String, column: String, replacement: String)
  /// An option names a column that the file does not have.
  case columnAbsent(file: String, column: String, header: [String])
  /// The file for the refused rows exists already.
  case refusedFileExists(path: String)
  /// The caller stopped the import; `line` is the last imported one, nil when no row was imported.
  case stopped(line: Int?)
  /// An earlier import of the file in batches stopped at that line.
  case unfinished(file: String, line: Int)
  /// An import cannot be resumed: the file or the options differ.
  case changed(file: String, isOtherFile: Bool)
  /// The file's name has no extension of a format that can be read; `known` lists them.
  case formatUnknown(file: String, known: [String])
  /// A file of this format cannot become records of the entity.
  case formatUnfit(file: String, format: String, entity: String)

  /// Several of these, found in one reading of the file.
  indirect case several([ImportError])

  /// One error of several.
  ///
  /// - Parameter errors: at least one.
  static func together(_ errors: [ImportError]) -> ImportError { errors.count == 1 ? errors[0] : .several(errors) }

  /// A column whose decimal mark or order of day and month cannot be decided from its cells.
  public struct UnclearColumn: Sendable, Hashable {
    public var name: String
    public var problem: ConventionProblem
  }

  /// A column that is no field, and the nearest field.
  public struct UnknownColumn: Sendable, Hashable {
    public var name: String
    public var nearest: String?
  }
}
