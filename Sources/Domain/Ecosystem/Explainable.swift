import Localization

/// An error as data, with a message on the cause and the remedy in each language of the interface.
public protocol Explainable: Error, Sendable, CustomStringConvertible {
  /// A stable name of the kind of error, for programs: `field.unknown`.
  var code: String { get }
  /// One or more sentences for people, with the remedy.
  func message(in language: Language) -> String
}

extension Explainable {
  public var description: String { message(in: .en) }
}
