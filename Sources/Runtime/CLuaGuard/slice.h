/* The bounds of a slice on a worker. Private to CLuaGuard. */
#ifndef GUARD_SLICE_H
#define GUARD_SLICE_H

#include "guard_state.h"

void slice_begin(guard_worker *worker, guard_state *g);
void slice_end(guard_worker *worker, guard_state *g);
/* Charges what was used, lets others run on this worker's permit, and starts afresh. */
void slice_renew(guard_worker *worker, guard_state *g);

#endif
