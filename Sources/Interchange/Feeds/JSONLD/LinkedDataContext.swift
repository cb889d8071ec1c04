import Ecosystem

/// The context of JSON-LD documents (JSON-LD 1.1, section 3.1): a part of the document, so that nothing is fetched to read it.
enum LinkedDataContext {
  /// The terms of schema.org, with the types of those that are IRIs, dates and moments.
  static let schemaOrg: FieldValue = [
    "@vocab": "https://schema.org/", "url": iri, "sameAs": iri, "license": iri, "sdLicense": iri, "eventStatus": vocabulary,
    "eventAttendanceMode": vocabulary, "foundingDate": date, "dissolutionDate": date,
  ]

  /// The terms of DCAT 3 and Dublin Core (W3C Recommendation of 22 August 2024).
  static let catalogue: FieldValue = [
    "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#", "xsd": "http://www.w3.org/2001/XMLSchema#",
  ]

  private static let iri: FieldValue = ["@type": "@id"]
  private static let vocabulary: FieldValue = ["@type": "@vocab"]
  private static let date: FieldValue = ["@type": "Date"]
}
