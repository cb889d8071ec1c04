// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

/// A room of the house; imports point from a higher layer to a lower one (docs/ARCHITECTURE.md).
///
/// One with texts for people keeps them in `Locales/*.po`, which the module Localization embeds.
func room(_ name: String, uses dependencies: [Target.Dependency] = [], hasTexts: Bool = false) -> Target {
  .target(name: name, dependencies: dependencies, exclude: hasTexts ? ["Locales"] : [], swiftSettings: strict)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = [], resources: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: resources,
    swiftSettings: strict)
}

let package = Package(
  name: "grappe",
  products: [.executable(name: "grappe", targets: ["grappe"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // Layer 0: C.
    // Linked statically: the shared library is up to a quarter slower.
    .systemLibrary(name: "CLua", providers: [.apt(["liblua5.4-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CSQLitePreupdate", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    // Without pkg-config, which would put /usr/include before the other folders of headers.
    .systemLibrary(name: "CEdit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CIgraph", pkgConfig: "igraph", providers: [.apt(["libigraph-dev"])]),
    .target(
      name: "CLuaGuard", dependencies: ["CLua"], cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),

    // Texts: the reader of PO files, the compiler that runs at build time, and the messages.
    room("Gettext"),
    .executableTarget(name: "CatalogueCompiler", dependencies: ["Gettext"], swiftSettings: strict),
    .plugin(
      name: "EmbedCatalogues", capability: .buildTool(), dependencies: ["CatalogueCompiler"],
      path: "BuildPlugins/EmbedCatalogues"),
    .target(
      name: "Localization", dependencies: ["Gettext"], exclude: ["Locales"], swiftSettings: strict,
      plugins: ["EmbedCatalogues"]),

    // Compares texts from outside byte by byte.
    room("ExactText"),

    // Layer 1.
    room("Ecosystem", uses: ["ExactText", "Localization"], hasTexts: true),
    room("Confinement", uses: ["CLinux"]),
    room("Lua", uses: ["ExactText", "CLuaGuard", "CLua"]),
    room(
      "Bundles", uses: ["ExactText", "Localization", "CArchive", .product(name: "Crypto", package: "swift-crypto")],
      hasTexts: true),

    // Layer 2.
    room("Sandbox", uses: ["Lua"]),
    room(
      "Store",
      uses: [
        "Localization", "Ecosystem", "CSQLitePreupdate", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),

    // Layer 3.
    room("Scheduler", uses: ["Sandbox", "Lua"]),
    room("Funding", uses: ["Localization", "Ecosystem"], hasTexts: true),
    room("Network", uses: ["Localization", "Ecosystem", "CIgraph"]),
    room("Reports", uses: ["Localization", "Ecosystem", "CXlsxWriter"]),

    // Layers 4 to 7.
    room("HostAPI", uses: ["Localization", "Ecosystem", "Store", "Funding", "Network", "Reports", "Sandbox", "Lua"], hasTexts: true),
    room("Engine", uses: ["Localization", "HostAPI", "Scheduler", "Sandbox", "Lua", "Store", "Ecosystem", "Bundles", "Reports"], hasTexts: true),
    room("Shell", uses: ["Localization", "Engine", "HostAPI", "Reports", "Ecosystem", "Lua", "CEdit"], hasTexts: true),
    .executableTarget(
      name: "grappe",
      dependencies: [
        "Engine", "HostAPI", "Shell", "Reports", "Confinement", "Localization",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["Locales"], swiftSettings: strict),

    tests(of: "Localization", uses: ["Gettext", "CatalogueCompiler"]),
    tests(of: "ExactText"),
    tests(of: "Ecosystem"),
    .executableTarget(
      name: "ConfinementProbe", dependencies: ["Confinement", "CLinux"], path: "Tests/ConfinementProbe", swiftSettings: strict),
    tests(of: "Confinement", uses: ["ConfinementProbe"]),
    tests(of: "Lua"),
    .target(
      name: "LibraryTestSupport", dependencies: ["CLua", "CLuaGuard"],
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .testTarget(
      name: "LibraryTests", dependencies: ["LibraryTestSupport"], exclude: ["Cases"], swiftSettings: strict),
    tests(of: "Bundles", uses: ["Localization"]),
    .target(
      name: "HostileCorpus", dependencies: ["Scheduler", "Sandbox", "Lua"], path: "Tests/HostileCorpus",
      exclude: ["Attacks"], swiftSettings: strict),
    tests(of: "Sandbox", uses: ["HostileCorpus", "Scheduler", "Lua"]),
    .executableTarget(
      name: "RuntimeSoak", dependencies: ["CLinux", "HostileCorpus", "Scheduler", "Sandbox", "Lua"], path: "Tests/RuntimeSoak",
      swiftSettings: strict),
    tests(of: "Store", uses: ["Ecosystem", "Engine", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(of: "Scheduler", uses: ["Sandbox", "Lua"]),
    tests(of: "Funding", uses: ["Ecosystem"]),
    tests(of: "Network", uses: ["Ecosystem"]),
    tests(of: "Reports", uses: ["Ecosystem"], resources: ["Snapshots", "workbook.py"]),
    tests(of: "HostAPI", uses: ["Ecosystem", "Store", "Network", "Scheduler", "Sandbox", "Lua"]),
    tests(of: "Shell", uses: ["Engine", "HostAPI", "Ecosystem"]),
    .executableTarget(
      name: "RuntimeBenchmark", dependencies: ["Scheduler", "Sandbox", "Lua"],
      path: "Benchmarks/runtime/RuntimeBenchmark", swiftSettings: strict),
    tests(
      of: "Engine", uses: ["Bundles", "Store", "Ecosystem", "Lua", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "JournalBenchmark", dependencies: ["Store", "Ecosystem"], path: "Benchmarks/journal/JournalBenchmark",
      swiftSettings: strict),
    .executableTarget(
      name: "FundingBenchmark", dependencies: ["Funding", "Ecosystem"], path: "Benchmarks/funding/FundingBenchmark",
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: ["grappe", "Ecosystem", "HostAPI"], exclude: ["terminal.py", "HostileScripts"],
      swiftSettings: strict),
  ]
)
