#ifndef LIB_POLL_H
#define LIB_POLL_H

#include <lua.h>
#include <stddef.h>

#include "guard_poll.h"

/* Keeps library loops interruptible without a call in every iteration: they spend fuel, one unit for a step of a few
 * nanoseconds, and check the kill flag when it has run out. A full tank lasts some microseconds. */

enum {
  LIB_FUEL_FULL = 2048,
  /* Block size of plain runs over bytes (copying, comparing, classifying) between two checks of the fuel. */
  LIB_BLOCK_BYTES = 1 << 16,
  LIB_BYTES_PER_FUEL_SHIFT = 5
};

typedef struct {
  lua_State *L;
  ptrdiff_t left;
} Fuel;

static inline Fuel lib_fuel(lua_State *L) {
  return (Fuel){L, LIB_FUEL_FULL};
}

/// Spends `units` of fuel. MAY_LJMP.
static inline void lib_spend(Fuel *fuel, size_t units) {
  fuel->left -= (ptrdiff_t)units;
  if (__builtin_expect(fuel->left < 0, 0)) {
    fuel->left = LIB_FUEL_FULL;
    guard_poll(fuel->L);
  }
}

/// Spends the fuel of a plain run over `count` bytes. MAY_LJMP.
static inline void lib_spend_bytes(Fuel *fuel, size_t count) {
  lib_spend(fuel, count >> LIB_BYTES_PER_FUEL_SHIFT);
}

#endif
