import Ecosystem

/// A catalogue of open data in the application profile DCAT-AP 3.0 (SEMIC, 2024), in JSON-LD.
public struct DataCatalogue: Sendable {
  /// A file of a data set.
  public struct Distribution: Sendable {
    /// The name of the file, relative to the catalogue.
    public var file: String
    /// The media type, such as `text/csv`.
    public var mediaType: String
    public var bytes: Int
    /// In hexadecimal.
    public var sha256: String
    /// As RFC 3339 writes it.
    public var modified: String

    public init(file: String, mediaType: String, bytes: Int, sha256: String, modified: String) {
      (self.file, self.mediaType, self.bytes) = (file, mediaType, bytes)
      (self.sha256, self.modified) = (sha256, modified)
    }
  }

  /// A data set: the records of one entity.
  public struct Dataset: Sendable {
    public var id: String
    public var title: String
    public var description: String
    public var modified: String
    public var distributions: [Distribution]

    public init(id: String, title: String, description: String, modified: String, distributions: [Distribution]) {
      (self.id, self.title, self.description) = (id, title, description)
      (self.modified, self.distributions) = (modified, distributions)
    }
  }

  public var title: String
  public var description: String
  public var publisher: String
  /// The address of the licence, or its name.
  public var licence: String?
  /// The address of the folder, with `/` at the end; nil leaves the names of files relative.
  public var base: String?
  public var language: String
  public var modified: String
  public var datasets: [Dataset] = []

  public init(title: String, description: String, publisher: String, language: String, modified: String) {
    (self.title, self.description, self.publisher) = (title, description, publisher)
    (self.language, self.modified) = (language, modified)
  }

  /// The document.
  public var json: FieldValue {
    [
      "@context": LinkedDataContext.catalogue, "@id": .text(base ?? "./"), "@type": "dcat:Catalog", "dct:title": text(title),
      "dct:description": text(description), "dct:publisher": ["@type": "foaf:Agent", "foaf:name": text(publisher)],
      "dct:modified": Self.moment(modified), "dcat:dataset": .list(datasets.map(node)),
    ]
  }

  private func node(_ dataset: Dataset) -> FieldValue {
    [
      "@id": .text((base ?? "") + "#" + dataset.id), "@type": "dcat:Dataset", "dct:identifier": .text(dataset.id),
      "dct:title": text(dataset.title), "dct:description": text(dataset.description), "dct:modified": Self.moment(dataset.modified),
      "dct:publisher": ["@type": "foaf:Agent", "foaf:name": text(publisher)],
      "dcat:distribution": .list(dataset.distributions.map(node)),
    ]
  }

  private func node(_ file: Distribution) -> FieldValue {
    let address = (base ?? "") + file.file
    var node: ExactDictionary<FieldValue> = [
      "@id": .text("#" + file.file), "@type": "dcat:Distribution", "dct:title": .text(file.file), "dcat:accessURL": ["@id": .text(address)],
      "dcat:downloadURL": ["@id": .text(address)],
      "dcat:mediaType": ["@id": .text("https://www.iana.org/assignments/media-types/" + file.mediaType)],
      "dcat:byteSize": ["@type": "xsd:nonNegativeInteger", "@value": .text(String(file.bytes))], "dct:modified": Self.moment(file.modified),
      "spdx:checksum": [
        "@type": "spdx:Checksum", "spdx:algorithm": ["@id": "spdx:checksumAlgorithm_sha256"],
        "spdx:checksumValue": ["@type": "xsd:hexBinary", "@value": .text(file.sha256)],
      ],
    ]
    if let licence {
      node["dct:license"] = FeedContext.isWebAddress(licence) ? ["@id": .text(licence)] : ["dct:title": text(licence)]
    }
    return .map(node)
  }

  private func text(_ text: String) -> FieldValue { ["@language": .text(language), "@value": .text(text)] }

  private static func moment(_ text: String) -> FieldValue { ["@type": "xsd:dateTime", "@value": .text(text)] }
}
