extension BundleError {
  /// The stable codes of refusals. Programs may depend on them; a code is never given another meaning.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The packed file, its contents or one file passes a limit of size.
    case archiveTooLarge = "archive.too-large"
    /// More files than a bundle may hold.
    case archiveTooManyFiles = "archive.too-many-files"
    /// Not a zstd file at all.
    case archiveNotZstd = "archive.not-zstd"
    /// A zstd frame of a kind bundles do not use: no declared size, no checksum, a dictionary, reserved bits.
    case archiveBadFrame = "archive.bad-frame"
    /// The frame asks its reader for more memory than allowed.
    case archiveWindowTooLarge = "archive.window-too-large"
    /// Cut off, or its checksum does not match.
    case archiveDamaged = "archive.damaged"
    /// Bytes behind the frame: a second frame, a signature, anything.
    case archiveTrailingData = "archive.trailing-data"
    /// What the frame holds is not a tar archive.
    case archiveNotTar = "archive.not-tar"
    /// An entry that is no regular file: link, folder, device, pipe.
    case archiveNotRegular = "archive.not-regular"
    /// A name outside the allowed alphabet, too long, too deep, or one that some system keeps for itself.
    case archiveBadName = "archive.bad-name"
    /// A file where a bundle has none.
    case archiveUnknownPlace = "archive.unknown-place"
    /// The same name twice.
    case archiveDuplicateName = "archive.duplicate-name"
    /// A name that is a file and a folder at once.
    case archiveFileAsFolder = "archive.file-as-folder"
    /// Anything else in which the archive differs from its canonical form.
    case archiveNotCanonical = "archive.not-canonical"
    /// A Lua or TOML file that is not UTF-8, or holds NUL or characters that reorder the text on screen.
    case textInvalid = "text.invalid"
    /// Compiled Lua.
    case luaBytecode = "lua.bytecode"
    /// `plugin.toml` or `init.lua` is not there.
    case bundleMissingFile = "bundle.missing-file"
    /// A file or folder that cannot be read.
    case fileUnreadable = "file.unreadable"
    /// Migrations are named 0001.lua, 0002.lua and so on; this one is not.
    case migrationBadName = "migration.bad-name"
    /// A number is missing between the migrations.
    case migrationGap = "migration.gap"
    /// The manifest is not TOML.
    case manifestSyntax = "manifest.syntax"
    /// A key that means nothing there.
    case manifestUnknownKey = "manifest.unknown-key"
    /// A key that is given twice.
    case manifestDuplicateKey = "manifest.duplicate-key"
    /// A key that must be there and is not.
    case manifestMissingKey = "manifest.missing-key"
    /// A value of another type than the key takes.
    case manifestWrongType = "manifest.wrong-type"
    /// A value of the right type that the key does not take.
    case manifestInvalidValue = "manifest.invalid-value"
    /// A range that nothing can lie in.
    case manifestImpossibleRange = "manifest.impossible-range"
    /// Written for another version of the host's API.
    case manifestUnsupportedAPI = "manifest.unsupported-api"
    /// `data.schema` is not the number of the last migration.
    case manifestSchemaMismatch = "manifest.schema-mismatch"
    /// A plugin this one needs is not there.
    case dependencyMissing = "dependency.missing"
    /// A plugin this one needs is there in a version it does not take.
    case dependencyIncompatible = "dependency.incompatible"
    /// Plugins that need each other in a circle.
    case dependencyCycle = "dependency.cycle"
    /// Not a key file this program takes.
    case keyInvalid = "key.invalid"
    /// The private key is protected by a passphrase.
    case keyEncrypted = "key.encrypted"
    /// A key of another kind than Ed25519.
    case keyUnsupported = "key.unsupported"
    /// Not an SSH signature.
    case signatureMalformed = "signature.malformed"
    /// Made for another purpose than bundles.
    case signatureWrongNamespace = "signature.wrong-namespace"
    /// The signature does not fit the file: one of them was altered.
    case signatureMismatch = "signature.mismatch"
    /// Signed by nobody on the list of allowed signers.
    case signatureUnknownSigner = "signature.unknown-signer"
    /// The signer is allowed, but not to sign bundles.
    case signatureNamespaceNotAllowed = "signature.namespace-not-allowed"
    /// The signer's key is not valid at this time.
    case signatureExpired = "signature.expired"
    /// The key was revoked.
    case signatureRevoked = "signature.revoked"
    /// The bundle was revoked.
    case bundleRevoked = "bundle.revoked"
    /// Neither signed by an allowed signer nor pinned.
    case bundleUntrusted = "bundle.untrusted"
    /// The bundle is not the one that is pinned under its name.
    case bundlePinMismatch = "bundle.pin-mismatch"
    /// A line of a list of signers, revocations or pins that cannot be read.
    case trustInvalidLine = "trust.invalid-line"
  }
}
