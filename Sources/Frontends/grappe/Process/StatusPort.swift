import ArgumentParser
import WebLink

/// A port of the loopback for health and metrics, which programs of other machines cannot reach.
struct StatusPort {
  let number: UInt16

  init(_ number: UInt16) { self.number = number }

  /// Listens on it.
  /// - Throws: `ValidationError` when the system refuses.
  func listeningSocket() throws -> ListeningSocket {
    let address = "127.0.0.1:\(number)"
    do { return try ListeningSocket.tcp(address) } catch ListeningSocket.ListeningFailure.refused(_, let reason) {
      throw ValidationError(wording("grappe.serve.web-refused", ["address": address, "reason": reason]))
    }
  }
}
