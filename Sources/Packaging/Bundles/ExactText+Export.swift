// Modules that use keys from files import ExactText through this one, and compare them the same way.
@_exported import ExactText
