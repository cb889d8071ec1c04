extension PluralRule {
  /// Returns the rule of a language whose rule is known; nil for another language, which has to state its own.
  ///
  /// Source: GNU gettext, "Additional functions for plural forms" and the table of `msginit`.
  ///
  /// - Parameter language: a code such as `fr` or `de-AT`; subtags do not count.
  public static func known(for language: String) -> PluralRule? {
    let base = language.prefix { $0 != "-" }
    return texts.first { $0.languages.contains(base) }.flatMap { try? PluralRule($0.rule) }
  }

  private static let texts: [(languages: [Substring], rule: String)] = [
    (["ja", "ko", "th", "vi", "zh"], "nplurals=1; plural=0;"),
    (["br", "fr", "oc", "wa"], "nplurals=2; plural=(n > 1);"),
    (
      [
        "bg", "ca", "da", "de", "el", "en", "eo", "es", "et", "eu", "fi", "fy", "gl", "hu", "it", "lb", "nb", "nl", "nn", "no", "pt",
        "sq", "sv", "tr",
      ], "nplurals=2; plural=(n != 1);"
    ),
    (["cs", "sk"], "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
    (["ga"], "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;"),
    (["lt"], "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    (["lv"], "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"),
    (["pl"], "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"),
    (["ro"], "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;"),
    (
      ["be", "bs", "hr", "ru", "sr", "uk"],
      "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    ),
    (["sl"], "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"),
  ]
}
