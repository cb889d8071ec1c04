#ifndef LIB_PATTERN_H
#define LIB_PATTERN_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib_bytes.h"
#include "lib_poll.h"

/* Patterns are translated into a list of items first and then matched by a loop with a bounded list of backtracking
 * points; there is no recursion. An error in the pattern becomes an item that raises when it is reached, since Lua 5.4
 * too reports only errors in the part of a pattern that it reaches. */

typedef enum {
  /* One byte: a fixed one, any, one of a set. */
  ITEM_BYTE,
  ITEM_ANY,
  ITEM_SET,
  /* A single with a suffix: as many as possible, as few as possible, at most one. */
  ITEM_MANY,
  ITEM_FEW,
  ITEM_OPTIONAL,
  ITEM_OPEN,
  ITEM_CLOSE,
  ITEM_POSITION,
  ITEM_SAME_AGAIN,
  ITEM_BALANCED,
  ITEM_FRONTIER,
  ITEM_SUBJECT_END,
  ITEM_MATCHED,
  ITEM_FAULT
} ItemKind;

typedef struct {
  uint8_t kind;
  uint8_t single; /* of an item with a suffix: ITEM_BYTE, ITEM_ANY or ITEM_SET */
  uint8_t byte;   /* the byte; of a pair the opening one; of a capture its number; of a MANY the least count */
  uint8_t other;  /* of a pair the closing byte; of an item with a suffix the single's byte */
  union {
    const ByteSet *set;
    const char *fault; /* a format for luaL_error, with room for `byte` as a capture's number, counted from 1 */
  };
} Item;

enum {
  PATTERN_CAPTURES_MAX = 32,
  /* Longer patterns get their items in a userdata, so that frames of the C stack stay small. */
  PATTERN_INLINE_LENGTH = 31,
  PATTERN_INLINE_SETS = PATTERN_INLINE_LENGTH / 3
};

enum { CAPTURE_IS_OPEN = -1, CAPTURE_IS_POSITION = -2 };

typedef struct {
  const uint8_t *at;
  ptrdiff_t size; /* in bytes, or one of the two marks above */
} Capture;

typedef struct {
  Fuel fuel;
  const uint8_t *begin, *end; /* the subject */
  const Item *items;
  int capture_count; /* after a match */
  Capture captures[PATTERN_CAPTURES_MAX];
} Matcher;

typedef struct {
  Item items[PATTERN_INLINE_LENGTH + 1];
  ByteSet sets[PATTERN_INLINE_SETS];
} PatternRoom;

/// Returns the most bytes that the items and sets of a pattern of `length` bytes take.
size_t lib_pattern_size(size_t length);

/// Translates a pattern (without the anchor) into `memory`, which holds `lib_pattern_size(length)` bytes. MAY_LJMP.
const Item *lib_pattern_translate(Fuel *fuel, const uint8_t *pattern, size_t length, void *memory);

/// Translates into `room`, or into a new userdata when the pattern is too long for it. Always pushes one value, which must stay
/// on the stack while the items are in use. MAY_LJMP.
const Item *lib_pattern_prepare(Fuel *fuel, const uint8_t *pattern, size_t length, PatternRoom *room);

/// Returns the end of a match that begins at `at`, or NULL. MAY_LJMP.
const uint8_t *lib_match_at(Matcher *matcher, const uint8_t *at);

/// Returns the end of the first match that begins at `*at` or later, with `*at` moved to its beginning, or NULL. MAY_LJMP.
const uint8_t *lib_match_search(Matcher *matcher, const uint8_t **at);

/// Returns the text of a capture, counted from 0 (the whole match when the pattern has none), without pushing it; a position
/// capture has the size CAPTURE_IS_POSITION. MAY_LJMP: "invalid capture index", "unfinished capture".
Capture lib_capture(const Matcher *matcher, int number, const uint8_t *from, const uint8_t *to);

/// Pushes a capture as a string or a position. MAY_LJMP.
void lib_push_capture(const Matcher *matcher, int number, const uint8_t *from, const uint8_t *to);

/// Pushes all captures, or the whole match if there are none and `from` is not NULL; returns their number. MAY_LJMP.
int lib_push_captures(const Matcher *matcher, const uint8_t *from, const uint8_t *to);

#endif
