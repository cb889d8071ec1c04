import Ecosystem
import GRDBSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The functions that queries use in addition to those of SQLite. No table, index, view or trigger uses them, so that any program
/// can read and check the file.
enum SQLFunctions {
  /// Registers the functions on a connection (`sqlite3_create_function_v2`).
  static func register(on connection: OpaquePointer) {
    let flags = CInt(SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS)
    sqlite3_create_function_v2(connection, "grappe_fold", 1, flags, nil, fold, nil, nil, nil)
    sqlite3_create_function_v2(connection, "grappe_collate", 1, flags, nil, collate, nil, nil, nil)
    sqlite3_create_function_v2(connection, "grappe_km", 4, flags, nil, kilometres, nil, nil, nil)
  }

  private typealias Function = @convention(c) (OpaquePointer?, CInt, UnsafeMutablePointer<OpaquePointer?>?) -> Void

  /// `grappe_fold(text)`: the text without case and accents; NULL stays NULL.
  private static let fold: Function = { context, _, arguments in convert(arguments, context, by: Folding.fold) }

  /// `grappe_collate(text)`: the key by which a text is ordered (`Collation`); NULL stays NULL.
  private static let collate: Function = { context, _, arguments in convert(arguments, context, by: Collation.key) }

  /// Returns the text that `body` makes of the first argument.
  private static func convert(
    _ arguments: UnsafeMutablePointer<OpaquePointer?>?, _ context: OpaquePointer?, by body: (String) -> String
  ) {
    guard let argument = arguments?[0], let start = sqlite3_value_text(argument) else {
      return sqlite3_result_null(context)
    }
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(argument)))
    give(body(String(decoding: bytes, as: UTF8.self)), context)
  }

  /// Returns the text of a value.
  static func text(_ value: OpaquePointer) -> String {
    guard let start = sqlite3_value_text(value) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))), as: UTF8.self)
  }

  /// Makes a text the result of a function.
  static func give(_ text: String, _ context: OpaquePointer?) {
    var text = text
    text.withUTF8 { result in
      result.withMemoryRebound(to: CChar.self) {
        sqlite3_result_text(context, $0.baseAddress ?? emptyText, CInt($0.count), copied)
      }
    }
  }

  /// `grappe_km(lat, lon, lat, lon)`: the distance of two points in kilometres; NULL when a coordinate is NULL.
  private static let kilometres: Function =
    {
      context, count, arguments in
      var degrees: [Double] = []
      for index in 0..<Int(count) {
        guard let argument = arguments?[index], sqlite3_value_type(argument) != SQLITE_NULL else {
          return sqlite3_result_null(context)
        }
        degrees.append(sqlite3_value_double(argument))
      }
      sqlite3_result_double(context, distance(lat1: degrees[0], lon1: degrees[1], lat2: degrees[2], lon2: degrees[3]))
    }

  /// Returns the great-circle distance of two points given in degrees, by the haversine formula, in kilometres.
  static func distance(lat1: Double, lon1: Double, lat2: Double, lon2: Double) -> Double {
    let radians = Double.pi / 180
    let (sinLat, sinLon) = (sin((lat2 - lat1) * radians / 2), sin((lon2 - lon1) * radians / 2))
    let haversine = sinLat * sinLat + cos(lat1 * radians) * cos(lat2 * radians) * sinLon * sinLon
    return 2 * NearPoint.earthRadiusKilometres * asin(min(1, haversine.squareRoot()))
  }

  private nonisolated(unsafe) static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  private nonisolated(unsafe) static let emptyText = UnsafePointer(strdup("")!)
}
