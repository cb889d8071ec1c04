import Ecosystem
import Engine
import Store

extension PersonDossier {
  /// The dossier for machines (GDPR, Article 20).
  public var json: FieldValue {
    .map([
      "person": person.map { .map($0.fields) } ?? .null,
      "records": .map(
        records.reduce(into: ExactDictionary<FieldValue>()) { $0[$1.entity] = .list($1.records.map { .map($0.fields) }) }),
      "history": .list(history.map(\.json)),
      "texts": .list(
        texts.map { text in
          .map(["table": .text(text.table), "key": .list(text.key.map(FieldValue.text)), "texts": .list(text.texts.map(FieldValue.text))])
        }),
      "mentions": .list(mentions.map { .map(["entity": .text($0.entity), "id": .text($0.id)]) }),
    ])
  }
}
