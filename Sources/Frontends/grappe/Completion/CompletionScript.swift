import Foundation

/// The script that makes a shell complete the command line of `grappe`: it asks `grappe complete` for the candidates.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  /// The file from which the shell loads completions of its user, below the home folder.
  var path: String {
    switch self {
    case .bash: ".local/share/bash-completion/completions/grappe"
    case .zsh: ".local/share/zsh/site-functions/_grappe"
    case .fish: ".config/fish/completions/grappe.fish"
    }
  }

  // Bash splits words at colons and equals signs; the words are read again from the line, and the part before the last sign is taken off the
  // candidates.
  private static let bashText = """
    # Completion of grappe for bash.
    _grappe() {
      local line="${COMP_LINE:0:COMP_POINT}" current words=() candidate
      read -r -a words <<<"$line"
      [[ $line == *[[:space:]] ]] && words+=("")
      current="${words[${#words[@]}-1]}"
      COMPREPLY=()
      while IFS= read -r candidate; do
        if [[ $COMP_WORDBREAKS == *:* && $current == *:* ]]; then candidate="${candidate#"${current%:*}":}"
        elif [[ $COMP_WORDBREAKS == *=* && $current == *=* ]]; then candidate="${candidate#"${current%%=*}"=}"; fi
        COMPREPLY+=("$candidate")
      done < <("${words[0]}" complete -- "${words[@]:1}" 2>/dev/null)
      [[ ${#COMPREPLY[@]} -eq 0 ]] && compopt -o default
      [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
      return 0
    }
    complete -F _grappe grappe

    """

  private static let zshText = """
    #compdef grappe
    # Completion of grappe for zsh.
    _grappe() {
      local -a candidates
      candidates=("${(@f)$(grappe complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
      candidates=(${candidates:#})
      if (( ${#candidates} )); then compadd -a candidates; else _files; fi
    }
    if [ "$funcstack[1]" = "_grappe" ]; then _grappe "$@"; else compdef _grappe grappe; fi

    """

  private static let fishText = """
    # Completion of grappe for fish.
    function __grappe_complete
      set -l words (commandline -opc)
      grappe complete -- $words[2..-1] (commandline -ct) 2>/dev/null
    end
    complete -c grappe -a '(__grappe_complete)'

    """
}
