import Ecosystem
import Testing

@testable import Importing

@Suite("A gazetteer finds the place of an address, or none when it is unclear")
struct GazetteerTests {
  private static let text = """
    country,postcodes,names,territory,lat,lon,population
    BE,5000;5100,Namur;Namen,BE-WNA,50.4669,4.8675,110000
    BE,5100,Jambes,BE-WNA,50.4564,4.8717,19000
    BE,7000,Mons;Bergen,BE-WHT,50.4541,3.9523,95000
    BE,4000,Liège;Luik,BE-WLG,50.6337,5.5675,195000
    BE,,Celles,BE-WHT,50.7,3.45,5000
    BE,,Celles,BE-WNA,50.23,5.01,700
    BE,,Bras,BE-WLX,49.97,5.38,1200
    LU,4000,Esch-sur-Alzette;Esch,LU-ES,49.4958,5.9806,36000
    FR,83440,Mons,FR-83,43.6893,6.7127,800
    FR,83149,Bras,FR-83,43.47,5.95,2700
    FR,06900,Nulle Part,FR-06,,,

    """

  private func match(_ country: String?, _ postcode: String?, _ town: String?) throws -> String? {
    let match = try Gazetteer([("europe", Array(Self.text.utf8))]).match(country: country, postcode: postcode, town: town)
    return match.map { "\($0.place.territory) \($0.basis) \($0.place.point?.latitude ?? 0)" }
  }

  @Test(
    "a postcode with its town, in any writing, is that town",
    arguments: [
      ("5000", "Namur"), ("B-5000", "NAMEN"), ("BE 5000", "namur (centre)"), ("5000", "Namur Cedex 2"), (nil, "5000 Namur"),
      (nil, "B-5000 Namur"), (nil, "namur"),
    ])
  func written(postcode: String?, town: String) throws {
    #expect(try match(nil, postcode, town) == "BE-WNA \(postcode == nil && town == "namur" ? "town" : "postcode") 50.4669")
  }

  @Test("a postcode alone is the finest place that has it, and none when two countries have it")
  func postcodes() throws {
    #expect(try match(nil, "5100", nil) == "BE-WNA postcode 50.4564")
    #expect(try match(nil, "4000", nil) == nil)
    #expect(try match("LU", "4000", nil) == "LU-ES postcode 49.4958")
    #expect(try match(nil, "L-4000", nil) == "LU-ES postcode 49.4958")
    #expect(try match(nil, "4000", "Luik") == "BE-WLG postcode 50.6337")
  }

  @Test("a postcode with an unknown town may be one of another country, unless the country is said")
  func unknownTowns() throws {
    #expect(try match(nil, "5000", "Odense") == nil)
    #expect(try match("BE", "5000", "Beez") == "BE-WNA postcode 50.4669")
    #expect(try match("DK", "5000", "Odense") == nil)
    #expect(try match("DK", "5000", "Namur") == nil)
  }

  @Test("of towns of one name in several territories one counts that is much larger than the others")
  func names() throws {
    #expect(try match(nil, nil, "Mons") == "BE-WHT town 50.4541")
    #expect(try match("FR", nil, "Mons") == "FR-83 town 43.6893")
    #expect(try match(nil, nil, "Bras") == nil)
    #expect(try match(nil, "83149", "Bras") == "FR-83 postcode 43.47")
    #expect(try match(nil, nil, "Paris") == nil)
    #expect(try match(nil, nil, nil) == nil)
  }

  @Test("a place may have a territory without a point")
  func pointless() throws {
    #expect(try match(nil, "06900", "nulle part") == "FR-06 postcode 0.0")
  }
}
