/* The bounds of a slice on a worker. Private to CLuaGuard. */
#ifndef GUARD_SLICE_H
#define GUARD_SLICE_H

#include "guard_state.h"

void slice_begin(guard_worker *worker, guard_state *g);
void slice_end(guard_worker *worker, guard_state *g);
/* Charges the time used, lets other tasks use this worker's permit, and begins a new slice. */
void slice_renew(guard_worker *worker, guard_state *g);

#endif
