import Ecosystem
import StoreTestSupport

@testable import Store

extension ProposalOrigin {
  /// The form `suggest` of the plugin `demo`, sent by a visitor.
  static let form = ProposalOrigin(principal: "web", kind: "form", owner: "demo", name: "suggest")
  /// The file `list.csv`, imported by `alice`.
  static let file = ProposalOrigin(principal: "alice", kind: "import", owner: "admin", name: "list.csv")
}

extension StoreTransaction {
  /// Makes changes, takes them back and files them as one proposal.
  @discardableResult
  func propose(_ origin: ProposalOrigin = .file, _ changes: (StoreTransaction) throws -> Void) throws -> FiledProposal {
    let mark = try proposals.mark()
    try changes(self)
    return try proposals.file([ProposalDraft(origin, try proposals.takeBack(to: mark))], now: TemporaryStore.now)[0]
  }

  /// Adds the vocabulary of actors and the actor `kikk`.
  func addSample() throws {
    for code in ["company", "school"] { try addConcept("actor-kind", code) }
    try addActor("kikk", ["name": "KIKK", "city": "Namur", "website": "https://kikk.be"])
  }
}

extension TemporaryStore {
  /// Writes in one transaction, attributed to an invocation of that id.
  @discardableResult
  func write<Result>(as invocation: String, _ body: (StoreTransaction) throws -> Result) throws -> Result {
    try write { transaction throws in
      let result = try body(transaction)
      try transaction.attribute(invocation)
      return result
    }
  }
}
