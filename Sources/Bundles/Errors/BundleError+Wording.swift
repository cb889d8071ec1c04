extension BundleError.Code {
  /// The wording of a code in both languages.
  ///
  /// It reads as a table, and so it may be long.
  var wording: (fr: Wording, en: Wording) {
    switch self {
    case .archiveTooLarge:
      (
        .init("{found} octets, c'est plus que les {last} permis", "retirez des données du paquet ou répartissez-les"),
        .init("{found} bytes are more than the {last} allowed", "take data out of the bundle, or split it")
      )
    case .archiveTooManyFiles:
      (
        .init("plus de {last} fichiers", "réunissez les petits fichiers de données"),
        .init("more than {last} files", "gather small data files into larger ones")
      )
    case .archiveNotZstd:
      (
        .init("ce n'est pas un paquet : il commence par {found}", "refaites-le avec « grappe pack »"),
        .init("this is not a bundle: it begins with {found}", "make it anew with “grappe pack”")
      )
    case .archiveBadFrame:
      (
        .init("l'enveloppe zstd n'est pas celle d'un paquet ({found})", "refaites-le avec « grappe pack »"),
        .init("the zstd frame is not that of a bundle ({found})", "make it anew with “grappe pack”")
      )
    case .archiveWindowTooLarge:
      (
        .init(
          "sa lecture demanderait {found} octets de mémoire ; {last} sont permis", "refaites-le avec « grappe pack »"),
        .init("reading it would take {found} bytes of memory; {last} are allowed", "make it anew with “grappe pack”")
      )
    case .archiveDamaged:
      (
        .init("le fichier est endommagé ou incomplet ({found})", "recopiez-le depuis sa source"),
        .init("the file is damaged or incomplete ({found})", "copy it again from its source")
      )
    case .archiveTrailingData:
      (
        .init("{found} octets suivent la fin du paquet", "refusez ce fichier, ou refaites-le avec « grappe pack »"),
        .init("{found} bytes follow the end of the bundle", "do not use this file, or make it anew with “grappe pack”")
      )
    case .archiveNotTar:
      (
        .init("le contenu n'est pas une archive tar ({found})", "refaites-le avec « grappe pack »"),
        .init("the content is not a tar archive ({found})", "make it anew with “grappe pack”")
      )
    case .archiveNotRegular:
      (
        .init("« {found} » n'est pas un fichier ordinaire", "remplacez liens, tubes et périphériques par des fichiers"),
        .init("“{found}” is not a regular file", "put files in the place of links, pipes and devices")
      )
    case .archiveBadName:
      (
        .init(
          "le nom « {found} » n'est pas permis",
          "renommez-le : a-z 0-9 _ . -, 100 octets et 6 niveaux au plus, sans point au début ni à la fin"),
        .init(
          "the name “{found}” is not allowed",
          "rename it: a-z 0-9 _ . -, at most 100 bytes and 6 levels, no dot at either end")
      )
    case .archiveUnknownPlace:
      (
        .init("« {found} » n'a pas sa place dans un paquet", "placez-le parmi : {wanted}"),
        .init("“{found}” has no place in a bundle", "put it among: {wanted}")
      )
    case .archiveDuplicateName:
      (
        .init("« {found} » y est deux fois", "refusez ce fichier, ou refaites-le avec « grappe pack »"),
        .init("“{found}” is in it twice", "do not use this file, or make it anew with “grappe pack”")
      )
    case .archiveFileAsFolder:
      (
        .init("« {found} » est à la fois un fichier et un dossier", "renommez l'un des deux"),
        .init("“{found}” is both a file and a folder", "rename one of them")
      )
    case .archiveNotCanonical:
      (
        .init("l'archive n'est pas sous sa forme canonique ({found})", "refaites-la avec « grappe pack »"),
        .init("the archive is not in its canonical form ({found})", "make it anew with “grappe pack”")
      )
    case .textInvalid:
      (
        .init(
          "ce texte n'est pas de l'UTF-8 lisible ({found})", "enregistrez-le en UTF-8, sans caractères de contrôle"),
        .init("this text is not readable UTF-8 ({found})", "save it as UTF-8 without control characters")
      )
    case .luaBytecode:
      (
        .init("du code Lua compilé n'est pas accepté", "mettez le texte source à la place"),
        .init("compiled Lua is not accepted", "put the source text in its place")
      )
    case .bundleMissingFile:
      (
        .init("« {found} » manque", "ajoutez-le (« grappe new » en montre un)"),
        .init("“{found}” is missing", "add it (“grappe new” shows one)")
      )
    case .fileUnreadable:
      (
        .init("illisible ({found})", "vérifiez le chemin et les droits"),
        .init("cannot be read ({found})", "check the path and its permissions")
      )
    default: manifestWording ?? trustWording
    }
  }

  private var manifestWording: (fr: Wording, en: Wording)? {
    switch self {
    case .migrationBadName:
      (
        .init("« {found} » n'est pas un nom de migration", "nommez-les migrations/0001.lua, 0002.lua, …"),
        .init("“{found}” is not the name of a migration", "name them migrations/0001.lua, 0002.lua, …")
      )
    case .migrationGap:
      (
        .init("« {found} » manque parmi les migrations", "numérotez-les sans trou à partir de 0001"),
        .init("“{found}” is missing among the migrations", "number them from 0001 without a gap")
      )
    case .manifestSyntax:
      (
        .init("ce n'est pas du TOML correct (près de « {found} »)", "corrigez cette ligne (https://toml.io/fr/v1.0.0)"),
        .init("this is not correct TOML (near “{found}”)", "correct this line (https://toml.io/en/v1.0.0)")
      )
    case .manifestUnknownKey:
      (
        .init("la clé « {found} » est inconnue", "clés connues ici : {wanted}"),
        .init("the key “{found}” is unknown", "keys known here: {wanted}")
      )
    case .manifestDuplicateKey:
      (
        .init(
          "la clé « {found} » est donnée une seconde fois", "gardez une seule des deux (la première : ligne {last})"),
        .init("the key “{found}” is given a second time", "keep one of them (the first: line {last})")
      )
    case .manifestMissingKey:
      (
        .init("la clé « {found} » manque", "ajoutez par exemple {last}"),
        .init("the key “{found}” is missing", "add, for example, {last}")
      )
    case .manifestWrongType:
      (
        .init("« {found} » n'est pas du bon type", "donnez-lui {last}"),
        .init("“{found}” has the wrong type", "give it {last}")
      )
    case .manifestInvalidValue:
      (
        .init("la valeur « {found} » n'est pas acceptée", "valeurs acceptées : {wanted}"),
        .init("the value “{found}” is not accepted", "accepted values: {wanted}")
      )
    case .manifestImpossibleRange:
      (
        .init("rien ne peut satisfaire « {found} »", "corrigez les bornes"),
        .init("nothing can satisfy “{found}”", "correct the bounds")
      )
    case .manifestUnsupportedAPI:
      (
        .init("écrit pour l'API {found} ; cet hôte offre l'API {last}", "mettez Grappe ou l'extension à jour"),
        .init("written for API {found}; this host offers API {last}", "update Grappe or the plugin")
      )
    case .manifestSchemaMismatch:
      (
        .init("data.schema vaut {found}, la dernière migration {last}", "écrivez schema = {last} sous [data]"),
        .init("data.schema is {found}, the last migration {last}", "write schema = {last} under [data]")
      )
    case .dependencyMissing:
      (
        .init("{found} a besoin de {0} {1}, qui n'est pas installé", "installez {0} d'abord, ou en même temps"),
        .init("{found} needs {0} {1}, which is not installed", "install {0} first, or together with it")
      )
    case .dependencyIncompatible:
      (
        .init(
          "{found} a besoin de {0} {1} ; la version en place ou proposée est {2}{3}",
          "installez des versions qui vont ensemble"),
        .init(
          "{found} needs {0} {1}; the version installed or offered is {2}{3}", "install versions that go together")
      )
    case .dependencyCycle:
      (
        .init("ces extensions dépendent les unes des autres en cercle : {found}", "retirez l'une de ces dépendances"),
        .init("these plugins depend on each other in a circle: {found}", "take one of these dependencies out")
      )
    default: nil
    }
  }

  private var trustWording: (fr: Wording, en: Wording) {
    switch self {
    case .keyEncrypted:
      (
        .init(
          "la clé privée est protégée par une phrase secrète",
          "signez avec « ssh-keygen -Y sign -n grappe-bundle », ou retirez-la par « ssh-keygen -p »"),
        .init(
          "the private key is protected by a passphrase",
          "sign with “ssh-keygen -Y sign -n grappe-bundle”, or take the passphrase off with “ssh-keygen -p”")
      )
    case .keyUnsupported:
      (
        .init("une clé de type {found} n'est pas acceptée", "faites-en une par « ssh-keygen -t ed25519 »"),
        .init("a key of type {found} is not accepted", "make one with “ssh-keygen -t ed25519”")
      )
    case .keyInvalid:
      (
        .init("ce n'est pas une clé OpenSSH ({found})", "faites-en une par « ssh-keygen -t ed25519 »"),
        .init("this is not an OpenSSH key ({found})", "make one with “ssh-keygen -t ed25519”")
      )
    case .signatureMalformed:
      (
        .init("ce n'est pas une signature SSH ({found})", "signez à nouveau avec « grappe sign »"),
        .init("this is not an SSH signature ({found})", "sign again with “grappe sign”")
      )
    case .signatureWrongNamespace:
      (
        .init("signé pour « {found} », non pour « {last} »", "signez à nouveau avec « grappe sign »"),
        .init("signed for “{found}”, not for “{last}”", "sign again with “grappe sign”")
      )
    case .signatureMismatch:
      (
        .init(
          "la signature ne correspond pas au fichier : l'un des deux a été modifié", "recopiez les deux de leur source"),
        .init("the signature does not fit the file: one of them was altered", "copy both again from their source")
      )
    case .signatureUnknownSigner:
      (
        .init(
          "la clé {found} ne figure pas parmi les signataires admis",
          "vérifiez à qui elle est, puis ajoutez-la à trust/allowed_signers"),
        .init(
          "the key {found} is not among the allowed signers",
          "find out whose it is, then add it to trust/allowed_signers")
      )
    case .signatureNamespaceNotAllowed:
      (
        .init(
          "la clé {found} n'est admise que pour {wanted}",
          "ajoutez « grappe-bundle » à ses namespaces, si elle doit signer des paquets"),
        .init(
          "the key {found} is allowed for {wanted} only",
          "add “grappe-bundle” to its namespaces, if it is to sign bundles")
      )
    case .signatureExpired:
      (
        .init("la clé {found} n'est pas valable à cette date ({wanted})", "demandez une signature par une clé valable"),
        .init("the key {found} is not valid at this date ({wanted})", "ask for a signature by a valid key")
      )
    case .signatureRevoked:
      (
        .init("la clé {found} est révoquée", "n'installez pas ce paquet ; demandez-en un signé par une autre clé"),
        .init("the key {found} is revoked", "do not install this bundle; ask for one signed by another key")
      )
    case .bundleRevoked:
      (
        .init("le paquet {found} est révoqué", "ne l'installez pas ; demandez une version plus récente"),
        .init("the bundle {found} is revoked", "do not install it; ask for a newer version")
      )
    case .bundlePinMismatch:
      (
        .init("ce paquet est {found}, non celui qui est épinglé sous son nom ({last})", "recopiez-le depuis sa source"),
        .init("this bundle is {found}, not the one pinned under its name ({last})", "copy it again from its source")
      )
    case .trustInvalidLine:
      (
        .init("ligne illisible ({found})", "attendu : {wanted}"),
        .init("a line that cannot be read ({found})", "expected: {wanted}")
      )
    default:
      (
        .init(
          "le paquet {found} n'est ni signé par un signataire admis ni épinglé",
          "vérifiez d'où il vient, puis installez-le avec --trust {found}"),
        .init(
          "the bundle {found} is neither signed by an allowed signer nor pinned",
          "find out where it comes from, then install it with --trust {found}")
      )
    }
  }
}
