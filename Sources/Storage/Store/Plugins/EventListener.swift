/// A function of a plugin to call at an event.
public struct EventListener: Sendable, Hashable {
  public var plugin: String
  /// The name of the event.
  public var event: String
  /// Its index among the plugin's listeners to that event, from 0.
  public var position: Int

  /// The name under which the validators of an entity are kept. No such event occurs, nor can a plugin listen to it.
  public static func validation(of entity: String) -> String { "\(entity).validate" }

  public init(plugin: String, event: String, position: Int) {
    self.plugin = plugin
    self.event = event
    self.position = position
  }
}
