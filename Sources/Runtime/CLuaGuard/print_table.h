#ifndef PRINT_TABLE_H
#define PRINT_TABLE_H

#include "guard_state.h"
#include "guard_poll.h"

/* Whether `print` shows the contents of the value: a table whose metatable gives it no text or name of its own.
 * MAY_LJMP: may run out of memory. */
int guard_shows_contents(lua_State *L, int index);

/* Pushes the contents of a table as text, at most 64 KiB, 1,000 entries and eight tables deep; a table inside itself
 * is shown by tostring. MAY_LJMP: runs __tostring of values inside. */
void guard_push_contents(lua_State *L, int index);

#endif
