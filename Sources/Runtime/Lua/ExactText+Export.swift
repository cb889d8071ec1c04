// Every module that holds foreign keys compares them the same way.
@_exported import ExactText
