/// How a piece of text looks on a terminal: bold, dim, underlined, coloured.
///
///     print(TerminalStyle.bold.styled("Acteurs", isColored: true))
public struct TerminalStyle: Sendable, Hashable {
  /// The colours every terminal has and every theme keeps readable (ECMA-48 SGR 31…36).
  public enum Color: Int, Sendable, CaseIterable {
    case red = 31
    case green, yellow, blue, magenta, cyan
  }

  /// Whether the text is bold.
  public var isBold: Bool
  /// Whether the text is fainter than the rest.
  public var isDim: Bool
  /// Whether the text is underlined.
  public var isUnderlined: Bool
  /// The colour; `nil` is that of the terminal.
  public var color: Color?

  /// Makes a style; without arguments text stays as it is.
  public init(isBold: Bool = false, isDim: Bool = false, isUnderlined: Bool = false, color: Color? = nil) {
    self.isBold = isBold
    self.isDim = isDim
    self.isUnderlined = isUnderlined
    self.color = color
  }

  /// Text as it is.
  public static let plain = TerminalStyle()
  /// Bold text.
  public static let bold = TerminalStyle(isBold: true)
  /// Faint text, for secondary information.
  public static let dim = TerminalStyle(isDim: true)
  /// Underlined text.
  public static let underlined = TerminalStyle(isUnderlined: true)

  /// A style of one colour.
  public static func color(_ color: Color, isBold: Bool = false) -> TerminalStyle {
    TerminalStyle(isBold: isBold, color: color)
  }

  /// Wraps a text in the escapes of the style. The text must hold no escapes of its own; see ``SafeText``.
  ///
  /// - Parameter isColored: whether escapes may be written at all; if not, the text comes back as it is.
  public func styled(_ text: String, isColored: Bool) -> String {
    guard isColored, self != .plain, !text.isEmpty else { return text }
    return "\u{1B}[" + codes.map(String.init).joined(separator: ";") + "m" + text + "\u{1B}[0m"
  }

  private var codes: [Int] {
    (isBold ? [1] : []) + (isDim ? [2] : []) + (isUnderlined ? [4] : []) + (color.map { [$0.rawValue] } ?? [])
  }
}
