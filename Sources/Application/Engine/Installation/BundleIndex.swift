import Bundles
import Ecosystem
import Foundation

/// The bundles that a folder holds, or that a list names: where `grappe search` and `grappe outdated` look.
///
/// A list has a line for each bundle, `HEX  FILE`, with the id of the bundle as `grappe pack` prints it, or the sum of the file as `sha256sum`
/// does; the files lie beside it. A list with a signature (`LIST.sig`, made by `grappe sign LIST`) must be signed by an allowed signer of the
/// workspace.
public struct BundleIndex: Sendable {
  /// A bundle of the index.
  public struct Entry: Sendable {
    /// The path of the file.
    public let file: String
    public let id: BundleID
    public let manifest: Manifest
  }

  /// A file of the index that cannot be used, and the reason.
  public struct Refusal: Sendable {
    public let file: String
    public let reason: BundleError
  }

  /// The bundles, by name, then from the newest version to the oldest.
  public let entries: [Entry]
  public let refusals: [Refusal]
  /// The principals of the signer; nil for a folder or a list without a signature.
  public let signer: String?

  /// The maximum number of bundles of an index.
  public static let bundlesMax = 10_000

  /// Reads a folder or a list.
  ///
  /// - Parameters:
  ///   - path: the path of the folder or the list.
  ///   - policy: the allowed signers; nil outside of a workspace.
  ///   - time: the current time.
  /// - Throws: `EngineError.fileUnreadable`, `.signersMissing` for a signed list without a policy; `BundleError` for a list that is invalid or
  ///   whose signature is.
  public init(path: String, policy: TrustPolicy?, at time: Date = Date()) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw EngineError.fileUnreadable(path: path, reason: SystemReason.text(CocoaError(.fileReadNoSuchFile)))
    }
    let (list, folder, names): (PinnedBundles?, String, [String])
    if isFolder.boolValue {
      (list, folder, names, signer) = (nil, path, try Self.bundles(inFolder: path), nil)
    } else {
      let read = try Self.list(path, policy: policy, at: time)
      (list, folder, names, signer) = (
        read.list, URL(filePath: path).deletingLastPathComponent().relativePath, read.list.files.keys.sorted(), read.signer
      )
    }
    var (entries, refusals): ([Entry], [Refusal]) = ([], [])
    for name in names.prefix(Self.bundlesMax) {
      do throws(BundleError) { entries.append(try Self.entry("\(folder)/\(name)", in: list, at: time)) } catch {
        refusals.append(Refusal(file: "\(folder)/\(name)", reason: error))
      }
    }
    self.entries = entries.sorted { one, other in
      one.manifest.name == other.manifest.name
        ? other.manifest.version < one.manifest.version : one.manifest.name < other.manifest.name
    }
    self.refusals = refusals
  }

  /// The bundles whose name, title, summary or publisher holds every word, without regard to case and accents; all without words.
  public func search(_ words: [String]) -> [Entry] {
    let wanted = words.map(Folding.fold)
    return entries.filter { entry in
      let manifest = entry.manifest
      let texts = [manifest.name, manifest.publisher ?? ""] + manifest.title.values + manifest.summary.values
      let text = Folding.fold(texts.joined(separator: " "))
      return wanted.allSatisfy(text.contains)
    }
  }

  /// The newest version of a plugin; nil when the index has none.
  public func newest(of plugin: String) -> Entry? { entries.first { $0.manifest.name == plugin } }

  private static func bundles(inFolder path: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { $0.hasSuffix(".grappe") && !$0.hasPrefix(".") }
    } catch { throw EngineError.fileUnreadable(path: path, reason: SystemReason.text(error)) }
  }

  private static func list(
    _ path: String, policy: TrustPolicy?, at time: Date
  ) throws -> (list: PinnedBundles, signer: String?) {
    let text = try Bundles.Bundle.packedBytes(ofFile: path)
    let list = try PinnedBundles(parsing: text, file: path)
    guard let signature = FileManager.default.contents(atPath: path + ".sig").map({ [UInt8]($0) }) else { return (list, nil) }
    guard let policy else {
      throw EngineError.signersMissing(
        file: path, fingerprint: try BundleSignature(parsing: signature, for: .index).publicKey.fingerprint)
    }
    do throws(BundleError) {
      return (list, try policy.signer(of: signature, overList: text, at: time).principals)
    } catch { throw error.place == nil ? error.located(in: path) : error }
  }

  /// Reads the bundle in a file, which must be the one that the list names, by its id or the sum of the file, if there is a list.
  private static func entry(_ path: String, in list: PinnedBundles?, at time: Date) throws(BundleError) -> Entry {
    let packed = try Bundles.Bundle.packedBytes(ofFile: path)
    let name = URL(filePath: path).lastPathComponent
    if let named = list?.files[name], FileDigest.hexadecimal(of: packed) != named.hexadecimal {
      // The bundle of another line is refused too.
      var line = PinnedBundles()
      line.pin(named, as: name)
      _ = try TrustPolicy(pins: line).decide(packed: packed, signature: nil, fileName: name, at: time)
    }
    let bundle = try Bundles.Bundle.reading(packed: packed)
    return Entry(file: path, id: bundle.id, manifest: bundle.manifest)
  }
}
