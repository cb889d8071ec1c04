import Bundles
import Ecosystem
import Foundation
import Localization

/// The system's own message for a refused file operation.
public enum SystemReason {
  /// The reason behind an error of a file operation: what `strerror` says of the error beneath.
  public static func text(_ error: any Error) -> String { reason(of: error) ?? String(cString: strerror(EIO)) }

  /// The reason behind an error of Foundation; nil for an error that is not one of the system's. Foundation's own sentences are
  /// not used: most say only that the operation could not be completed.
  public static func reason(of error: any Error) -> String? {
    let error = error as NSError
    let beneath = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
    return [beneath, error].compactMap(\.self).lazy.compactMap(number).first.map { String(cString: strerror($0)) }
  }

  /// Returns the message of an error in the product's languages: its own, else the system's.
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

  /// Returns a message without its remedy, since the caller adds its own.
  private static func firstLine(_ message: String) -> String {
    let line = message.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? message
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }

  private static func number(_ error: NSError) -> Int32? {
    switch error.domain {
    case NSPOSIXErrorDomain: Int32(exactly: error.code)
    case NSCocoaErrorDomain: numbers[CocoaError.Code(rawValue: error.code)]
    default: nil
    }
  }

  /// The numbers of `errno` that Foundation turned into codes of its own.
  private static let numbers: [CocoaError.Code: Int32] = [
    .fileNoSuchFile: ENOENT, .fileReadNoSuchFile: ENOENT, .fileReadNoPermission: EACCES, .fileWriteNoPermission: EACCES,
    .fileWriteFileExists: EEXIST, .fileWriteOutOfSpace: ENOSPC, .fileWriteVolumeReadOnly: EROFS, .fileLocking: EAGAIN,
    .fileReadInvalidFileName: EINVAL, .fileWriteInvalidFileName: EINVAL, .fileReadTooLarge: EFBIG,
    .fileReadCorruptFile: EIO, .fileReadUnknown: EIO, .fileWriteUnknown: EIO, .fileReadUnsupportedScheme: EINVAL,
    .fileWriteUnsupportedScheme: EINVAL, .fileReadInapplicableStringEncoding: EILSEQ, .fileReadUnknownStringEncoding: EILSEQ,
    .fileWriteInapplicableStringEncoding: EILSEQ, .userCancelled: ECANCELED, .featureUnsupported: ENOTSUP,
  ]
}
