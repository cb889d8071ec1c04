/// An option of the command line where it takes the parameters of a report, a command or a script: a parameter of that name could
/// not be given. The commands take their option names from here.
public enum CommandLineOption: String, Sendable, CaseIterable {
  case workspace, lang, json, quiet, verbose, help, version, format, output, cpu, wall, memory, write, excel, profile, speedscope, debug
  case audience, examples
  case writeWall = "write-wall"
  case rawFormulas = "raw-formulas"
}
