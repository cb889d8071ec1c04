import Ecosystem
import Lua

extension Kill {
  /// What to do about a limit that stopped the code; nil where there is nothing its author could change.
  func remedy(in language: Language) -> String? {
    switch (limit, language) {
    case (.cpu, .fr), (.wall, .fr):
      "Cherchez une boucle qui ne finit pas ; sinon demandez plus sous [limits], par exemple command.\(limit) = \"30s\", ou --\(limit) pour un script."
    case (.cpu, _), (.wall, _):
      "Look for a loop that does not end; else ask for more under [limits], such as command.\(limit) = \"30s\", or --\(limit) for a script."
    case (.writeWall, .fr):
      "Lisez et calculez avant la première écriture, ou écrivez en plusieurs appels ; sinon demandez plus sous [limits] : command.write_wall = \"30s\", ou --write-wall pour un script."
    case (.writeWall, _):
      "Read and compute before the first write, or write in several calls; else ask for more under [limits]: command.write_wall = \"30s\", or --write-wall for a script."
    case (.memory, .fr):
      "Ne gardez pas tout à la fois (each plutôt que find) ; sinon demandez plus sous [limits] : memory = \"128MiB\"."
    case (.memory, _):
      "Do not keep everything at once (each rather than find); else ask for more under [limits]: memory = \"128MiB\"."
    case (.rows, .fr):
      "Lisez moins de fiches, par un filtre ou count ; sinon demandez plus sous [limits] : command.rows_read ou command.rows_written."
    case (.rows, _):
      "Read fewer records, by a filter or count; else ask for more under [limits]: command.rows_read or command.rows_written."
    case (.output, .fr): "Écrivez moins ; sinon demandez plus sous [limits] : command.output = \"32MiB\"."
    case (.output, _): "Write less; else ask for more under [limits]: command.output = \"32MiB\"."
    case (.storage, .fr): "Gardez moins dans grappe.storage, ou dans des fiches."
    case (.storage, _): "Keep less in grappe.storage, or keep it in records."
    case (.cascade, .fr): "Un événement en cause d'autres sans fin : n'émettez pas dans son propre traitement."
    case (.cascade, _): "An event causes others without end: do not emit while handling the same one."
    case (.cancelled, _), (.stuck, _), (.abandoned, _), (.quarantined, _), (.killed, _): nil
    }
  }
}
