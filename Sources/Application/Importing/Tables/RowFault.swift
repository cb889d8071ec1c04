import Cells
import Ecosystem
import Localization
import Store

/// One reason to refuse a row; a row may have several.
struct RowFault {
  /// The field concerned.
  var field: String?
  /// The header of its column.
  var column: String?
  var reason: String
}

extension RefusedRow {
  /// A row refused for one or more reasons.
  ///
  /// - Parameter cellName: the name of a column's cell in the row, such as `C12`; nil where cells have none.
  init(line: Int, _ faults: [RowFault], language: Language, cellName: (String) -> String?) {
    if faults.count == 1 {
      self.init(line: line, column: faults[0].column, reason: faults[0].reason)
      return
    }
    let reasons = faults.map { fault in
      let place = fault.column.flatMap(cellName).map { "\($0) " } ?? ""
      let name = fault.column.map { Message("importing.import-pass.text", ["value": $0]).text(in: language) } ?? ""
      return place + name + fault.reason
    }
    let joined = reasons.dropFirst().reduce(into: reasons.first ?? "") { text, reason in
      text += (text.hasSuffix(".") ? " " : Typography(language).semicolon) + reason
    }
    self.init(line: line, reason: joined)
  }
}

extension RowImport {
  /// Finds the faults of a row beside those known: values that the model refuses, and references to what is not there.
  ///
  /// - Parameters:
  ///   - values: the values that could be read.
  ///   - failed: the fields whose faults are known; what follows from their absence is no fault.
  ///   - isValidated: whether the faults known are all that the model has to say.
  ///   - isWhole: false when columns of the file are not read, so that a missing value is no fault.
  /// - Throws: a failure of the store.
  mutating func furtherFaults(
    of values: ExactDictionary<FieldValue>, _ numbers: [RegisterNumber], beside failed: Set<ExactString>, isValidated: Bool,
    isWhole: Bool, header: (String) -> String
  ) throws -> [RowFault] {
    let known = values.filter { !failed.contains(ExactString($0.key)) }
    let (fields, problems) = try references.faults(in: known)
    var faults = problems.map { RowFault(field: $0.field, column: $0.field.map(header), reason: $0.reason(in: language)) }
    // A field without a value here is one that refers to nothing, or to a record that would be added.
    let failed = failed.union(known.keys.filter { fields[$0] == nil }.map { ExactString($0) })
    do throws(EcosystemError) {
      if !isValidated { _ = try Validation.check(Record(fields), as: entity, schemes: transaction.schema.identifierSchemes) }
    } catch {
      let isNew = isWhole && (try? matcher.match(fields, numbers)) == nil
      for problem in error.problems where Self.isFault(problem, failed, isNew: isNew) {
        faults.append(RowFault(field: problem.field, column: problem.field.map(header), reason: problem.reason(in: language)))
      }
    }
    let refused = failed.union(faults.compactMap { $0.field.map { ExactString($0) } })
    return faults + (try missingReferences(of: fields.filter { !refused.contains(ExactString($0.key)) }, header: header))
  }

  private static func isFault(_ problem: Problem, _ failed: Set<ExactString>, isNew: Bool) -> Bool {
    if let field = problem.field, failed.contains(ExactString(field)) { return false }
    switch problem.code {
    case .missingField: return isNew
    case .notOrdered, .notDistinct, .notTogether, .badID, .wrongID: return failed.isEmpty
    default: return true
    }
  }

  /// Returns a fault for each field that refers to what is not there; a record of the row's own entity may still come.
  private func missingReferences(of fields: ExactDictionary<FieldValue>, header: (String) -> String) throws -> [RowFault] {
    var (fields, faults) = (fields, [RowFault]())
    while let error = try transaction.missingReference(of: entity.id, id: fields["id"]?.textValue ?? "", fields),
      let field = error.field, fields[field] != nil
    {
      fields[field] = nil
      if entity.field(field)?.type.referencedEntities?.contains(entity.id) == true { continue }
      faults.append(RowFault(field: field, column: header(field), reason: error.reason(in: language)))
    }
    return faults
  }
}
