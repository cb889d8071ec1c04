#pragma once

// Loads the C libraries that few commands need at the first call of one of their functions (docs/decisions/0038).
//
// Each function of LateFunctions.h has a definition here that jumps to the library's own, so that the program is not linked with the library
// and starts without it. On processors other than x86-64 there are no such definitions, and the program is linked as usual (Package.swift).

/// Loads every library and looks up every function.
///
/// - Returns: the first name that is not found, of a library or a function; a null pointer where all are found.
const char *late_libraries_missing(void);
