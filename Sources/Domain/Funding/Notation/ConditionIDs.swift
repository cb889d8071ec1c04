import Ecosystem

/// The ids of the conditions of one rule set; each is unique.
struct ConditionIDs {
  private var ids: Set<ExactString> = []
  /// The last number appended to each name.
  private var numbers: [ExactString: Int] = [:]

  /// Takes an id; false when it was taken before.
  mutating func take(_ id: String) -> Bool { ids.insert(ExactString(id)).inserted }

  /// Makes and takes an id from a name, with a number appended when the name is taken: `vat`, `vat-2`. The time does not grow
  /// with the number of uses of the name.
  mutating func make(from name: String) -> String {
    if take(name) { return name }
    var number = numbers[ExactString(name)] ?? 1
    var id: String
    repeat {
      number += 1
      id = "\(name)-\(number)"
    } while !take(id)
    numbers[ExactString(name)] = number
    return id
  }
}
