import Ecosystem
import Engine
import Foundation
import Store
import StoreTestSupport
import Testing
import WebLink

@testable import Portal

/// The places that the script of the map reads.
@Suite struct MapPointsTests {
  private static let first = [
    "Atelier", "Studio", "Agence", "Collectif", "Fabrique", "Maison", "Centre", "Théâtre", "Galerie", "Groupe", "Institut", "Espace",
    "Pôle",
    "Réseau", "Laboratoire", "Compagnie", "Éditions", "Festival", "Musée", "Orchestre",
  ]
  private static let second = [
    "Lumière", "Numérique", "Sonore", "Créatif", "Boréal", "Horizon", "Pixel", "Mosane", "Meuse", "Sambre", "Ardenne", "Condroz", "Vesdre",
    "Lesse", "Provence", "Durance", "Lubéron", "Moselle", "Alzette", "Sûre", "Polyphonie", "Argile", "Papier", "Verre", "Textile", "Vidéo",
    "Spectral", "Oblique", "Vertige", "Canopée", "Racine", "Étoile", "Comète", "Faubourg", "Citadelle", "Passerelle", "Écluse",
    "Manufacture",
  ]
  private static let count = 10_000

  /// A workspace of actors whose names are made of words and a number, all with a place, as far apart as those of three regions.
  private static func portal() throws -> Portal {
    let workspace = try Workspace.create(at: try TemporaryStore.makeFolder())
    let transaction = try workspace.store.begin(.write, for: .admin)
    for kind in ["company", "hub", "festival"] { try transaction.addConcept("actor-kind", kind) }
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for index in 0..<count {
      let name = "\(first[random(first.count)]) \(second[random(second.count)]) \(second[random(second.count)]) \(random(900))"
      try transaction.add(
        "actor",
        [
          "id": .text("\(MapPoints.slug(name) ?? "acteur")-\(index)"), "name": .text(name), "visibility": "public",
          "kind": .text(["company", "hub", "festival"][random(3)]), "lat": .number(43 + Double(random(80_000)) / 10_000),
          "lon": .number(3 + Double(random(45_000)) / 10_000),
        ])
    }
    try transaction.commit()
    return try Portal(workspace) { _ in }
  }

  private static func body(_ portal: Portal, _ path: String) throws -> [UInt8] {
    let request = WebRequest(.get, path: [path], origin: "http://x", number: "1")
    guard case .whole(let head, let body) = portal.respond(to: request), head.status == 200 else { throw CocoaError(.fileReadUnknown) }
    return body
  }

  private static func compressed(_ bytes: [UInt8]) throws -> Int {
    let file = try TemporaryStore.makeFolder().appending(path: "points")
    try Data(bytes).write(to: file)
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/gzip")
    gzip.arguments = ["-6", file.path]
    try gzip.run()
    gzip.waitUntilExit()
    return try Data(contentsOf: file.appendingPathExtension("gz")).count
  }

  @Test("ten thousand actors are a page and a file of places that together are no more than 300 KB with gzip")
  func size() async throws {
    let (page, data) = try await onOwnThread {
      let portal = try Self.portal()
      return (try Self.body(portal, "map"), try Self.body(portal, "map.json"))
    }
    let points = try #require(try FieldValue(json: String(decoding: data, as: UTF8.self)).mapValue)
    for column in ["ids", "names", "lat", "lon", "kind"] { #expect(points[column]?.listValue?.count == Self.count, "\(column)") }
    let size = try Self.compressed(page) + Self.compressed(data)
    #expect(size <= 300_000, "\(size) bytes")
  }

  @Test(
    "an id is left out only where the script makes the same from the name",
    arguments: [
      ("KIKK", "kikk"), ("Studio 42", "studio-42"), ("A & B, Ltd.", "a-b-ltd"), ("Théâtre", nil), ("---", nil), ("İstanbul", nil),
    ])
  func slug(name: String, id: String?) { #expect(MapPoints.slug(name) == id) }
}
