import ArgumentParser
import HostAPI

extension NameSpecification.Element {
  /// The long name of an option that no parameter of a plugin may have, beside a short one.
  static func reserved(_ option: CommandLineOption) -> NameSpecification.Element { .customLong(option.rawValue) }
}

extension NameSpecification {
  /// The long name of an option that no parameter of a plugin may have.
  static func reserved(_ option: CommandLineOption) -> NameSpecification { .customLong(option.rawValue) }
}
