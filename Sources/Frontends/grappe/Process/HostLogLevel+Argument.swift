import ArgumentParser
import Engine

extension HostLogLevel: ExpressibleByArgument {}
extension HostLogFormat: ExpressibleByArgument {}
