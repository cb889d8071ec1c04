/// The size limits of a bundle. The reader refuses more, and the packer does not make more.
public enum BundleLimits {
  /// The packed file: 8 MiB.
  public static let packedBytesMax = 8 << 20
  /// The contents of all files together: 32 MiB.
  public static let unpackedBytesMax = 32 << 20
  /// One file: 8 MiB.
  public static let fileBytesMax = 8 << 20
  /// The number of files: 4,096.
  public static let filesMax = 4_096
  /// A name with its folders: 100 bytes, the size of one field of a ustar header.
  public static let nameBytesMax = 100
  /// The segments of a name: 6.
  public static let nameSegmentsMax = 6
  /// `plugin.toml`: 64 KiB.
  public static let manifestBytesMax = 64 << 10
  /// The window of a decompressor: 8 MiB, also the most a zstd frame may require.
  public static let windowBytesMax = 8 << 20
  /// A file of a signature: 16 KiB, some forty times what `ssh-keygen` writes.
  public static let signatureBytesMax = 16 << 10
  /// A list of signers, revocations or pins: 1 MiB.
  public static let trustFileBytesMax = 1 << 20

  /// The size of the largest canonical archive within these limits: contents, a header and padding each, and the end.
  static let archiveBytesMax = unpackedBytesMax + filesMax * (2 * CanonicalTar.blockBytes) + 2 * CanonicalTar.blockBytes
}
