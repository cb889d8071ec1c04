extension BundleError {
  /// The stable codes of errors. Programs may depend on them; the meaning of a code never changes.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The packed file, its contents or one file passes a limit of size.
    case archiveTooLarge = "archive.too-large"
    /// The bundle has too many files.
    case archiveTooManyFiles = "archive.too-many-files"
    /// The file is not zstd.
    case archiveNotZstd = "archive.not-zstd"
    /// The frame is of a kind bundles do not use: no declared size, no checksum, a dictionary, reserved bits.
    case archiveBadFrame = "archive.bad-frame"
    /// The frame requires a larger window than allowed.
    case archiveWindowTooLarge = "archive.window-too-large"
    /// The file is cut off, or its checksum does not match.
    case archiveDamaged = "archive.damaged"
    /// The file has bytes after the frame: a second frame, a signature, or others.
    case archiveTrailingData = "archive.trailing-data"
    /// The frame does not contain a tar archive.
    case archiveNotTar = "archive.not-tar"
    /// An entry that is no regular file: link, folder, device, pipe.
    case archiveNotRegular = "archive.not-regular"
    /// A name outside the allowed alphabet, too long, too deep, or reserved on some system.
    case archiveBadName = "archive.bad-name"
    /// A file in a folder that bundles do not have.
    case archiveUnknownPlace = "archive.unknown-place"
    /// The same name twice.
    case archiveDuplicateName = "archive.duplicate-name"
    /// A name that is a file and a folder at once.
    case archiveFileAsFolder = "archive.file-as-folder"
    /// Any other difference of the archive from its canonical form.
    case archiveNotCanonical = "archive.not-canonical"
    /// A Lua or TOML file that is not UTF-8, or holds NUL or characters that reorder the text on screen.
    case textInvalid = "text.invalid"
    /// Compiled Lua.
    case luaBytecode = "lua.bytecode"
    /// `plugin.toml` or `init.lua` is missing.
    case bundleMissingFile = "bundle.missing-file"
    /// A file or folder that cannot be read.
    case fileUnreadable = "file.unreadable"
    /// Migrations are named 0001.lua, 0002.lua and so on; this one is not.
    case migrationBadName = "migration.bad-name"
    /// A number is missing between the migrations.
    case migrationGap = "migration.gap"
    /// The manifest is not TOML.
    case manifestSyntax = "manifest.syntax"
    /// A key that is unknown in its table.
    case manifestUnknownKey = "manifest.unknown-key"
    /// A key that is given twice.
    case manifestDuplicateKey = "manifest.duplicate-key"
    /// A required key is missing.
    case manifestMissingKey = "manifest.missing-key"
    /// The key's value has the wrong type.
    case manifestWrongType = "manifest.wrong-type"
    /// The key's value has the right type but is not allowed.
    case manifestInvalidValue = "manifest.invalid-value"
    /// A range that no version satisfies.
    case manifestImpossibleRange = "manifest.impossible-range"
    /// The manifest is written for another version of the host's API.
    case manifestUnsupportedAPI = "manifest.unsupported-api"
    /// `data.schema` is not the number of the last migration.
    case manifestSchemaMismatch = "manifest.schema-mismatch"
    /// A module that the manifest exports has no file.
    case exportMissingFile = "export.missing-file"
    /// A plugin this one depends on is not installed.
    case dependencyMissing = "dependency.missing"
    /// A plugin this one depends on is installed in a version outside the range.
    case dependencyIncompatible = "dependency.incompatible"
    /// Plugins that depend on each other in a cycle.
    case dependencyCycle = "dependency.cycle"
    /// The file is not a key file this program supports.
    case keyInvalid = "key.invalid"
    /// The private key is protected by a passphrase.
    case keyEncrypted = "key.encrypted"
    /// A key of another kind than Ed25519.
    case keyUnsupported = "key.unsupported"
    /// The file is not an SSH signature.
    case signatureMalformed = "signature.malformed"
    /// The signature was made for another purpose than bundles.
    case signatureWrongNamespace = "signature.wrong-namespace"
    /// The signature does not match the file: one of them was altered.
    case signatureMismatch = "signature.mismatch"
    /// The signer is not on the list of allowed signers.
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
