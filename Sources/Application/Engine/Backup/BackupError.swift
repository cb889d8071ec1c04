import Ecosystem
import Store

/// The reason why a backup was not written or not restored. Nothing has changed then.
public enum BackupError: Explainable, Hashable {
  /// The file exists already.
  case exists(path: String)
  case isFolder(path: String)
  /// The given path is no regular file.
  case isNoFile(path: String)
  /// The file belongs to the workspace's own database.
  case isWorkspace(path: String)
  /// Another process holds the lock on the same file.
  case underWay(path: String)
  /// The file has a write-ahead log: a program has it open, or ended without a checkpoint, so part of its content is not in the
  /// file.
  case hasLog(path: String)
  /// SQLite cannot read the file.
  case unreadable(path: String, reason: String)
  /// The file failed its checks; `problems` names at most ten.
  case unsound(path: String, problems: [String], total: Int)
  /// Neither the file nor the workspace has a bundle that was installed when the backup was made.
  case bundleMissing(path: String, plugin: String, id: String)
  /// The workspace's database cannot be opened, and a host has it open.
  case served
  /// The caller stopped it, as with Ctrl-C.
  case stopped

  public var code: String {
    switch self {
    case .exists: "backup.exists"
    case .isFolder: "backup.folder"
    case .isNoFile: "backup.no-file"
    case .isWorkspace: "backup.own-database"
    case .underWay: "backup.under-way"
    case .hasLog: "backup.open"
    case .unreadable: "backup.unreadable"
    case .unsound: "backup.unsound"
    case .bundleMissing: "backup.bundle-missing"
    case .served: "backup.served"
    case .stopped: "backup.stopped"
    }
  }

  public func message(in language: Language) -> String { language == .fr ? french : english }

  private var french: String {
    switch self {
    case .exists(let path):
      "\(path) existe déjà ; il est resté comme il était.\nChoisissez un autre nom, ou ajoutez --force pour le remplacer."
    case .isFolder(let path): "\(path) est un dossier.\nNommez un fichier."
    case .isNoFile(let path): "\(path) n'est pas un fichier ordinaire.\nNommez un fichier écrit par grappe backup."
    case .isWorkspace(let path): "\(path) est la base même de l'espace de travail.\nNommez un autre fichier."
    case .underWay(let path): "Un autre processus travaille déjà à \(path).\nAttendez sa fin."
    case .hasLog(let path):
      "Une partie du contenu de \(path) se trouve encore dans \(path)-wal.\nFermez le programme qui l'utilise, ou prenez un fichier écrit par grappe backup."
    case .unreadable(let path, let reason):
      "\(path) n'est pas lisible comme base de données : \(reason). L'espace de travail est resté comme il était.\nPrenez une autre sauvegarde."
    case .unsound(let path, let problems, let total):
      "\(path) est endommagé (\(total)) : \(problems.joined(separator: " ; ")). L'espace de travail est resté comme il était.\nPrenez une autre sauvegarde."
    case .bundleMissing(let path, let plugin, let id):
      "\(path) ne contient pas le bundle de \(plugin), \(id), et l'espace de travail ne l'a pas non plus.\nInstallez-le d'abord à partir de son fichier .grappe, puis recommencez."
    case .served: "La base ne s'ouvre pas, mais un hôte la tient ouverte.\nArrêtez d'abord grappe serve."
    case .stopped: "Interrompu ; rien n'a été changé.\nLa même commande recommence."
    }
  }

  private var english: String {
    switch self {
    case .exists(let path):
      "\(path) exists already; it stayed as it was.\nChoose another name, or add --force to replace it."
    case .isFolder(let path): "\(path) is a folder.\nName a file."
    case .isNoFile(let path): "\(path) is not a regular file.\nName a file that grappe backup wrote."
    case .isWorkspace(let path): "\(path) is the database of the workspace itself.\nName another file."
    case .underWay(let path): "Another process is working on \(path).\nWait for its end."
    case .hasLog(let path):
      "Part of the content of \(path) still lies in \(path)-wal.\nClose the program that uses it, or take a file that grappe backup wrote."
    case .unreadable(let path, let reason):
      "\(path) cannot be read as a database: \(reason). The workspace stayed as it was.\nTake another backup."
    case .unsound(let path, let problems, let total):
      "\(path) is damaged (\(total)): \(problems.joined(separator: "; ")). The workspace stayed as it was.\nTake another backup."
    case .bundleMissing(let path, let plugin, let id):
      "\(path) does not hold the bundle of \(plugin), \(id), nor does the workspace.\nFirst install it from its .grappe file, then try again."
    case .served: "The database cannot be opened, but a host keeps it open.\nFirst stop grappe serve."
    case .stopped: "Interrupted; nothing was changed.\nThe same command begins anew."
    }
  }
}
