import Foundation

/// The logo that `[portal] logo` names: a PNG or SVG file in the workspace.
public struct LogoFile: Sendable {
  public let content: Data
  /// Whether it is PNG; otherwise it is SVG.
  public let isPNG: Bool

  /// Upper bound of the size, in bytes.
  private static let bytesMax = 256 << 10

  /// Reads the logo: PNG by its signature, SVG by its first element. Nil when the settings name none.
  ///
  /// - Parameter folder: the workspace.
  /// - Throws: `EngineError.fileUnreadable` when the file is missing, larger than 256 KiB, or neither PNG nor SVG.
  public init?(_ settings: PortalSettings, in folder: URL) throws {
    guard let name = settings.logo else { return nil }
    let path = folder.appending(path: name).path
    guard let data = FileManager.default.contents(atPath: path), data.count <= Self.bytesMax else {
      throw EngineError.fileUnreadable(path: path, reason: "≤ \(Self.bytesMax)")
    }
    isPNG = data.starts(with: [0x89, 0x50, 0x4E, 0x47])
    guard isPNG || String(decoding: data.prefix(1_024), as: UTF8.self).contains("<svg") else {
      throw EngineError.fileUnreadable(path: path, reason: "SVG, PNG")
    }
    content = data
  }

  /// The media type, such as `image/png`.
  public var mediaType: String { isPNG ? "image/png" : "image/svg+xml" }

  /// The content as a `data:` address, for files that load nothing else.
  public var dataAddress: String { "data:\(mediaType);base64,\(content.base64EncodedString())" }
}
