import Crypto
import Foundation
import WebLink

/// Tells people from programs that fill in every form, without a captcha: a field that people do not see must stay empty, and a form
/// cannot be sent sooner than a person reads it.
///
/// The time is signed with a key of this process, so that it cannot be made up; a form from before a restart is sent again.
struct FormGuard: Sendable {
  /// The field that people do not see.
  static let trap = "portal_homepage"
  /// The field with the time at which the form was made, signed.
  static let time = "portal_time"
  /// The time between the making of a form and its sending, in milliseconds.
  static let millisecondsMin: Int64 = 2_000
  static let millisecondsMax: Int64 = 24 * 3_600_000

  private let key = SymmetricKey(size: .bits256)

  /// The fields of a form that is made now.
  ///
  /// - Parameters:
  ///   - label: the name of the field that must stay empty, for a person whose program shows it.
  ///   - now: the time in milliseconds since 1970.
  func fields(label: String, at now: Int64) -> HTML {
    """
    <p class="trap"><label>\(label) <input name="\(Self.trap)" tabindex="-1" autocomplete="off"></label></p>
    <input type="hidden" name="\(Self.time)" value="\(signed(now))">

    """
  }

  /// Whether a form that was sent passes.
  /// - Parameter now: the time in milliseconds since 1970.
  func allows(_ form: [WebRequest.Field], at now: Int64) -> Bool {
    let traps = form.filter { $0.name == Self.trap }
    guard traps.count == 1, traps[0].value.isEmpty, let time = form.first(where: { $0.name == Self.time })?.value else { return false }
    guard let made = time.split(separator: ".").first.flatMap({ Int64($0) }), time == signed(made) else { return false }
    return (Self.millisecondsMin...Self.millisecondsMax).contains(now - made)
  }

  /// The fields of a form without those of the guard.
  static func without(_ form: [WebRequest.Field]) -> [WebRequest.Field] { form.filter { $0.name != trap && $0.name != time } }

  private func signed(_ time: Int64) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data("\(time)".utf8), using: key)
    return "\(time)." + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
