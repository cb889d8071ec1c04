import Ecosystem
import HostAPI

/// One topic of `:help`.
enum HelpTopic {
  case command(MetaCommand)
  /// A table of the API; several references may describe it together.
  case module(name: String, parts: [ModuleReference])
  case entity(EntityDescription)
  /// A function of every collection, shown for one of them.
  case verb(FunctionDescription)
  case function(FunctionDescription)
  case field(EntityDescription, FieldDescription)
  /// A field name of several entities.
  case fields(name: String, in: [EntityDescription])
  /// A table that functions take or return.
  case type(ClassDescription)
  case alias(AliasDescription)
  case filter

  /// The word that names this topic uniquely.
  var word: String {
    switch self {
    case .command(let command): ":\(command.name)"
    case .module(let name, _): name
    case .entity(let entity): entity.collection
    case .verb(let function): HelpTopics.lastPart(function.name)
    case .function(let function): function.name
    case .field(let entity, let field): "\(entity.id).\(field.id)"
    case .fields(let name, _): name
    case .type(let type): type.name
    case .alias(let alias): alias.name
    case .filter: HelpTopics.filterWord
    }
  }
}
