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
}
