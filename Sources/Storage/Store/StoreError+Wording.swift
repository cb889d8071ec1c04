import Ecosystem

/// The messages of the store's errors.
extension StoreError {
  public func message(in language: Language) -> String {
    place + reason(in: language)
  }

  /// Returns the message without the record and the field, for callers that have named them.
  public func reason(in language: Language) -> String {
    language == .fr ? french + frenchHint : english + englishHint
  }

  /// The record and field: `relation r1, to: `.
  private var place: String {
    guard let entity else { return "" }
    let parts = [entity + (id.map { " \($0)" } ?? ""), field].compactMap { $0 }
    return parts.joined(separator: ", ") + ": "
  }

  private var frenchHint: String { suggestion.map { " Vouliez-vous dire « \($0) » ?" } ?? "" }
  private var englishHint: String { suggestion.map { " Did you mean “\($0)”?" } ?? "" }

  private var french: String {
    let (found, wanted) = (found ?? "", wanted ?? "")
    switch kind {
    case .busy: return "une autre écriture est en cours depuis plus de \(found) ms ; réessayez quand elle sera finie."
    case .overtaken:
      return "d’autres ont écrit pendant cette lecture, rien n’est gardé ; recommencez."
    case .interrupted:
      return "la requête a été interrompue, rien n’est gardé de la transaction ; demandez moins à la fois."
    case .closed: return "la transaction est terminée ; ouvrez-en une autre."
    case .readOnly: return "cette transaction ne fait que lire ; ouvrez-en une en écriture."
    case .notFound: return "il n’y a pas de fiche « \(found) »."
    case .idTaken:
      return
        "l’identifiant « \(found) » est déjà celui d’une fiche (\(wanted)) ; choisissez-en un autre ou modifiez cette fiche."
    case .notUnique: return "la fiche « \(wanted) » a déjà \(found) ; modifiez cette fiche ou changez la valeur."
    case .constraint: return "la table refuse la valeur (\(found)) ; corrigez-la."
    case .missingReference where wanted == "concept":
      return "« \(found) » n’est pas dans son vocabulaire ; corrigez le mot, ou ajoutez-le d’abord au vocabulaire."
    case .missingReference:
      return
        "il n’y a pas de fiche « \(found) » (\(wanted)) ; ajoutez-la dans la même opération ou corrigez la référence."
    case .wrongReference: return "« \(found) » ne convient pas, il faut une fiche parmi : \(wanted)."
    case .stillReferenced:
      return
        "la fiche « \(found) » ne peut disparaître tant que ce champ s’y réfère ; changez ou supprimez d’abord \(wanted)."
    case .movedOn: return frenchMove(found, wanted)
    case .alreadyUndone: return "l’invocation \(found) a déjà été annulée, par \(wanted) ; annulez celle-ci pour la rétablir."
    case .notUndoable where wanted == UndoObstacle.generation.rawValue:
      return "l’invocation \(found) a changé ce qui est installé ; « grappe rollback » ramène ensemble code, droits et données."
    case .notUndoable:
      return "l’invocation \(found) n’a rien changé, ou le journal ne remonte pas si loin ; « grappe log \(found) » dit ce qu’elle a fait."
    case .overlap:
      return "la fiche « \(wanted) » dit déjà la même chose pour une période qui chevauche celle-ci ; donnez-lui d’abord une fin."
    case .circle: return "« \(found) » mène déjà à « \(wanted) », le lien fermerait un cercle ; retirez l’un des liens."
    case .computed:
      return "cette fiche est calculée à partir d’autres ; changez celles-ci, ou ajoutez une fiche écrite à la main."
    case .disagreement: return "« \(found) » relève de \(wanted) ; corrigez l’un des deux champs."
    case .full:
      return "« \(found) » n’a plus de place (capacité \(wanted)) ; laissez le statut de côté pour entrer en liste d’attente."
    case .capacityTaken: return "\(wanted) places sont déjà prises, plus que \(found) ; annulez d’abord des inscriptions."
    case .badArgument: return "\(found) ne convient pas ; donnez \(wanted)."
    case .noFile: return "il n’y a pas de fichier \(found) ; créez l’espace de travail avec « grappe init »."
    case .fileExists: return "le fichier \(found) existe déjà ; choisissez un autre endroit."
    case .notGrappe: return "\(found) n’est pas une base de Grappe ; vérifiez le chemin."
    case .newerFile:
      return "la base est de la version \(found), ce programme lit jusqu’à la version \(wanted) ; mettez Grappe à jour."
    case .corrupt: return "la base est endommagée (\(found)) ; rétablissez une sauvegarde."
    case .disk: return "le disque refuse (\(found)) ; vérifiez la place libre et les droits du fichier."
    case .badSQL: return "la requête SQL est fausse : \(found)."
    case .refusedSQL: return "la requête SQL n’a pas accès à \(found) ; elle peut lire \(wanted)."
    case .tooLarge:
      return "la requête SQL demande plus de \(wanted) octets pour une valeur ou pour ses calculs ; demandez-en moins à la fois."
    case .tooManyRows: return "la requête SQL donne plus de \(wanted) lignes ; ajoutez une condition ou LIMIT."
    case .sqlite: return "SQLite a répondu : \(found)."
    }
  }

  private var english: String {
    let (found, wanted) = (found ?? "", wanted ?? "")
    switch kind {
    case .busy: return "another write has been under way for more than \(found) ms; try again when it is done."
    case .overtaken: return "others have written while this was reading, nothing is kept; run it again."
    case .interrupted: return "the query was interrupted, nothing of the transaction is kept; ask for less at a time."
    case .closed: return "the transaction has ended; begin another one."
    case .readOnly: return "this transaction only reads; begin one that writes."
    case .notFound: return "there is no record “\(found)”."
    case .idTaken:
      return "the id “\(found)” already belongs to a record (\(wanted)); choose another or change that record."
    case .notUnique: return "the record “\(wanted)” already has \(found); change that record or the value."
    case .constraint: return "the table refuses the value (\(found)); correct it."
    case .missingReference where wanted == "concept":
      return "“\(found)” is not in its vocabulary; correct the word, or add it to the vocabulary first."
    case .missingReference:
      return "there is no record “\(found)” (\(wanted)); add it in the same operation or correct the reference."
    case .wrongReference: return "“\(found)” does not fit, a record of one of these is wanted: \(wanted)."
    case .stillReferenced:
      return "the record “\(found)” cannot go while this field refers to it; first change or delete \(wanted)."
    case .movedOn: return englishMove(found, wanted)
    case .alreadyUndone: return "invocation \(found) was undone before, by \(wanted); undo that one to have it again."
    case .notUndoable where wanted == UndoObstacle.generation.rawValue:
      return "invocation \(found) changed what is installed; “grappe rollback” takes code, permissions and data back together."
    case .notUndoable:
      return "invocation \(found) changed nothing, or the journal does not reach back so far; “grappe log \(found)” tells what it did."
    case .overlap:
      return "the record “\(wanted)” already says the same for a time that overlaps this one; first give it an end."
    case .circle: return "“\(found)” already leads to “\(wanted)”, the tie would close a circle; take out one of the ties."
    case .computed: return "this record is computed from others; change those, or add a record written by hand."
    case .disagreement: return "“\(found)” belongs to \(wanted); correct one of the two fields."
    case .full:
      return "“\(found)” has no place left (capacity \(wanted)); leave the status out to enter the waiting list."
    case .capacityTaken: return "\(wanted) places are already taken, more than \(found); first cancel registrations."
    case .badArgument: return "\(found) does not fit; give \(wanted)."
    case .noFile: return "there is no file \(found); create the workspace with “grappe init”."
    case .fileExists: return "the file \(found) already exists; choose another place."
    case .notGrappe: return "\(found) is not a database of Grappe; check the path."
    case .newerFile:
      return "the database is of version \(found), this program reads up to version \(wanted); update Grappe."
    case .corrupt: return "the database is damaged (\(found)); restore a backup."
    case .disk: return "the disk refuses (\(found)); check the free space and the permissions of the file."
    case .badSQL: return "the SQL query is wrong: \(found)."
    case .refusedSQL: return "the SQL query has no access to \(found); it may read \(wanted)."
    case .tooLarge:
      return "the SQL query needs more than \(wanted) bytes for a value or for what it computes; ask for less at a time."
    case .tooManyRows: return "the SQL query gives more than \(wanted) rows; add a condition or LIMIT."
    case .sqlite: return "SQLite answered: \(found)."
    }
  }

  private func frenchMove(_ found: String, _ wanted: String) -> String {
    let by = invocation.map { ", par l’invocation \($0)" } ?? ""
    let remedy = invocation.map { "annulez d’abord \($0) (grappe undo \($0))" }
    switch wanted {
    case RowMove.gone.rawValue: return "cette ligne a disparu depuis\(by) ; \(remedy ?? "rétablissez-la d’abord"), ou gardez le changement."
    case RowMove.back.rawValue:
      return "une ligne de cet identifiant existe de nouveau\(by) ; \(remedy ?? "supprimez-la d’abord"), ou gardez le changement."
    default:
      let fields = found.isEmpty ? "" : " (\(found))"
      return
        "cette ligne a changé depuis\(fields)\(by) ; \(remedy ?? "remettez-la d’abord dans l’état d’alors"), ou gardez le changement."
    }
  }

  private func englishMove(_ found: String, _ wanted: String) -> String {
    let by = invocation.map { ", by invocation \($0)" } ?? ""
    let remedy = invocation.map { "first undo \($0) (grappe undo \($0))" }
    switch wanted {
    case RowMove.gone.rawValue: return "this row has gone since\(by); \(remedy ?? "first bring it back"), or keep the change."
    case RowMove.back.rawValue:
      return "a row of that id exists again\(by); \(remedy ?? "first delete it"), or keep the change."
    default:
      let fields = found.isEmpty ? "" : " (\(found))"
      return
        "this row has changed since\(fields)\(by); \(remedy ?? "first bring it back to what it was then"), or keep the change."
    }
  }
}
