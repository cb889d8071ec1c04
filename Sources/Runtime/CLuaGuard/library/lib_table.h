#ifndef LIB_TABLE_H
#define LIB_TABLE_H

#include <lauxlib.h>
#include <lua.h>
#include <stdbool.h>

#include "lib_poll.h"

/* The uses of a table argument; another value is accepted if its metatable allows them. */
enum { TABLE_READ = 1, TABLE_WRITE = 2, TABLE_LENGTH = 4 };

/// Raises unless the argument is a table or has the metamethods for that use. MAY_LJMP.
void lib_check_table(lua_State *L, int argument, int use);

/// Returns the length of a table argument, with `__len`. MAY_LJMP.
lua_Integer lib_table_length(lua_State *L, int argument, int use);

int lib_table_sort(lua_State *L);

/// Sorts the table at index 1 by value and returns true, if it has no metatable and its elements are all integers or
/// all floats; otherwise changes nothing. May push values. MAY_LJMP.
bool lib_sort_numbers(lua_State *L, lua_Integer length);

#endif
