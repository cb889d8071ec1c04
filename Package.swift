// swift-tools-version: 6.2
import PackageDescription

/// The archive of libFuzzer's runtime, for `make fuzz` alone: with it every module is compiled for coverage-guided fuzzing.
let fuzzerRuntime = Context.environment["GRAPPE_FUZZER_RUNTIME"]

/// libxml2 has its headers in a folder of its own. pkg-config would tell it, and link the library, which is to be loaded late.
let xmlHeaders: [String] = ["-Xcc", "-I/usr/include/libxml2"]

let strict: [SwiftSetting] =
  [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error), .unsafeFlags(xmlHeaders)]
  + (fuzzerRuntime == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer"])])

/// The libraries that are loaded late on x86-64, and linked elsewhere.
#if arch(x86_64)
  let linkedWhereNotLate: [LinkerSetting] = []
#else
  let linkedWhereNotLate: [LinkerSetting] = ["igraph", "xlsxwriter", "archive", "xml2", "edit", "qrencode"].map { .linkedLibrary($0) }
#endif

/// Writes the 140,000 relative relocations of the program in 0.1 MiB instead of 3, which every start reads. The loader of glibc 2.36 (Debian 12)
/// understands them.
let compactRelocations: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"])]

/// Puts the loop of Lua's interpreter where it runs fast (Sources/Runtime/CLuaGuard/placement.c).
let interpreterPlacement: [LinkerSetting] = [
  .unsafeFlags([
    "-use-ld=lld", "-Xlinker", "--symbol-ordering-file=\(Context.packageDirectory)/Sources/Runtime/CLuaGuard/interpreter.order",
  ])
]

/// Links libFuzzer's runtime, which every executable with such a module needs.
let fuzzerLinking: [LinkerSetting] =
  fuzzerRuntime.map { [.unsafeFlags(["-Xlinker", $0, "-lstdc++", "-lm"])] } ?? []

/// The readers of outside bytes: a test of its own over the seeds, and under `make fuzz` an executable with libFuzzer's driver.
func fuzzing() -> [Target] {
  let modules: [Target.Dependency] = [
    "Bundles", "CSV", "Calendar", "Cells", "Ecosystem", "Encodings", "Engine", "Feeds", "Funding", "Gettext", "HostAPI", "Identifiers",
    "Importing", "Localization", "Lua", "LuaSyntax", "Reports", "SheetTestSupport", "Sheets", "Shell", "Store", "TOML", "TextLayout", "Zip",
    "Backups",
  ]
  if fuzzerRuntime == nil {
    return [
      .testTarget(
        name: "FuzzingTests", dependencies: modules, path: "Tests/Fuzzing", exclude: ["Driver", "Seeds", "run.sh"],
        swiftSettings: strict)
    ]
  }
  return [
    .systemLibrary(name: "CFuzzer", path: "Tests/CFuzzer"),
    .executableTarget(
      name: "Fuzzers", dependencies: modules + ["CFuzzer"], path: "Tests/Fuzzing", exclude: ["Tests", "Seeds", "run.sh"],
      swiftSettings: strict, linkerSettings: fuzzerLinking),
  ]
}

/// An area of the sources: a folder of modules. Imports point to earlier modules of the same area and to the areas above it in this
/// list (docs/ARCHITECTURE.md).
enum Area: String {
  case text = "Text"
  case runtime = "Runtime"
  case domain = "Domain"
  case interchange = "Interchange"
  case packaging = "Packaging"
  case storage = "Storage"
  case presentation = "Presentation"
  case scripting = "Scripting"
  case application = "Application"
  case services = "Services"
  case frontends = "Frontends"

  /// A module. One with texts for people keeps them in `Locales/*.po`, which the module Localization embeds.
  func module(_ name: String, uses dependencies: [Target.Dependency] = [], hasTexts: Bool = false) -> Target {
    .target(
      name: name, dependencies: dependencies, path: "Sources/\(rawValue)/\(name)", exclude: hasTexts ? ["Locales"] : [],
      swiftSettings: strict)
  }

  /// A C library of the system, found by pkg-config where it has a file there.
  func library(_ name: String, pkgConfig: String? = nil, package: String? = nil) -> Target {
    .systemLibrary(
      name: name, path: "Sources/\(rawValue)/\(name)", pkgConfig: pkgConfig, providers: package.map { [.apt([$0])] })
  }

  func tests(of name: String, uses dependencies: [Target.Dependency] = [], excluding files: [String] = []) -> Target {
    .testTarget(
      name: name + "Tests", dependencies: [.byName(name: name)] + dependencies,
      path: "Tests/\(rawValue)/\(name)Tests", exclude: files, swiftSettings: strict)
  }
}

/// A program that measures or checks, and is not shipped.
func program(_ name: String, in path: String, uses dependencies: [Target.Dependency], linked settings: [LinkerSetting] = []) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "\(path)/\(name)", swiftSettings: strict, linkerSettings: settings)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "grappe",
  products: [.executable(name: "grappe", targets: ["grappe"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    Area.text.module("ExactText"),
    // Texts for people: the reader of PO files, the compiler that runs at build time, and the messages.
    Area.text.module("Gettext"),
    .executableTarget(
      name: "CatalogueCompiler", dependencies: ["Gettext"], path: "Sources/Text/CatalogueCompiler", swiftSettings: strict,
      linkerSettings: fuzzerLinking),
    .plugin(
      name: "EmbedCatalogues", capability: .buildTool(), dependencies: ["CatalogueCompiler"],
      path: "BuildPlugins/EmbedCatalogues"),
    .plugin(name: "EmbedRelease", capability: .buildTool(), path: "BuildPlugins/EmbedRelease"),
    .target(
      name: "Localization", dependencies: ["ExactText", "Gettext"], path: "Sources/Text/Localization", exclude: ["Locales"],
      swiftSettings: strict, plugins: ["EmbedCatalogues"]),

    // Linked statically: the shared library is up to a quarter slower.
    Area.runtime.library("CLua", package: "liblua5.4-dev"),
    Area.runtime.library("CLinux"),
    .target(
      name: "CLuaGuard", dependencies: ["CLua"], path: "Sources/Runtime/CLuaGuard", exclude: ["interpreter.order"],
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    // It stands for six of the libraries below, which are not linked (docs/decisions/0038).
    .target(
      name: "CLateLibraries", path: "Sources/Runtime/CLateLibraries",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])], linkerSettings: linkedWhereNotLate),
    Area.runtime.module("Lua", uses: ["ExactText", "CLuaGuard", "CLua"]),
    Area.runtime.module("Sandbox", uses: ["Lua"]),
    Area.runtime.module("Scheduler", uses: ["Sandbox", "Lua"]),
    Area.runtime.module("Confinement", uses: ["CLinux"]),

    Area.domain.module("Calendar", uses: ["ExactText"]),
    Area.domain.module("Identifiers", uses: ["ExactText", "Localization"], hasTexts: true),
    Area.domain.module("Ecosystem", uses: ["Identifiers", "Calendar", "ExactText", "Localization"], hasTexts: true),
    Area.domain.module("Duplicates", uses: ["Ecosystem"]),
    Area.domain.module("Funding", uses: ["Calendar", "Localization", "Ecosystem"], hasTexts: true),
    Area.domain.library("CIgraph", package: "libigraph-dev"),
    Area.domain.module("Network", uses: ["Calendar", "Localization", "Ecosystem", "CIgraph", "CLateLibraries"], hasTexts: true),

    Area.interchange.module("Encodings", uses: ["Localization", "Ecosystem"]),
    Area.interchange.module("CSV", uses: ["Localization", "Encodings", "Ecosystem"]),
    Area.interchange.module("Cells", uses: ["Calendar", "Localization", "Ecosystem"], hasTexts: true),
    Area.interchange.library("CArchive", package: "libarchive-dev"),
    Area.interchange.library("CXML", package: "libxml2-dev"),
    Area.interchange.module("Zip", uses: ["Encodings", "CArchive", "CLateLibraries"]),
    Area.interchange.module(
      "Sheets", uses: ["Calendar", "Localization", "Encodings", "Ecosystem", "Zip", "CXML", "CLateLibraries"], hasTexts: true),
    Area.interchange.module(
      "Feeds",
      uses: ["Calendar", "Ecosystem", "Encodings", "Localization", .product(name: "Crypto", package: "swift-crypto")], hasTexts: true),

    Area.packaging.module("TOML", uses: ["ExactText", "Calendar"]),
    Area.packaging.module(
      "Bundles",
      uses: [
        "Ecosystem", "ExactText", "Localization", "TOML", "CArchive", "CLateLibraries", .product(name: "Crypto", package: "swift-crypto"),
      ],
      hasTexts: true),

    Area.storage.library("CSQLitePreupdate", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    Area.storage.library("CSQLiteMemory", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    Area.storage.module(
      "Store",
      uses: [
        "Calendar", "Localization", "Ecosystem", "CSQLitePreupdate", "CSQLiteMemory", grdb,
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], hasTexts: true),

    Area.presentation.library("CXlsxWriter", package: "libxlsxwriter-dev"),
    Area.presentation.module("TextLayout"),
    Area.presentation.module(
      "Reports", uses: ["Calendar", "Localization", "Ecosystem", "CSV", "TextLayout", "CXlsxWriter", "CLateLibraries"], hasTexts: true),

    Area.scripting.module("LuaSyntax", uses: ["ExactText"]),
    Area.scripting.module(
      "HostAPI",
      uses: [
        "Calendar", "Localization", "Encodings", "CSV", "Cells", "Ecosystem", "Store", "Funding", "Network", "Reports", "Sandbox", "Lua",
        "Sheets", "LuaSyntax",
      ], hasTexts: true),

    Area.application.module(
      "Engine",
      uses: [
        "Localization", "Gettext", "HostAPI", "LuaSyntax", "Scheduler", "Sandbox", "Lua", "Store", "Ecosystem", "Bundles", "Calendar",
        "TOML", "Reports", "Encodings",
      ], hasTexts: true),
    Area.application.module(
      "Importing",
      uses: [
        "Calendar", "Identifiers", "Localization", "Encodings", "CSV", "Cells", "Sheets", "Feeds", "Ecosystem", "Bundles", "Store",
        "HostAPI", "Scheduler", "Sandbox", "Lua", "Engine", "Zip", "Duplicates",
      ], hasTexts: true),
    Area.application.module(
      "Backups",
      uses: ["Calendar", "Localization", "Ecosystem", "Bundles", "Store", "Engine", .product(name: "Crypto", package: "swift-crypto")],
      hasTexts: true),
    Area.application.module(
      "DeveloperKit",
      uses: [
        "TOML", "Calendar", "Localization", "Engine", "HostAPI", "LuaSyntax", "Scheduler", "Sandbox", "Lua", "Store", "Ecosystem",
        "Bundles",
      ]),

    // The portal: the protocol between the roles, the role with the listening socket, and the pages.
    Area.services.module("WebLink", uses: ["CLinux", "ExactText"]),
    Area.services.module(
      "WebFront",
      uses: [
        "WebLink", "Localization", "Ecosystem", .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ], hasTexts: true),
    Area.services.module(
      "WebAccounts", uses: ["Localization", "Ecosystem", "Store", grdb, .product(name: "Crypto", package: "swift-crypto")], hasTexts: true),
    Area.services.library("CQRencode", package: "libqrencode-dev"),
    Area.services.module(
      "Portal",
      uses: [
        "WebLink", "WebAccounts", "CQRencode", "CLateLibraries", "Calendar", "Localization", "Ecosystem", "Bundles", "ExactText", "Funding",
        "Store",
        "Reports", "Feeds", "HostAPI", "Engine", "Importing", "CSV", .product(name: "Crypto", package: "swift-crypto"),
      ], hasTexts: true),

    Area.frontends.library("CEdit", package: "libedit-dev"),
    Area.frontends.module(
      "Shell", uses: ["Localization", "Engine", "HostAPI", "Reports", "TextLayout", "Ecosystem", "Lua", "CEdit", "CLateLibraries"],
      hasTexts: true),
    .executableTarget(
      name: "grappe",
      dependencies: [
        "Calendar", "Engine", "DeveloperKit", "HostAPI", "Shell", "Reports", "TextLayout", "Bundles", "Ecosystem", "Encodings", "CSV",
        "Cells", "Store", "Importing", "Backups", "WebLink", "WebFront", "WebAccounts", "Portal",
        "Confinement", "CLinux", "CLateLibraries", "Localization", "Lua", "Network", "Sheets", "Zip", "Duplicates",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Sources/Frontends/grappe", exclude: ["Locales"], swiftSettings: strict,
      linkerSettings: compactRelocations + interpreterPlacement,
      plugins: ["EmbedRelease"]),

    .target(name: "TextTestSupport", path: "Tests/Text/TextTestSupport", swiftSettings: strict),
    .target(name: "ConfusableTexts", path: "Tests/Text/ConfusableTexts", swiftSettings: strict),
    Area.text.tests(of: "ExactText"),
    Area.text.tests(of: "Localization", uses: ["ExactText", "Gettext", "CatalogueCompiler"]),
    Area.runtime.tests(of: "CLateLibraries"),
    Area.runtime.tests(of: "Lua"),
    .target(
      name: "LibraryTestSupport", dependencies: ["CLua", "CLuaGuard"], path: "Tests/Runtime/LibraryTestSupport",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .testTarget(
      name: "LibraryTests", dependencies: ["LibraryTestSupport"], path: "Tests/Runtime/LibraryTests",
      exclude: ["Cases"], swiftSettings: strict),
    .target(
      name: "HostileCorpus", dependencies: ["Scheduler", "Sandbox", "Lua"], path: "Tests/Runtime/HostileCorpus",
      exclude: ["Attacks"], swiftSettings: strict),
    Area.runtime.tests(of: "Sandbox", uses: ["Lua"]),
    Area.runtime.tests(of: "Scheduler", uses: ["HostileCorpus", "Sandbox", "Lua"]),
    .testTarget(
      name: "LuaFuzzTests", dependencies: ["Scheduler", "Sandbox", "Lua"], path: "Tests/Runtime/LuaFuzzTests",
      exclude: ["prelude.lua"], swiftSettings: strict),
    program("RuntimeSoak", in: "Tests/Runtime", uses: ["CLinux", "HostileCorpus", "Scheduler", "Sandbox", "Lua"]),
    program("ConfinementProbe", in: "Tests/Runtime", uses: ["Confinement", "CLinux"]),
    Area.runtime.tests(of: "Confinement", uses: ["ConfinementProbe"]),
    Area.domain.tests(of: "Calendar"),
    Area.domain.tests(of: "Identifiers", uses: ["TextTestSupport", "Localization"]),
    Area.domain.tests(of: "Ecosystem", uses: ["Identifiers", "Calendar", "ConfusableTexts", "TextTestSupport", "Localization"]),
    Area.interchange.tests(of: "CSV", uses: ["Ecosystem", "Encodings", "Localization"]),
    Area.interchange.tests(of: "Encodings", uses: ["ConfusableTexts", "Ecosystem"]),
    Area.interchange.tests(of: "Cells", uses: ["Calendar", "Ecosystem"]),
    .target(
      name: "SheetTestSupport", dependencies: ["CArchive", "CLateLibraries"], path: "Tests/Interchange/SheetTestSupport",
      swiftSettings: strict),
    Area.interchange.tests(
      of: "Sheets", uses: ["Ecosystem", "Encodings", "Zip", "SheetTestSupport", "TextTestSupport"], excluding: ["workbooks.py"]),
    Area.interchange.tests(
      of: "Feeds", uses: ["CalendarMutations", "Calendar", "Ecosystem", "Encodings", "Localization", "TextTestSupport"],
      excluding: ["Corpus", "Golden", "Readers"]),
    program("CalendarMutations", in: "Tests/Interchange", uses: ["Encodings", "Feeds"]),
    Area.domain.tests(of: "Funding", uses: ["Identifiers", "Calendar", "Localization", "Ecosystem"]),
    Area.domain.tests(of: "Duplicates", uses: ["Ecosystem"]),
    Area.domain.tests(of: "Network", uses: ["TextTestSupport", "Ecosystem"]),
    Area.packaging.tests(of: "TOML", uses: ["TextTestSupport"]),
    Area.packaging.tests(of: "Bundles", uses: ["Localization"]),
    .target(
      name: "StoreTestSupport", dependencies: ["Store", "Ecosystem", "Calendar"], path: "Tests/Storage/StoreTestSupport",
      swiftSettings: strict),
    Area.storage.tests(of: "Store", uses: ["Calendar", "StoreTestSupport", "Localization", "Ecosystem", grdb]),
    Area.presentation.tests(of: "TextLayout", uses: ["TextTestSupport"]),
    Area.presentation.tests(
      of: "Reports", uses: ["Localization", "Ecosystem", "CSV", "TextLayout", "TextTestSupport"],
      excluding: ["Snapshots", "workbook.py"]),
    Area.scripting.tests(of: "HostAPI", uses: ["Localization", "Ecosystem", "Store", "Network", "Scheduler", "Sandbox", "Lua"]),
    Area.application.tests(
      of: "Engine",
      uses: [
        "Calendar", "Localization", "Encodings", "CSV", "Bundles", "Store", "Ecosystem", "Lua", "LuaSyntax", "HostAPI",
        "Reports",
        "Sandbox", grdb,
      ]),
    Area.application.tests(
      of: "Importing",
      uses: [
        "Calendar", "Localization", "Encodings", "CSV", "Cells", "Sheets", "SheetTestSupport", "TextTestSupport", "Ecosystem", "Reports",
        "Store", "StoreTestSupport", "Engine",
      ]),
    Area.services.tests(of: "WebLink"),
    Area.services.tests(
      of: "WebFront",
      uses: ["WebLink", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio")]),
    Area.services.tests(of: "WebAccounts", uses: ["Ecosystem", "Store"]),
    Area.services.tests(
      of: "Portal",
      uses: ["WebLink", "WebAccounts", "Calendar", "Localization", "Ecosystem", "Funding", "Store", "StoreTestSupport", "Engine"]),
    Area.frontends.tests(of: "Shell", uses: ["Localization", "HostAPI", "Ecosystem"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["grappe", "Ecosystem", "HostAPI", "SheetTestSupport", "WebAccounts"],
      exclude: ["Support/terminal.py", "Readers", "HostileScripts"],
      swiftSettings: strict),

    program("RuntimeBenchmark", in: "Benchmarks/runtime", uses: ["Scheduler", "Sandbox", "Lua"], linked: interpreterPlacement),
    program("JournalBenchmark", in: "Benchmarks/journal", uses: ["Store", "Ecosystem"]),
    program("FundingBenchmark", in: "Benchmarks/funding", uses: ["Funding", "Ecosystem"]),
  ] + fuzzing()
)

// `make sanitize` builds the runtime and its tests alone: the whole package takes many times as long under a sanitizer.
if Context.environment["GRAPPE_ONLY"] == "runtime" {
  package.targets.removeAll { $0.name != "ExactText" && $0.path?.contains("/Runtime/") != true }
  (package.products, package.dependencies) = ([], [])
}
