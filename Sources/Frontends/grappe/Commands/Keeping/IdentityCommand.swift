import ArgumentParser
import Ecosystem
import Engine
import Store

/// `grappe identity`: shows the identity of the workspace's content, for programs that follow its changes.
struct IdentityCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "identity",
      abstract: wording(
        "grappe.identity.shows-identity-workspace-who"),
      discussion: wording("grappe.identity.change-named-id-number") + "\n\n" + example("grappe identity --json"))
  }

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try options.openWorkspace()
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let (identity, last) = (try transaction.journal.identity(), try transaction.journal.lastChangeNumber())
    let generation = try transaction.generations.present().number
    if options.json { return Output.json(IdentityView.json(identity, lastChange: last, generation: generation)) }
    Output.line(IdentityView.line(identity))
    Output.line(
      wording(
        "grappe.identity.last-change-generation", ["last": last, "generation": generation]))
  }
}

/// Formats an identity as text and JSON.
enum IdentityView {
  static func line(_ identity: WorkspaceIdentity?) -> String {
    guard let identity else {
      return wording("grappe.identity.workspace-identity-unreadable")
    }
    return wording(
      "grappe.identity.workspace-restorations", ["id": identity.id, "restorations": identity.restorations])
  }

  /// Returns the identity alone; null when it cannot be read.
  static func json(_ identity: WorkspaceIdentity?) -> FieldValue {
    guard let identity else { return .null }
    return .map(["id": .text(identity.id), "restorations": .integer(identity.restorations)])
  }

  static func json(_ identity: WorkspaceIdentity, lastChange: Int64, generation: Int) -> FieldValue {
    .map([
      "id": .text(identity.id), "restorations": .integer(identity.restorations), "last_change": .integer(lastChange),
      "generation": .integer(Int64(generation)),
    ])
  }
}
