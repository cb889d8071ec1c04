import Ecosystem
import Localization

/// A job as registered by a plugin's `init.lua`.
public struct JobRegistration: Sendable, Hashable {
  public var id: String
  public var title: LocalizedText
  public var schedule: JobSchedule

  public init(id: String, title: LocalizedText, schedule: JobSchedule) {
    self.id = id
    self.title = title
    self.schedule = schedule
  }

  var description: FieldValue {
    let title = title.values.map { ($0.key.rawValue, FieldValue.text($0.value)) }
    return .map(["title": .map(ExactDictionary(uniqueKeysWithValues: title)), "schedule": schedule.json])
  }
}
