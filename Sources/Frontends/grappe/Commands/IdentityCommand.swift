import ArgumentParser
import Ecosystem
import Engine
import Store

/// `grappe identity`: shows which content the workspace holds, for programs that follow its changes.
struct IdentityCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "identity",
      abstract: wording(
        fr: "Montre l'identité de l'espace de travail, pour qui suit ses changements.",
        en: "Shows the identity of the workspace, for who follows its changes."),
      discussion: wording(
        fr: """
          Un changement est nommé par l'identifiant, le nombre de restaurations, son numéro et son invocation : après une restauration le \
          même numéro est un autre changement.


          """,
        en: """
          A change is named by the id, the number of restorations, its number and its invocation: after a restoration the same number is \
          another change.


          """) + example("grappe identity --json"))
  }

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try options.openWorkspace()
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    let (identity, last) = (try transaction.identity(), try transaction.lastChangeNumber())
    let generation = try transaction.generation().number
    if options.json { return Output.json(IdentityView.json(identity, lastChange: last, generation: generation)) }
    Output.line(IdentityView.line(identity))
    Output.line(
      wording(
        fr: "Dernier changement : \(last) ; génération \(generation).", en: "Last change: \(last); generation \(generation)."))
  }
}

/// An identity as people and machines read it.
enum IdentityView {
  static func line(_ identity: WorkspaceIdentity?) -> String {
    guard let identity else {
      return wording(fr: "Espace de travail : identité illisible", en: "Workspace: identity unreadable")
    }
    return wording(
      fr: "Espace de travail \(identity.id), restaurations : \(identity.restorations)",
      en: "Workspace \(identity.id), restorations: \(identity.restorations)")
  }

  /// The identity alone; null where it cannot be read.
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
