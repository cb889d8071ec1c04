/// A plugin in a generation: which bundle of it, and what the admin granted.
public struct InstalledPlugin: Sendable, Hashable {
  /// The plugin's name.
  public var name: String
  /// Its version.
  public var version: String
  /// The id of its bundle, `sha256:…`.
  public var bundleID: String
  /// The grants, as canonical JSON.
  public var grants: String
  /// When it was installed, RFC 3339 in UTC.
  public var installedAt: String

  /// An installed plugin.
  public init(name: String, version: String, bundleID: String, grants: String, installedAt: String) {
    self.name = name
    self.version = version
    self.bundleID = bundleID
    self.grants = grants
    self.installedAt = installedAt
  }
}

/// The set of plugins installed at one time. Installing, upgrading and rolling back each make a new one.
public struct Generation: Sendable, Hashable {
  /// Its number, from 1; 0 before the first.
  public var number: Int
  /// The plugins, by name.
  public var plugins: [InstalledPlugin]
  /// When it was made, RFC 3339 in UTC; empty before the first.
  public var createdAt: String
  /// The reason it was made.
  public var reason: String

  /// The empty generation before the first installation.
  public static let none = Generation(number: 0, plugins: [], createdAt: "", reason: "")

  /// A generation.
  public init(number: Int, plugins: [InstalledPlugin], createdAt: String, reason: String) {
    self.number = number
    self.plugins = plugins
    self.createdAt = createdAt
    self.reason = reason
  }
}
