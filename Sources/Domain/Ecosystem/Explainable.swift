/// An error that holds data and can say what happened, and what to do, in each language of the interface.
public protocol Explainable: Error, Sendable, CustomStringConvertible {
  /// A stable name of the kind of error, for programs: `field.unknown`.
  var code: String { get }
  /// One or more sentences for people, with the remedy.
  func message(in language: Language) -> String
}

extension Explainable {
  public var description: String { message(in: .en) }
}
