import Ecosystem
import Foundation
import HostAPI
import Testing

/// Numbers at the ends of their types, given to every function and every field, cause an error or a result, never a signal. The
/// calls run in a child process, where a trap is seen as a signal.
@Suite struct ExtremeNumberTests {
  private static let classes: [ClassDescription] = APIReference.classes(of: .grappe)

  /// The functions that a script may call; one collection represents all, since they share their code.
  private static let functions: [FunctionDescription] = APIReference.functions(of: .grappe).filter { function in
    [.anywhere, .report].contains(function.place)
      && (function.owner.table == "grappe.actors" || !collections.contains(function.owner.table))
  }
  private static let collections: Set<String> = Set(Schema.grappe.entities.map { "grappe.\($0.collection)" })

  private func run(_ script: String, in workspace: GrappeBinary, _ options: [String] = []) throws -> GrappeBinary.Run {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "extremes.lua")
    try Data(script.utf8).write(to: file)
    let limits = ["--write", "--cpu", "20s", "--wall", "2min", "--memory", "512MiB"]
    return try workspace.run(["script", file.path] + limits + options)
  }

  /// Gives each writing test a new workspace, whose folder is removed after the call.
  private func withFreshWorkspace(_ body: (GrappeBinary) throws -> Void) throws {
    let workspace = try DemoWorkspace.fresh()
    try withExtendedLifetime(workspace) { try body(workspace.grappe) }
  }

  /// Checks that every call returned, or a limit of the invocation stopped it with exit code 4: log lines and memory have
  /// limits.
  private func expectEnd(_ run: GrappeBinary.Run, _ comment: String) {
    let hasEnded = run.status == 4 || run.errors.contains(ExtremeNumberScript.end)
    #expect(!run.isSignalled && hasEnded, "\(comment): \(run.status) \(run.errors.suffix(400))")
  }

  @Test("No function of the API ends the process for an extreme number", arguments: functions.map(\.name))
  func calls(function: String) throws {
    let functions = Self.functions.filter { $0.name == function }
    let script = ExtremeNumberScript.functions(functions, classes: Self.classes)
    try withFreshWorkspace { expectEnd(try run(ExtremeNumberScript.ended(script), in: $0), function) }
  }

  @Test("No field of an entity ends the process for an extreme number", arguments: Schema.grappe.entities.map(\.id))
  func fields(entity: String) throws {
    let description = try #require(Schema.grappe.entity(entity))
    let script = ExtremeNumberScript.fields(of: description)
    try withFreshWorkspace { expectEnd(try run(ExtremeNumberScript.ended(script), in: $0), entity) }
  }

  @Test(
    "A document full of extreme numbers is written in every format",
    arguments: functions.filter { $0.owner.table == "doc" }.map(\.name))
  func documents(function: String) throws {
    let functions = Self.functions.filter { $0.name == function }
    let script = ExtremeNumberScript.functions(functions, classes: Self.classes)
    let (folder, workspace) = (try TemporaryFolder(), try DemoWorkspace.fresh())
    for format in ["text", "html", "json", "csv", "md", "xlsx"] {
      let options = ["--format", format, "-o", folder.url.appending(path: "document.\(format)").path]
      let run = try run(script, in: workspace.grappe, options)
      #expect(!run.isSignalled && run.status != 4, "\(function) as \(format): \(run.status) \(run.errors.suffix(400))")
    }
  }

  /// Two awards and figures for each actor that the calls concern.
  private static let awards = """
    for _, actor in ipairs(grappe.actors.find({}, { limit = 5 })) do
      for _, date in ipairs { "2023-06-01", "2024-01-01" } do
        grappe.awards.add {
          title = "x", description = "x", amount_awarded = { amount = 100, currency = "EUR" }, award_date = date,
          funder = "commission-europeenne", recipient = actor.id, state_aid_regime = "de-minimis", member_state = "BE",
        }
      end
      grappe.figures.add { actor = actor.id, year = 2022, staff = 8, turnover = { amount = 100, currency = "EUR" } }
    end
    """

  /// Another program, or an older version, may have written amounts and years that validation now refuses.
  @Test("Amounts, years and counts stored beyond their ranges do not end what reads them", arguments: [Int64.max, .min])
  func stored(number: Int64) throws {
    let workspace = try DemoWorkspace.fresh()
    let added = try run(Self.awards, in: workspace.grappe)
    try #require(added.status == 0, "\(added.errors)")
    let columns = Schema.grappe.entities.flatMap { entity in
      entity.ownFields.compactMap { field -> String? in
        switch field.type {
        case .money: "UPDATE OR IGNORE \"\(entity.id)\" SET \"\(field.id)_amount\" = \(number), \"\(field.id)_currency\" = 'EUR';"
        case .integer: "UPDATE OR IGNORE \"\(entity.id)\" SET \"\(field.id)\" = \(number);"
        default: nil
        }
      }
    }
    // A row that another constraint refuses (a unique year) keeps its number; the others are changed.
    let sql = ["PRAGMA ignore_check_constraints = ON;"] + columns
    _ = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite"] + sql, in: workspace.directory)
    let held = try GrappeBinary.run(
      URL(filePath: "/usr/bin/sqlite3"), ["grappe.sqlite", "SELECT count(*) FROM award WHERE amount_awarded_amount = \(number)"],
      in: workspace.directory)
    #expect(held.output.trimmingCharacters(in: .whitespacesAndNewlines) != "0", "\(held.errors)")
    expectEnd(try run(ExtremeNumberScript.ended(ExtremeNumberScript.questions), in: workspace.grappe), "stored \(number)")
    for collection in ["awards", "calls", "projects", "figures", "observations"] {
      for format in ["csv", "json"] {
        #expect(try !workspace.grappe("export", collection, "--format", format).isSignalled)
      }
    }
    for report in ["wallonia:financements", "wallonia:indicateurs", "europe:appels"] {
      #expect(try !workspace.grappe("report", report).isSignalled, "\(report)")
    }
  }

  @Test(
    "A limit, a width or a level at the end of its type is taken or refused",
    arguments: [
      ["eval", "1", "--wall", "9223372036854775807ms"], ["eval", "1", "--cpu", "9223372036854775807h"],
      ["eval", "1", "--memory", "9223372036854775807GiB"], ["eval", "1", "--wall", "99999999999999999999s"],
      ["log", "9223372036854775807"], ["kill", "-9223372036854775808"],
    ])
  func flags(arguments: [String]) throws {
    #expect(try !DemoWorkspace.shared.get().grappe.run(arguments).isSignalled)
  }

  @Test("A terminal that says it is 2^63-1 columns wide is drawn on")
  func width() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try GrappeBinary.run(
      GrappeBinary.executable, ["list"], in: workspace.directory, environment: ["COLUMNS": "\(Int.max)"])
    #expect(!run.isSignalled && run.status == 0, "\(run.errors)")
  }
}
