import Foundation
import Testing

/// `grappe run` on a terminal: asks for the answers that the command lacks.
@Suite(.enabled(if: TerminalRun.python != nil, "python3, which types into the terminal, is not installed"))
struct CommandDialogTests {
  private static let route = ["run", "wallonia:parcours", "--project", "exemple-jeu"]

  private func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.fresh()
    let examples = try workspace.grappe("run", "wallonia:exemples")
    try #require(examples.status == 0, "\(examples.errors)")
    return workspace
  }

  @Test("the most decisive question comes first, and the answer is kept with the project when that is asked for")
  func answered() throws {
    let workspace = try workspace()
    let run = try TerminalRun.command(
      in: workspace, Self.route + ["--retenir"],
      [.until("cultural or creative enterprise? "), .send("oui\r"), .until("? "), .send("\u{4}")])
    #expect(run.status == 0)
    let kept = try workspace.grappe("eval", "projects.get(\"exemple-jeu\")[\"wallonia.answers\"]", "--json")
    #expect(kept.output.contains("\"icc=oui\""))
  }

  @Test(
    "an empty answer skips the question, a comma is refused, and the end of input prints the result",
    arguments: [
      ("en", "Enter skips a question", "cannot contain a comma"),
      ("fr", "Entrée passe une question", "ne peut pas contenir de virgule"),
      ("de", "Die Eingabetaste überspringt", "darf kein Komma enthalten"),
    ])
  func skipped(language: String, hint: String, comma: String) throws {
    let steps: [TerminalRun.Action] = [
      .until(hint), .send("a,b\r"), .until(comma), .send("\r"), .send("\u{4}"), .until("Exemple"),
    ]
    let run = try TerminalRun.command(in: workspace(), Self.route, steps, language: language)
    #expect(run.status == 0)
  }

  @Test("nothing is asked without a terminal, nor when JSON is asked for")
  func silent() throws {
    let workspace = try workspace()
    let piped = try workspace.grappe.run(Self.route)
    #expect(piped.status == 0 && piped.errors == "")
    let run = try TerminalRun.command(in: workspace, Self.route + ["--json"], [.until("\"questions\"")])
    #expect(run.status == 0 && !run.raw.contains("Ctrl-D"))
  }
}
