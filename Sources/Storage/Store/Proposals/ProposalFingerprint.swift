import Ecosystem

/// The fingerprints of the drafts of one batch, by which the same content is recognised when it is filed again.
///
/// Ids that the store made differ each time; within a batch they are replaced by the fingerprint of the record that they name.
struct ProposalFingerprints {
  private var names: ExactDictionary<String> = [:]

  init(_ drafts: [ProposalDraft]) {
    let added = drafts.flatMap(\.changes).filter(\.hasGeneratedID)
    let blank = ExactDictionary(added.map { ($0.record, "") }) { first, _ in first }
    names = ExactDictionary(added.map { ($0.record, Self.digest(Self.content(of: $0, names: blank))) }) { first, _ in first }
  }

  /// Returns the fingerprint of a draft: 128 bits of FNV-1a in hexadecimal. What a person writes beside a form is part of the content;
  /// a row of a file is only where the content comes from.
  func of(_ draft: ProposalDraft) -> String {
    let changes = draft.changes.map { Self.content(of: $0, names: names) }
    let remark = draft.origin.kind == "form" ? draft.raw.map { [FieldValue.text($0)] } ?? [] : []
    return Self.digest(.list([.text(draft.origin.kind), .text(draft.origin.owner)] + changes + remark))
  }

  private static func content(of change: ProposedChange, names: ExactDictionary<String>) -> FieldValue {
    .list([
      .text(change.operation.rawValue), .text(change.entity), .text(names[change.record] ?? change.record),
      renamed(.map(change.fields), names),
    ])
  }

  /// Returns a value with texts replaced that are one of the names.
  static func renamed(_ value: FieldValue, _ names: ExactDictionary<String>) -> FieldValue {
    switch value {
    case .text(let text): .text(names[text] ?? text)
    case .list(let elements): .list(elements.map { renamed($0, names) })
    case .map(let members): .map(members.mapValues { renamed($0, names) })
    case .null, .boolean, .integer, .number: value
    }
  }

  private static func digest(_ value: FieldValue) -> String {
    let bytes = Array(value.json.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      let first = Fingerprint.of(buffer, seed: 0xcbf2_9ce4_8422_2325)
      return hexadecimal(first) + hexadecimal(Fingerprint.of(buffer, seed: first ^ 0x9e37_79b9_7f4a_7c15))
    }
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
