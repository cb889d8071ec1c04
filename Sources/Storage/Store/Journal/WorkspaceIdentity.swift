/// The identity of a content. Together with the change's number and invocation it identifies a change for a follower: after a
/// restoration the same number may be another change, and the counter tells the two apart.
public struct WorkspaceIdentity: Sendable, Hashable {
  /// A random id of 32 hexadecimal digits, set when the file is created; a restoration keeps that of the content it replaces.
  public var id: String
  /// Number of restorations.
  public var restorations: Int64

  /// An identity.
  public init(id: String, restorations: Int64) {
    self.id = id
    self.restorations = restorations
  }

  static let table = """
    CREATE TABLE workspace (
      id TEXT NOT NULL CHECK (length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'),
      restorations INTEGER NOT NULL CHECK (restorations >= 0)
    ) STRICT
    """
  static let row = "INSERT INTO workspace (id, restorations) VALUES (lower(hex(randomblob(16))), 0)"
}

extension StoreJournal {
  /// Reads the identity of the content.
  /// - Throws: `StoreError.corrupt` when it is missing.
  public func identity() throws -> WorkspaceIdentity {
    let connection = try open()
    let found = try explaining {
      try connection.first("SELECT id, restorations FROM workspace") {
        WorkspaceIdentity(id: $0.text(0), restorations: $0.integer(1))
      }
    }
    guard let found else { throw StoreError(.corrupt, entity: "workspace", found: "0") }
    return found
  }

  /// Continues the identity of the replaced content, one restoration later. If that could not be read, the content gets a new id:
  /// its numbers may have been used before.
  func continueIdentity(of former: WorkspaceIdentity?, _ connection: Connection) throws {
    guard let former else {
      return try connection.run("UPDATE workspace SET id = lower(hex(randomblob(16))), restorations = restorations + 1")
    }
    try connection.run(
      "UPDATE workspace SET id = ?, restorations = max(restorations, ?) + 1",
      [.text(former.id), .integer(former.restorations)])
  }

  /// Reads all identities in the file; an intact file has one.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func identities() throws -> [WorkspaceIdentity] {
    let connection = try open()
    var found: [WorkspaceIdentity] = []
    try explaining {
      try connection.run("SELECT id, restorations FROM workspace") {
        found.append(WorkspaceIdentity(id: $0.text(0), restorations: $0.integer(1)))
      }
    }
    return found
  }

  /// Gives the content a new identity, so that its numbers are never confused with those of another content. Keeps the highest
  /// count of restorations in `former`.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func renewIdentity(after former: [WorkspaceIdentity]) throws {
    let connection = try writable()
    let restorations = max(0, former.map(\.restorations).max() ?? 0)
    try explaining {
      try connection.run("DELETE FROM workspace")
      try connection.run(
        "INSERT INTO workspace (id, restorations) VALUES (lower(hex(randomblob(16))), ?)", [.integer(restorations)])
    }
  }
}
