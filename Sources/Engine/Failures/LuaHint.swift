import Ecosystem

/// What to do about an error that Lua itself raises. Lua says what happened, in English; this says how to go on.
enum LuaHint {
  /// The remedy for a message; nil for messages that carry their own.
  static func remedy(for message: String) -> LocalizedText? {
    let message = LuaMessage(message)
    return runtime(message) ?? syntax(message)
  }

  /// What to do about a function that fills the stack with its own calls.
  static let endless = LocalizedText(
    fr: "Une fonction s'appelle elle-même sans fin ; donnez-lui une condition d'arrêt.",
    en: "A function calls itself without end; give it a condition to stop.")

  // MARK: While it runs

  private static func runtime(_ message: LuaMessage) -> LocalizedText? {
    if let text = hostTable(message) { return text }
    if message.contains("(error object is a ") {
      return LocalizedText(
        fr: "error a reçu une table ; donnez-lui un texte, ou une table avec un champ message.",
        en: "error was given a table; give it a text, or a table with a field message.")
    }
    if message.contains("attempt to call a nil value") { return call(message) }
    if message.contains("attempt to index a nil value") { return index(message) }
    if message.contains("attempt to concatenate a nil value") { return absent(message, instead: "\"\"") }
    if message.contains("attempt to perform arithmetic on a nil value") { return absent(message, instead: "0") }
    if message.contains("attempt to compare") {
      return LocalizedText(
        fr:
          "L'une des deux valeurs manque ou n'est pas du même type ; donnez-en une, ou convertissez-la avec tonumber ou tostring.",
        en: "One of the two values is missing or of another type; give one, or convert it with tonumber or tostring.")
    }
    if message.contains("stack overflow") { return endless }
    if message.isMissingModule {
      return LocalizedText(
        fr: "require trouve les modules du propre greffon : require \"lib.nom\" lit lib/nom.lua.",
        en: "require finds modules of the own plugin: require \"lib.name\" reads lib/name.lua.")
    }
    if let (number, function) = message.missingArgument {
      return LocalizedText(
        fr: "L'argument \(number) de \(function) manque ; voyez d'où il vient.",
        en: "Argument \(number) of \(function) is missing; see where it comes from.")
    }
    return nil
  }

  /// A name that a table of the host does not have: the table says so in English, with the nearest name.
  private static func hostTable(_ message: LuaMessage) -> LocalizedText? {
    guard let (table, name, nearest) = message.missingMember else { return nil }
    guard let nearest else {
      return LocalizedText(
        fr: "\(table) n'a pas de « \(name) » ; docs/LUA_API.md dit tout ce qu'il y a.",
        en: "docs/LUA_API.md tells all there is.")
    }
    return LocalizedText([.fr: "\(table) n'a pas de « \(name) » ; vouliez-vous dire \(nearest) ?", .en: ""])
  }

  private static func call(_ message: LuaMessage) -> LocalizedText {
    guard let (kind, name) = message.subject else {
      return LocalizedText(
        fr: "Ce qui est appelé n'est pas une fonction.", en: "What is called is no function.")
    }
    let known = Array(LuaGlobals.names) + LuaGlobals.libraries.keys + ["grappe"]
    if kind == "global", let nearest = NearestName.suggest(name, among: known) {
      return LocalizedText(fr: "Vouliez-vous dire \(nearest) ?", en: "Did you mean \(nearest)?")
    }
    if kind == "global" || kind == "local" || kind == "upvalue" {
      return LocalizedText(
        fr:
          "Il n'y a pas de fonction \(name) ici ; écrivez local function \(name) plus haut, ou require le module qui l'a.",
        en: "There is no function \(name) here; write local function \(name) above, or require the module that has it.")
    }
    return LocalizedText(
      fr: "La table n'a pas de fonction \(name) ; vérifiez son nom.",
      en: "The table has no function \(name); check its name.")
  }

  private static func index(_ message: LuaMessage) -> LocalizedText {
    let name = message.subject?.name
    return LocalizedText(
      fr:
        "\(name ?? "La valeur") vaut nil ici : un champ absent, ou une fonction qui n'a rien trouvé ; vérifiez avant : if \(name ?? "x") then … end.",
      en:
        "\(name ?? "The value") is nil here: a field that is absent, or a function that found nothing; check before: if \(name ?? "x") then … end."
    )
  }

  private static func absent(_ message: LuaMessage, instead: String) -> LocalizedText {
    let name = message.subject?.name ?? "x"
    return LocalizedText(
      fr: "\(name) n'a pas de valeur ici ; donnez-en une : (\(name) or \(instead)).",
      en: "\(name) has no value here; give one: (\(name) or \(instead)).")
  }

  // MARK: As it is read

  private static func syntax(_ message: LuaMessage) -> LocalizedText? {
    if let (closing, opening, line) = message.unclosed {
      return LocalizedText(
        fr: "Fermez par \(closing) ce que \(opening) ouvre à la ligne \(line).",
        en: "Close with \(closing) what \(opening) opens at line \(line).")
    }
    if message.contains("near <eof>") {
      return LocalizedText(
        fr: "Le fichier s'arrête trop tôt : un end, une accolade ou une parenthèse manque.",
        en: "The file ends too early: an end, a brace or a bracket is missing.")
    }
    if message.contains("unfinished string") {
      return LocalizedText(fr: "Fermez le guillemet sur la même ligne.", en: "Close the quote on the same line.")
    }
    if message.contains(" expected near ") || message.contains("unexpected symbol near ") {
      return LocalizedText(
        fr: "Regardez ce qui précède, sur cette ligne ou celle d'avant : un signe ou un mot y manque.",
        en: "Look at what stands before, on this line or the one above: a sign or a word is missing there.")
    }
    return nil
  }
}
