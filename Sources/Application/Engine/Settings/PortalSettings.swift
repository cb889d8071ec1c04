import Foundation

/// The settings of the portal in `config.toml`, all optional:
///
///     [portal]
///     name = "Grappe wallonne"              # the name on every page; otherwise that of the folder
///     footer = "Cluster ASBL, Namur"        # a line at the foot of every page
///     contact = "contact@cluster.example"   # for errors in the data and for privacy
///     address = "https://cluster.example"   # the public address; otherwise as the viewer's browser names it
///     logo = "logo.svg"                     # a file in the workspace: SVG or PNG, at most 256 KiB
///     accent = "#0b5cad"                    # the colour of links on white; a contrast of 4.5 at least
///     accent_dark = "#7db8ff"               # the same on the dark ground
///
///     [web]
///     connections = 1024                    # open connections, in all and of one address
///     connections_per_address = 64
///     requests_per_second = 20              # of one address for long; six times as many at once
///     request_seconds = 10                  # the time a request has to arrive
///     idle_seconds = 30                     # the time a connection may be idle
///     session_idle_minutes = 60             # the time after which an unused session ends, from 5 to 1440
///     session_hours = 12                    # the time after which every session ends, from 1 to 720
///     behind_proxy = false                  # whether a proxy appends the client's address to X-Forwarded-For
public struct PortalSettings: Sendable, Hashable {
  public var name: String?
  public var footer: String?
  public var contact: String?
  public var address: String?
  public var logo: String?
  public var accent = "#0b5cad"
  public var accentDark = "#7db8ff"
  public var connections: Int64 = 1_024
  public var connectionsPerAddress: Int64 = 64
  public var requestsPerSecond: Int64 = 20
  public var requestSeconds: Int64 = 10
  public var idleSeconds: Int64 = 30
  public var sessionIdleMinutes: Int64 = 60
  public var sessionHours: Int64 = 12
  public var isBehindProxy = false

  public init() {}

  /// The grounds of the pages in light and in dark.
  public static let (ground, groundDark) = ("#ffffff", "#14171c")

  /// The names of the settings.
  static let names = [
    "portal.name", "portal.footer", "portal.contact", "portal.address", "portal.logo", "portal.accent", "portal.accent_dark",
    "web.connections", "web.connections_per_address", "web.requests_per_second", "web.request_seconds", "web.idle_seconds",
    "web.session_idle_minutes", "web.session_hours", "web.behind_proxy",
  ]

  /// Sets a text.
  /// - Returns: nil when it was taken, otherwise the description of an accepted value.
  mutating func take(_ name: String, _ text: String) -> String? {
    let isLine = !text.isEmpty && text.utf8.count <= 200 && !text.contains { $0.isNewline }
    switch name {
    case "portal.name" where isLine: self.name = text
    case "portal.footer" where isLine: footer = text
    case "portal.contact" where isLine && text.contains("@") && !text.contains(" "): contact = text
    case "portal.contact": return "name@example.org"
    case "portal.address" where Self.isAddress(text): address = text
    case "portal.address": return "https://example.org"
    case "portal.logo" where Self.isFileName(text): logo = text
    case "portal.logo": return "logo.svg, logo.png"
    case "portal.accent": return take(colour: text, on: Self.ground, \.accent)
    case "portal.accent_dark": return take(colour: text, on: Self.groundDark, \.accentDark)
    default: return "1…200"
    }
    return nil
  }

  /// Sets a number.
  /// - Returns: nil when it was taken, otherwise its range.
  mutating func take(_ name: String, _ number: Int64) -> String? {
    let (range, path): (ClosedRange<Int64>, WritableKeyPath<PortalSettings, Int64>) =
      switch name {
      case "web.connections": (1...100_000, \.connections)
      case "web.connections_per_address": (1...100_000, \.connectionsPerAddress)
      case "web.requests_per_second": (1...100_000, \.requestsPerSecond)
      case "web.session_idle_minutes": (5...1_440, \.sessionIdleMinutes)
      case "web.session_hours": (1...720, \.sessionHours)
      case "web.request_seconds": (1...300, \.requestSeconds)
      default: (1...3_600, \.idleSeconds)
      }
    guard range.contains(number) else { return "\(range.lowerBound)…\(range.upperBound)" }
    self[keyPath: path] = number
    return nil
  }

  private mutating func take(colour text: String, on ground: String, _ path: WritableKeyPath<PortalSettings, String>) -> String? {
    guard let contrast = Contrast.ratio(text, ground) else { return "#rrggbb" }
    guard contrast >= Contrast.textMin else { return "\(ground): ≥ \(Contrast.textMin), \((contrast * 100).rounded() / 100)" }
    self[keyPath: path] = text.lowercased()
    return nil
  }

  private static func isAddress(_ text: String) -> Bool {
    let rest = ["https://", "http://"].first { text.hasPrefix($0) }.map { text.dropFirst($0.count) } ?? ""
    return !rest.isEmpty
      && rest.unicodeScalars.allSatisfy { $0.isASCII && ($0.properties.isAlphabetic || "0123456789.-:[]".unicodeScalars.contains($0)) }
  }

  private static func isFileName(_ text: String) -> Bool {
    !text.contains("/") && !text.hasPrefix(".") && (text.hasSuffix(".svg") || text.hasSuffix(".png"))
  }
}

/// The contrast of two colours (WCAG 2.2, definitions of contrast ratio and relative luminance).
enum Contrast {
  /// The least contrast of text and its ground (WCAG 2.2, 1.4.3).
  static let textMin = 4.5

  /// Returns the ratio, from 1 to 21; nil unless both are `#rrggbb`.
  static func ratio(_ first: String, _ second: String) -> Double? {
    guard let first = luminance(first), let second = luminance(second) else { return nil }
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double? {
    guard colour.utf8.count == 7, colour.hasPrefix("#"), let value = UInt32(colour.dropFirst(), radix: 16) else { return nil }
    let parts = [16, 8, 0].map { linear(Double(value >> $0 & 255) / 255) }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private static func linear(_ part: Double) -> Double {
    part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
}
