/// A level of the tree of territories, for counts by territory: the nearest territory of that level that contains a record's own,
/// or is it.
///
/// The levels follow from the classifications, not from the depth in the tree, which differs by country.
public enum TerritoryLevel: String, Sendable, Hashable, CaseIterable {
  /// A country: `iso3166-1`.
  case country
  /// A subdivision of ISO 3166-2 directly inside a country: a Belgian or French region, a canton of Luxembourg.
  case region
  /// A subdivision of ISO 3166-2 inside another: a Belgian province, a French department.
  case province
  /// A municipality: `lau`.
  case municipality
  /// The levels of NUTS: codes of three, four and five characters.
  case nuts1, nuts2, nuts3
}
