import Ecosystem
import Localization
import Testing

@Suite("The model is whole")
struct ModelTests {
  @Test("it has the entities of the field")
  func entities() {
    #expect(
      Schema.grappe.entities.map(\.collection).sorted() == [
        "actors", "affiliations", "applications", "awards", "calls", "concepts", "consents", "consortium_members",
        "disbursements", "dues_periods", "evaluations", "events", "expenditures", "feedbacks", "figures", "identifiers",
        "indicators", "label_awards", "labels", "memberships", "observations", "outcomes", "persons", "programmes", "projects",
        "registrations", "relations", "rule_sets", "sessions",
        "skill_needs", "support_actions", "territories", "trainings",
      ])
  }

  @Test("every entity and field says in both languages what it is", arguments: Schema.grappe.entities)
  func documentation(entity: EntityDescription) {
    let texts = [entity.label, entity.doc] + entity.fields.flatMap { [$0.label, $0.doc] }
    for text in texts {
      for language in Language.all { #expect(text.values[language]?.isEmpty == false) }
    }
    for doc in [entity.doc] + entity.fields.map(\.doc) {
      for language in Language.all {
        #expect([".", "…"].contains { doc[language].hasSuffix($0) }, "\(doc[language])")
      }
      #expect(doc[.fr] != doc[.en])
    }
  }

  @Test("what an entity names among its fields is there", arguments: Schema.grappe.entities)
  func names(entity: EntityDescription) {
    let named =
      entity.searchFields + entity.uniqueKeys.flatMap(\.self) + [entity.titleField]
      + [entity.territoryField].compactMap(\.self) + entity.rules.flatMap(\.fields)
    for name in named { #expect(entity.field(name) != nil, "\(name)") }
    for field in entity.fields {
      for target in field.type.referencedEntities ?? [] { #expect(Schema.grappe.entity(target) != nil, "\(field.id)") }
      #expect(FieldType(notation: field.type.description) == field.type)
    }
  }

  @Test("every record carries the common fields", arguments: Schema.grappe.entities)
  func commonFields(entity: EntityDescription) {
    for name in [
      "id", "source", "locator", "licence", "visibility", "standing", "confirmed_at", "created_at", "updated_at",
      "owner",
    ] {
      #expect(entity.field(name) != nil)
    }
    for name in ["created_at", "updated_at", "owner"] { #expect(entity.field(name)?.isWritable == false) }
  }

  @Test("an entity can be found by collection, and a misspelt one is refused with the nearest")
  func lookup() {
    #expect(Schema.grappe.entity(collection: "skill_needs")?.id == "skill_need")
    #expect(Schema.grappe.entity("actors") == nil)
    let error = #expect(throws: EcosystemError.self) { try Schema.grappe.requireEntity("acteur") }
    #expect(error?.problems.first?.suggestion == "actor")
  }

  @Test("contacts are for the staff")
  func contacts() {
    #expect(EntityDescription.actor.field("email")?.visibility == .staff)
    #expect(EntityDescription.actor.field("phone")?.visibility == .staff)
    #expect(EntityDescription.person.field("email")?.visibility == .staff)
  }

  @Test("what tells who a person is and how to reach her is personal, ids and references are not")
  func personalFields() {
    #expect(
      EntityDescription.person.fields.filter(\.isPersonal).map(\.id)
        == ["name", "given_name", "family_name", "email", "phone", "city", "note"])
    #expect(EntityDescription.actor.fields.filter(\.isPersonal).map(\.id) == ["email", "phone"])
    let field = PluginField(plugin: "p", name: "remark", entity: "actor", type: .text, visibility: .staff)
    #expect(field.description.isPersonal && !EntityDescription.actor.field("name")!.isPersonal)
    let words = PluginField(plugin: "p", name: "basis", entity: "actor", type: .choice(["map", "guess"]), visibility: .staff)
    #expect(!words.description.isPersonal)
  }

  @Test("persons and what is kept about them are not public unless a record says so")
  func defaultVisibility() throws {
    let defaults = ["person": "members", "affiliation": "members", "membership": "members", "consent": "staff", "dues_period": "staff"]
    for entity in Schema.grappe.entities {
      #expect(entity.field("visibility")?.defaultValue == .text(defaults[entity.id] ?? "public"), "\(entity.id)")
    }
    let field = PluginField(plugin: "p", name: "remark", entity: "person", type: .text)
    let schema = try Schema.grappe.adding(pluginField: field)
    #expect(schema.entity("person")?.field("visibility")?.defaultValue == "members")
  }
}
