import Bundles
import Ecosystem
import Foundation

/// Why the system refused a file, in the system's own words.
public enum SystemReason {
  /// The reason behind an error of Foundation: what `strerror` says of the error beneath, where there is one.
  public static func text(_ error: any Error) -> String {
    let error = error as NSError
    let beneath = error.userInfo[NSUnderlyingErrorKey] as? NSError
    for candidate in [error, beneath].compactMap(\.self) where candidate.domain == NSPOSIXErrorDomain {
      return String(cString: strerror(Int32(candidate.code)))
    }
    let description = error.localizedDescription
    return description.hasSuffix(".") ? String(description.dropLast()) : description
  }

  /// An error in the languages of the product: its own message where it has one, else what the system says.
  static func localized(_ error: any Error) -> LocalizedText {
    switch error {
    case let error as BundleError:
      LocalizedText(composing: { firstLine(error.message(in: $0)) })
    case let error as any Explainable:
      LocalizedText(composing: { firstLine(error.message(in: $0)) })
    case let error as POSIXError: LocalizedText(verbatim: String(cString: strerror(error.code.rawValue)))
    default: LocalizedText(verbatim: text(error))
    }
  }

  /// A message without its remedy, which is another one here.
  private static func firstLine(_ message: String) -> String {
    let line = message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? message
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
