import Ecosystem

/// The codes that the statistical offices of Belgium (NIS, Statbel) and France (INSEE, code officiel géographique) give to regions,
/// provinces and departments, by their codes of ISO 3166-2. Municipalities have these codes in their own record.
enum NationalTerritoryCode {
  private static let codes: [String: String] = [
    "BE-VLG": "02000", "BE-WAL": "03000", "BE-BRU": "04000", "BE-VAN": "10000", "BE-VBR": "20001", "BE-WBR": "20002",
    "BE-VWV": "30000", "BE-VOV": "40000", "BE-WHT": "50000", "BE-WLG": "60000", "BE-VLI": "70000", "BE-WLX": "80000",
    "BE-WNA": "90000", "FR-PAC": "93",
  ]

  /// Returns the national codes of a territory; a department of France has the number of its code of ISO 3166-2.
  static func codes(ofISO code: String) -> [String] {
    let bytes = code.utf8
    let isDepartment =
      bytes.starts(with: "FR-".utf8) && (5...6).contains(bytes.count) && (0x30...0x39).contains(bytes.dropFirst(3).first ?? 0)
    return (codes[code].map { [$0] } ?? []) + (isDepartment ? [String(code.dropFirst(3))] : [])
  }
}
