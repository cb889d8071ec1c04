import Ecosystem
import HostAPI

/// One thing that `:help` can speak about.
enum HelpTopic {
  case command(ShellCommand)
  /// A table of the API; several references may describe it together.
  case module(name: String, parts: [ModuleReference])
  case entity(EntityDescription)
  /// A function that every collection has, shown on one of them.
  case verb(FunctionDescription)
  case function(FunctionDescription)
  case field(EntityDescription, FieldDescription)
  /// A name that fields of several entities have.
  case fields(name: String, in: [EntityDescription])
  /// A table that functions take or give.
  case type(ClassDescription)
  case alias(AliasDescription)
  case filter

  /// The word that asks for this topic and no other.
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
