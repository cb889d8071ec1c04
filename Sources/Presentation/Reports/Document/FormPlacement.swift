/// A form of a plugin in the place where a page puts it, with its fields as people see them.
///
/// Sent values come as text, by the name of the field; the host checks them against the declared fields, not against this.
public struct FormPlacement: Sendable, Hashable {
  /// The name of the plugin, and the id of the form in it.
  public var plugin: String, id: String
  public var title: String
  /// A text before the fields.
  public var text: String?
  /// The text of the button.
  public var submitLabel: String
  public var fields: [Field]

  /// Makes a form.
  public init(plugin: String, id: String, title: String, text: String? = nil, submitLabel: String, fields: [Field]) {
    self.plugin = plugin
    self.id = id
    self.title = title
    self.text = text
    self.submitLabel = submitLabel
    self.fields = fields
  }

  /// One field of a form.
  public struct Field: Sendable, Hashable {
    public var name: String
    public var label: String
    /// A sentence of help.
    public var hint: String?
    public var control: Control
    public var isRequired: Bool
    /// The values to begin with: none, one, or several where several can be chosen. A box that is ticked has `true`.
    public var values: [String]
    /// Why the values that were sent are refused.
    public var problem: String?

    /// Makes a field.
    public init(
      _ name: String, label: String, hint: String? = nil, control: Control, isRequired: Bool = false, values: [String] = [],
      problem: String? = nil
    ) {
      self.name = name
      self.label = label
      self.hint = hint
      self.control = control
      self.isRequired = isRequired
      self.values = values
      self.problem = problem
    }
  }

  /// The kinds of controls.
  public enum Control: Sendable, Hashable {
    /// One line of at most `lengthMax` characters.
    case text(lengthMax: Int)
    /// Several lines of at most `lengthMax` characters in all.
    case multiline(lengthMax: Int)
    /// An address: of mail, or of the web.
    case email, url
    /// A whole number.
    case integer(ClosedRange<Int64>)
    /// A number.
    case number(ClosedRange<Double>)
    /// A box to tick.
    case checkbox
    /// A day.
    case date
    /// One of the options.
    case choice([Option])
    /// Any number of the options.
    case choices([Option])

    /// The options to choose from; empty for other controls.
    public var options: [Option] {
      switch self {
      case .choice(let options), .choices(let options): options
      default: []
      }
    }
  }

  /// A value to choose, and its label.
  public struct Option: Sendable, Hashable {
    public var value: String, label: String

    /// Makes an option.
    public init(_ value: String, label: String) { (self.value, self.label) = (value, label) }
  }
}
