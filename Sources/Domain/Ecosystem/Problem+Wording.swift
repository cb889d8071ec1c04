import Localization

/// The wording of problems for people, in one place.
extension Problem {
  /// The problem and its remedy, in one or two sentences.
  public func message(in language: Language) -> String {
    place(in: language) + reason(in: language)
  }

  /// The same without the record and the field, for a caller that has named them.
  public func reason(in language: Language) -> String {
    (language == .fr ? french : english) + hint(in: language)
  }

  /// Names the record and the field: `actor kikk, founded: `.
  private func place(in language: Language) -> String {
    let record = id.map { "\(entity) \($0)" } ?? entity
    let colon = language == .fr ? " : " : ": "
    guard let field, code != .unknownField, code != .unknownEntity else {
      return code == .unknownEntity ? "" : record + colon
    }
    return "\(record), \(field)\(colon)"
  }

  private func hint(in language: Language) -> String {
    guard let suggestion else { return "" }
    return Message("ecosystem.problem.did-you-mean", ["suggestion": suggestion]).text(in: language)
  }

  private var french: String {
    let wanted = wanted?[.fr] ?? ""
    let found = found ?? ""
    switch code {
    case .unknownEntity: return "il n’y a pas d’entité « \(entity) ». Les entités sont : \(wanted)."
    case .unknownField:
      return "il n’y a pas de champ « \(field ?? "") »." + (suggestion == nil ? " Les champs sont : \(wanted)." : "")
    case .readOnlyField: return "ce champ est écrit par le système ; retirez-le."
    case .missingField: return "ce champ est obligatoire ; donnez \(wanted)."
    case .wrongType, .malformed: return "\(found) ne convient pas ; donnez \(wanted)."
    case .outOfRange: return "\(found) est hors des bornes ; donnez \(wanted)."
    case .notAChoice: return "\(found) n’est pas une valeur possible ; donnez \(wanted)."
    case .tooLong: return "la valeur est trop longue (\(found)) ; donnez \(wanted)."
    case .repeated: return "\(found) figure deux fois ; gardez-le une seule fois."
    case .badID: return "« \(found) » n’est pas un identifiant ; donnez \(wanted)."
    case .wrongID:
      return "l’identifiant « \(found) » ne correspond pas aux champs ; laissez-le de côté ou écrivez « \(wanted) »."
    case .badName:
      return "« \(found) » n’est pas un nom ; commencez par une minuscule, puis minuscules, chiffres, « _ » ou « - »."
    case .changedType:
      return "ce champ est déjà déclaré comme \(wanted), il ne peut devenir \(found) ; choisissez un autre nom."
    case .notOrdered: return "\(found) précède \(wanted) ; corrigez l’un des deux."
    case .notDistinct: return "« \(found) » est aussi la valeur de \(wanted) ; les deux doivent différer."
    case .notTogether: return "ce champ manque alors que \(wanted) est donné ; donnez-le ou retirez l’autre."
    case .badIdentifier: return "« \(found) » n’est pas un numéro valable ; donnez \(wanted)."
    case .unknownOperator: return "il n’y a pas d’opérateur « \(found) ». Les opérateurs sont : \(wanted)."
    case .wrongOperator: return "l’opérateur « \(found) » ne s’applique pas à ce champ ; employez \(wanted)."
    case .unknownOption: return "il n’y a pas d’option « \(found) ». Les options sont : \(wanted)."
    case .badOption: return "\(found) ne convient pas ; donnez \(wanted)."
    }
  }

  private var english: String {
    let wanted = wanted?[.en] ?? ""
    let found = found ?? ""
    switch code {
    case .unknownEntity: return "there is no entity “\(entity)”. The entities are: \(wanted)."
    case .unknownField:
      return "there is no field “\(field ?? "")”." + (suggestion == nil ? " The fields are: \(wanted)." : "")
    case .readOnlyField: return "this field is written by the host; leave it out."
    case .missingField: return "this field is required; give \(wanted)."
    case .wrongType, .malformed: return "\(found) does not fit; give \(wanted)."
    case .outOfRange: return "\(found) is out of range; give \(wanted)."
    case .notAChoice: return "\(found) is not a possible value; give \(wanted)."
    case .tooLong: return "the value is too long (\(found)); give \(wanted)."
    case .repeated: return "\(found) is there twice; keep it once."
    case .badID: return "“\(found)” is not an id; give \(wanted)."
    case .wrongID: return "the id “\(found)” does not match the fields; leave it out or write “\(wanted)”."
    case .badName:
      return "“\(found)” is not a name; begin with a lower-case letter, then lower-case letters, digits, “_” or “-”."
    case .changedType:
      return "this field is already declared as \(wanted) and cannot become \(found); choose another name."
    case .notOrdered: return "\(found) comes before \(wanted); correct one of them."
    case .notDistinct: return "“\(found)” is also the value of \(wanted); the two must differ."
    case .notTogether: return "this field is missing while \(wanted) is given; give it or leave the other out."
    case .badIdentifier: return "“\(found)” is not a valid number; give \(wanted)."
    case .unknownOperator: return "there is no operator “\(found)”. The operators are: \(wanted)."
    case .wrongOperator: return "the operator “\(found)” does not apply to this field; use \(wanted)."
    case .unknownOption: return "there is no option “\(found)”. The options are: \(wanted)."
    case .badOption: return "\(found) does not fit; give \(wanted)."
    }
  }
}
