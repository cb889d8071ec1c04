import CSV
import Ecosystem

/// Towns and postcodes with their territory and point, from the CSV files of plugins.
///
/// The columns are `country` (ISO 3166-1), `postcodes` and `names` (separated by semicolons), `territory`, `lat`, `lon` and
/// `population`; rows without a territory are ignored. Names are compared without case, accents and punctuation.
package struct Gazetteer: Sendable {
  /// A town, or a part of one.
  package struct Place: Sendable, Hashable {
    /// The id of its territory.
    package var territory: String
    /// The plugin whose file has it.
    package var plugin: String
    /// Latitude and longitude in degrees; nil when the file has none.
    package var point: Point?
    fileprivate var country: String
    fileprivate var names: [String]
    fileprivate var postcodeCount: Int
    fileprivate var population: Int

    fileprivate func isNamed(_ name: String) -> Bool { names.containsExactly(name) }
  }

  /// A point on the earth, in degrees.
  package struct Point: Sendable, Hashable {
    package var latitude: Double
    package var longitude: Double
  }

  /// The criterion by which a place was found.
  package enum Basis: String, Sendable {
    case postcode, town
  }

  /// A place found, and the criterion.
  package struct Match: Sendable, Hashable {
    package var place: Place
    package var basis: Basis
  }

  /// How many times more people a town must have than others of its name in other territories, for its name alone to mean it.
  private static let dominance = 5

  private var places: [Place] = []
  private var byPostcode: ExactDictionary<[Int]> = [:]
  private var byName: ExactDictionary<[Int]> = [:]

  /// Whether it has no place.
  package var isEmpty: Bool { places.isEmpty }

  /// Reads the files of plugins.
  ///
  /// - Throws: `CSVError` for a malformed file.
  package init(_ files: [(plugin: String, text: [UInt8])]) throws {
    for file in files {
      let table = try CSVTable(bytes: file.text, separator: UInt8(ascii: ","))
      for row in table.rows {
        add(ExactDictionary(zip(table.columns, row.fields)) { first, _ in first }, of: file.plugin)
      }
    }
  }

  private mutating func add(_ row: ExactDictionary<String>, of plugin: String) {
    func parts(_ column: String) -> [String] { (row[column] ?? "").split(separator: ";").map(String.init) }
    guard let territory = row["territory"], !territory.isEmpty else { return }
    let postcodes = parts("postcodes")
    var place = Place(
      territory: territory, plugin: plugin, point: nil, country: row["country"] ?? "", names: parts("names").map(Self.plain),
      postcodeCount: postcodes.count, population: Int(row["population"] ?? "") ?? 0)
    if let latitude = Double(row["lat"] ?? ""), let longitude = Double(row["lon"] ?? "") {
      place.point = Point(latitude: latitude, longitude: longitude)
    }
    for postcode in postcodes { byPostcode[postcode, default: []].append(places.count) }
    for name in Set(place.names) { byName[name, default: []].append(places.count) }
    places.append(place)
  }

  /// Finds the place of an address.
  ///
  /// A postcode decides, and the town chooses among its places; a postcode with a town that it does not have counts only with its
  /// country. Else the town decides. A place is found only when all that fit lie in one territory, or one of them is much larger
  /// than the others.
  ///
  /// - Parameters:
  ///   - country: a code of ISO 3166-1; nil when it is unknown.
  ///   - postcode: as it is written, such as `5000`, `B-5000` or `L-4360`.
  ///   - town: as it is written, also with the postcode before it or `Cedex` after it.
  package func match(country: String?, postcode: String?, town: String?) -> Match? {
    let name = town.map(Self.plain) ?? ""
    let written = postcode ?? Self.leadingPostcode(town ?? "")
    let code = written.map { $0.filter(\.isNumber) } ?? ""
    let wanted = country ?? written.flatMap(Self.country)
    func isWanted(_ place: Place) -> Bool { wanted.map { place.country.isExactly($0) } ?? true }
    let ofCode = (byPostcode[code] ?? []).map { places[$0] }.filter(isWanted)
    let named = ofCode.filter { $0.isNamed(name) }
    // The same code with another town may be one of a country that the gazetteer does not have.
    let isTrusted = !named.isEmpty || name.isEmpty || wanted != nil
    if isTrusted, let place = Self.choose(named.isEmpty ? ofCode : named, finest: named.isEmpty) {
      return Match(place: place, basis: .postcode)
    }
    let ofName = (byName[name] ?? []).map { places[$0] }.filter(isWanted)
    return Self.choose(ofName, finest: false).map { Match(place: $0, basis: .town) }
  }

  /// Returns the place meant among several: of one territory the one with the fewest postcodes, or the largest; of several
  /// territories one that is much larger than the others.
  private static func choose(_ places: [Place], finest: Bool) -> Place? {
    guard let largest = places.max(by: { ($0.population, $0.postcodeCount) < ($1.population, $1.postcodeCount) }) else { return nil }
    let others = places.filter { !$0.territory.isExactly(largest.territory) }
    guard !others.isEmpty else {
      return finest ? places.min { ($0.postcodeCount, -$0.population) < ($1.postcodeCount, -$1.population) } : largest
    }
    if finest { return nil }
    let next = others.map(\.population).max() ?? 0
    return largest.population > 0 && largest.population >= next * dominance ? largest : nil
  }

  /// The country that a prefix of a postcode names: `B-5000`, `BE-5000`, `L-1234`, `F-13001`.
  private static func country(_ postcode: String) -> String? {
    switch postcode.filter(\.isLetter).asciiUppercased {
    case "B", "BE": "BE"
    case "L", "LU": "LU"
    case "F", "FR": "FR"
    case "D", "DE": "DE"
    case "NL": "NL"
    default: nil
    }
  }

  /// The postcode before a town, as in `5000 Namur` or `L-4360 Esch`.
  private static func leadingPostcode(_ town: String) -> String? {
    let words = town.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let first = words.first, first.filter(\.isNumber).utf8.count >= 4 else { return nil }
    return String(first)
  }

  /// The name of a town in plain form, without a postcode before it, a part in parentheses, and `Cedex`; `St` is `Saint`.
  private static func plain(_ town: String) -> String {
    let whole = leadingPostcode(town).map { String(town.dropFirst($0.count)) } ?? town
    let outer = whole.split(separator: "(").first.map(String.init) ?? whole
    let words = Folding.fold(outer).split { !$0.isLetter && !$0.isNumber }.prefix { $0 != "cedex" }
    return words.map { $0 == "st" ? "saint" : $0 == "ste" ? "sainte" : String($0) }.joined(separator: " ")
  }
}
