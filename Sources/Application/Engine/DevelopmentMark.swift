import Store

/// The suffix of the version of a plugin under development, `1.1.0+dev`.
package enum DevelopmentMark {
  package static let text = "+dev"
}

extension InstalledPlugin {
  /// Whether it was loaded from a folder under development instead of a bundle.
  package var isDevelopment: Bool { version.hasSuffix(DevelopmentMark.text) }
}
