import Foundation
import Testing

/// Records of a list get their territory and their point from their postcode or town, with the gazetteer of the shipped bundle.
@Suite struct PlacedImportTests {
  /// Towns as people write them: accents, decomposed letters, capitals, abbreviations, Dutch and German names, postcodes before them.
  private static let towns = [
    "Namur", "Lie\u{0300}ge", "LIEGE", "Mons", "Charleroi", "tournai", "Verviers", "Seraing", "Louvain-la-Neuve", "Wavre", "Nivelles",
    "Arlon", "Bastogne", "Marche-en-Famenne", "Dinant", "Ciney", "Huy", "Spa", "Eupen", "Bruxelles", "Brussel", "Ixelles", "Anvers",
    "Gent", "Hasselt", "Brugge", "Leuven", "5100 Jambes", "1348 Louvain-la-Neuve", "Gembloux", "Andenne", "Sambreville", "Fleurus",
    "Binche", "Soignies", "Ath", "Mouscron", "La Louvière", "Waterloo", "Braine-l'Alleud", "Rixensart", "Ottignies-Louvain-la-Neuve",
    "Herstal", "Malmedy", "St-Vith", "Neufchâteau", "Libramont-Chevigny", "Virton", "Durbuy", "Luxembourg", "Esch-sur-Alzette",
    "Differdange", "Dudelange", "Marseille", "Nice", "Aix en Provence", "Toulon", "Avignon", "Cannes", "Gap",
  ]

  private func workspace() throws -> DemoWorkspace { try DemoWorkspace.fresh() }

  private func importActors(_ text: String, _ workspace: DemoWorkspace, _ options: String...) throws -> GrappeBinary.Run {
    try Data(text.utf8).write(to: workspace.directory.appending(path: "members.csv"))
    let run = try workspace.grappe.run(["import", "members.csv", "--as", "actor"] + options, language: "en")
    try #require(run.status == 0, "\(run.errors)")
    return run
  }

  @Test("sixty members entered from a sheet are sixty members on the map")
  func sixty() throws {
    let workspace = try workspace()
    #expect(Self.towns.count == 60)
    let kinds = ["asbl", "Entreprise", "SPRL", "VZW", "Company", "Indépendant"]
    let rows = Self.towns.enumerated().map { "Membre \($0 + 1);\(kinds[$0 % kinds.count]);\($1);jeu vidéo" }
    let run = try importActors("Nom;Genre;Ville;Secteurs\n" + rows.joined(separator: "\n") + "\n", workspace)
    #expect(run.output.contains("60 added"))
    let placed = """
      SELECT count(*) FROM actor
      WHERE name GLOB 'Membre *' AND territory IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL
      """
    #expect(try workspace.sql(placed) == "60\n")
    let territories = """
      SELECT group_concat(territory, ' ') FROM (
        SELECT territory FROM actor WHERE name IN ('Membre 1', 'Membre 4', 'Membre 54') ORDER BY name)
      """
    #expect(try workspace.sql(territories) == "BE-WNA BE-WHT FR-13\n")
    let left = try workspace.grappe.run(["place", "--dry-run", "--json"], language: "en")
    #expect(left.status == 0, "\(left.errors)")
  }

  @Test("what is filled in is marked, what somebody gave stays, and an unclear place fills nothing")
  func marked() throws {
    let workspace = try workspace()
    _ = try importActors(
      """
      id,name,kind,city,territory,lat,lon
      t-1,Un,company,Namur,,,
      t-2,Deux,company,Namur,BE-WAL,,
      t-3,Trois,company,Namur,BE-WLG,,
      t-4,Quatre,company,Namur,,50.1,4.2
      t-5,Cinq,company,Nowhere,,,

      """, workspace)
    let fields = "SELECT id || ' ' || coalesce(territory, '-') || ' ' || coalesce(lat, '-') FROM actor WHERE id GLOB 't-?' ORDER BY id"
    #expect(try workspace.sql(fields) == "t-1 BE-WNA 50.4669\nt-2 BE-WAL 50.4669\nt-3 BE-WLG -\nt-4 BE-WNA 50.1\nt-5 - -\n")
    let marks = try workspace.grappe("export", "actor", "--filter", #"{ ["europe.place_basis"] = "town" }"#, "--format", "csv").output
    #expect(["t-1,Un", "t-2,Deux", "t-4,Quatre"].allSatisfy(marks.contains))
    #expect(!marks.contains("t-3,") && !marks.contains("t-5,"))
  }

  @Test("a derived place follows the address; the same list again changes nothing; a given point takes over")
  func followed() throws {
    let workspace = try workspace()
    let list = "id,name,kind,city\nt-1,Un,company,Namur\n"
    _ = try importActors(list, workspace)
    #expect(try importActors(list, workspace).output.contains("1 unchanged"))
    let fields = "SELECT territory || ' ' || lat FROM actor WHERE id = 't-1'"
    _ = try importActors("id,city\nt-1,Mons\n", workspace)
    #expect(try workspace.sql(fields) == "BE-WHT 50.4541\n")
    _ = try importActors("id,city\nt-1,Nowhere\n", workspace)
    #expect(try workspace.sql("SELECT count(*) FROM actor WHERE id = 't-1' AND territory IS NULL AND lat IS NULL") == "1\n")
    _ = try importActors("id,city\nt-1,Mons\n", workspace)
    _ = try importActors("id,lat,lon\nt-1,50.5,4.5\n", workspace)
    #expect(try workspace.sql(fields) == "BE-WHT 50.5\n")
    #expect(try workspace.grappe("place").status == 0)
    #expect(try workspace.sql(fields) == "BE-WHT 50.5\n")
  }

  @Test("records that are there already are placed by grappe place, and undone with it")
  func existing() throws {
    let workspace = try workspace()
    let add = #"actors.add { id = "t-1", name = "Un", kind = "company", city = "Tournai" }"#
    try #require(try workspace.grappe("eval", "--write", add).status == 0)
    let fields = "SELECT count(*) FROM actor WHERE id = 't-1' AND territory = 'BE-WHT' AND lat IS NOT NULL"
    let trial = try workspace.grappe.run(["place", "--dry-run"], language: "en")
    #expect(trial.output.contains("actor: ") && trial.output.contains("placed"), "\(trial.errors)")
    #expect(try workspace.sql(fields) == "0\n")
    let before = try workspace.grappe("doctor", "--data").output
    #expect(try workspace.grappe("place").status == 0)
    #expect(try workspace.sql(fields) == "1\n")
    let after = try workspace.grappe("doctor", "--data").output
    #expect(before.contains("actor: ") && before.contains("without a territory"))
    func count(_ output: String) -> Substring? { output.split(separator: "\n").first { $0.hasPrefix("actor: ") } }
    #expect(count(before) != count(after))
  }
}
