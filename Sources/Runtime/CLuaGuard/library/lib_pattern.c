/* For memrchr. */
#define _GNU_SOURCE

#include "lib_pattern.h"

#include <lauxlib.h>
#include <string.h>

enum {
  /* Lua 5.4 limits nested calls of its matcher to 200 with the outermost: one for each suffix or capture on the way. */
  NESTING_MAX = 199
};

/* A backtracking point, for when the rest of the pattern does not match. */
typedef struct {
  const Item *item;
  const uint8_t *at;  /* the subject behind the item, as tried last */
  const uint8_t *low; /* of a MANY: the least `at` */
  int nesting;        /* before the item */
} Choice;

typedef struct {
  Matcher *matcher;
  const Item *item;
  const uint8_t *at;
  int nesting;
  int choice_count;
  Choice choices[NESTING_MAX];
} Attempt;

static inline bool accepts(int kind, const Item *item, uint8_t literal, uint8_t byte) {
  switch (kind) {
    case ITEM_BYTE: return byte == literal;
    case ITEM_ANY: return true;
    default: return byteset_has(item->set, byte);
  }
}

static inline bool repeats(const Item *item, uint8_t byte) {
  return accepts(item->single, item, item->other, byte);
}

static inline const uint8_t *span_block(const Item *item, const uint8_t *at, const uint8_t *stop) {
  switch (item->single) {
    case ITEM_ANY: return stop;
    case ITEM_BYTE:
      while (at < stop && *at == item->other) at++;
      return at;
    default: {
      const ByteSet *set = item->set;
      while (at < stop && byteset_has(set, *at)) at++;
      return at;
    }
  }
}

/* Returns the end of the longest run of bytes from `at` that the item accepts. */
static inline const uint8_t *span(Matcher *m, const Item *item, const uint8_t *at) {
  for (;;) {
    bool is_last = m->end - at <= LIB_BLOCK_BYTES;
    const uint8_t *stop = is_last ? m->end : at + LIB_BLOCK_BYTES;
    const uint8_t *reached = span_block(item, at, stop);
    lib_spend_bytes(&m->fuel, (size_t)(reached - at));
    if (reached < stop || is_last) return reached;
    at = reached;
  }
}

static inline void nest(Attempt *a) {
  if (a->nesting >= NESTING_MAX) luaL_error(a->matcher->fuel.L, "pattern too complex");
  a->nesting++;
}

static inline void keep_choice(Attempt *a, const uint8_t *at, const uint8_t *low) {
  int nesting = a->nesting;
  nest(a);
  a->choices[a->choice_count++] = (Choice){a->item, at, low, nesting};
}

/* Returns the last place in low...at with the fixed byte that must follow. Skipping the others changes no result. */
static const uint8_t *last_followed_by(Matcher *m, uint8_t byte, const uint8_t *low, const uint8_t *at) {
  if (at == m->end && at-- == low) return NULL;
  const uint8_t *found = memrchr(low, byte, (size_t)(at - low) + 1);
  lib_spend_bytes(&m->fuel, (size_t)(at - (found == NULL ? low : found)));
  return found;
}

/* Sets `at` to itself or the nearest earlier end of a MANY from which the match may continue. */
static inline bool settle_many(Attempt *a, const Item *item, const uint8_t **at, const uint8_t *low) {
  if (item[1].kind != ITEM_BYTE) return true;
  *at = last_followed_by(a->matcher, item[1].byte, low, *at);
  return *at != NULL;
}

static inline bool begin_many(Attempt *a) {
  const Item *item = a->item;
  const uint8_t *at = span(a->matcher, item, a->at);
  const uint8_t *low = a->at + item->byte;
  if (at < low) return false;
  if (at > a->at) {
    if (a->nesting >= NESTING_MAX) nest(a);
    if (!settle_many(a, item, &at, low)) return false;
    if (at > low) keep_choice(a, at, low);
    else nest(a);
  }
  a->at = at;
  a->item++;
  return true;
}

static inline bool again_many(Attempt *a, Choice *choice) {
  const uint8_t *at = choice->at;
  if (at == choice->low) return false;
  at--;
  if (!settle_many(a, choice->item, &at, choice->low)) return false;
  choice->at = a->at = at;
  return true;
}

static inline void begin_few(Attempt *a) {
  if (a->at < a->matcher->end && repeats(a->item, *a->at)) keep_choice(a, a->at, NULL);
  a->item++;
}

/* Lets a FEW consume bytes up to a place with the fixed byte that must follow. */
static const uint8_t *run_up_to(Matcher *m, const Item *item, uint8_t byte, const uint8_t *at) {
  const uint8_t *from = at;
  if (item->single == ITEM_ANY) {
    at = memchr(at, byte, (size_t)(m->end - at));
    lib_spend_bytes(&m->fuel, (size_t)((at == NULL ? m->end : at) - from));
    return at;
  }
  while (at < m->end && *at != byte) {
    if (!repeats(item, *at)) return NULL;
    at++;
    lib_spend(&m->fuel, 1);
  }
  return at < m->end ? at : NULL;
}

static inline bool again_few(Attempt *a, Choice *choice) {
  const uint8_t *at = choice->at;
  if (at >= a->matcher->end || !repeats(choice->item, *at)) return false;
  at++;
  if (choice->item[1].kind == ITEM_BYTE) at = run_up_to(a->matcher, choice->item, choice->item[1].byte, at);
  if (at == NULL) return false;
  choice->at = a->at = at;
  return true;
}

static inline void begin_optional(Attempt *a) {
  if (a->at < a->matcher->end && repeats(a->item, *a->at)) {
    keep_choice(a, a->at, NULL);
    a->at++;
  }
  a->item++;
}

static inline void open_capture(Attempt *a, ptrdiff_t size) {
  nest(a);
  a->matcher->captures[a->item->byte] = (Capture){a->at, size};
  a->item++;
}

static inline void close_capture(Attempt *a) {
  nest(a);
  Capture *capture = &a->matcher->captures[a->item->byte];
  capture->size = a->at - capture->at;
  a->item++;
}

static bool same_again(Attempt *a) {
  const Capture *capture = &a->matcher->captures[a->item->byte];
  if (capture->size < 0 || a->matcher->end - a->at < capture->size) return false;
  lib_spend_bytes(&a->matcher->fuel, (size_t)capture->size);
  if (memcmp(capture->at, a->at, (size_t)capture->size) != 0) return false;
  a->at += capture->size;
  a->item++;
  return true;
}

static bool balanced(Attempt *a) {
  const uint8_t *at = a->at, *end = a->matcher->end;
  const uint8_t open = a->item->byte, close = a->item->other;
  if (at == end || *at != open) return false;
  size_t depth = 1;
  while (++at < end) {
    if (*at == close) {
      if (--depth == 0) break;
    } else if (*at == open) {
      depth++;
    }
    if ((at - a->at) % LIB_FUEL_FULL == 0) lib_spend(&a->matcher->fuel, LIB_FUEL_FULL);
  }
  lib_spend(&a->matcher->fuel, (size_t)(at - a->at) % LIB_FUEL_FULL);
  if (at == end) return false;
  a->at = at + 1;
  a->item++;
  return true;
}

/* Tests a frontier. The subject counts as being between two zero bytes. */
static bool frontier(Attempt *a) {
  const Matcher *m = a->matcher;
  uint8_t before = a->at == m->begin ? 0 : a->at[-1];
  uint8_t after = a->at == m->end ? 0 : *a->at;
  if (byteset_has(a->item->set, before) || !byteset_has(a->item->set, after)) return false;
  a->item++;
  return true;
}

/* Backtracks to the latest choice that has another possibility. */
static bool go_back(Attempt *a) {
  while (a->choice_count > 0) {
    Choice *choice = &a->choices[a->choice_count - 1];
    lib_spend(&a->matcher->fuel, 1);
    a->item = choice->item + 1;
    a->nesting = choice->nesting + 1;
    switch (choice->item->kind) {
      case ITEM_MANY:
        if (again_many(a, choice)) return true;
        break;
      case ITEM_FEW:
        if (again_few(a, choice)) return true;
        break;
      default: /* ITEM_OPTIONAL: nothing but to do without */
        a->at = choice->at;
        a->nesting--;
        a->choice_count--;
        return true;
    }
    a->choice_count--;
  }
  return false;
}

static inline bool take_single(Attempt *a, bool is_accepted) {
  if (!is_accepted) return false;
  a->at++;
  a->item++;
  return true;
}

/* Matches the current item; returns false when it does not match here. */
static inline bool step(Attempt *a) {
  const Item *item = a->item;
  const uint8_t *end = a->matcher->end;
  switch (item->kind) {
    case ITEM_BYTE: return take_single(a, a->at < end && *a->at == item->byte);
    case ITEM_ANY: return take_single(a, a->at < end);
    case ITEM_SET: return take_single(a, a->at < end && byteset_has(item->set, *a->at));
    case ITEM_MANY: return begin_many(a);
    case ITEM_FEW: begin_few(a); return true;
    case ITEM_OPTIONAL: begin_optional(a); return true;
    case ITEM_OPEN: open_capture(a, CAPTURE_IS_OPEN); return true;
    case ITEM_POSITION: open_capture(a, CAPTURE_IS_POSITION); return true;
    case ITEM_CLOSE: close_capture(a); return true;
    case ITEM_SAME_AGAIN: return same_again(a);
    case ITEM_BALANCED: return balanced(a);
    case ITEM_FRONTIER: return frontier(a);
    case ITEM_SUBJECT_END:
      a->item++;
      return a->at == end;
    default: luaL_error(a->matcher->fuel.L, item->fault, item->byte); return false;
  }
}

const uint8_t *lib_match_at(Matcher *matcher, const uint8_t *at) {
  Attempt a;
  a.matcher = matcher;
  a.item = matcher->items;
  a.at = at;
  a.nesting = a.choice_count = 0;
  while (a.item->kind != ITEM_MATCHED) {
    lib_spend(&matcher->fuel, 1);
    if (!step(&a) && !go_back(&a)) return NULL;
  }
  matcher->capture_count = a.item->byte;
  return a.at;
}

/* Returns the item that the first byte of any match must satisfy, or NULL when there is none. */
static const Item *leading_item(const Item *item) {
  while (item->kind == ITEM_OPEN || item->kind == ITEM_POSITION) item++;
  if (item->kind == ITEM_BYTE || item->kind == ITEM_SET || item->kind == ITEM_BALANCED) return item;
  return item->kind == ITEM_MANY && item->byte == 1 ? item : NULL;
}

/* Returns the first place from `at` on where the leading item may match, or NULL. Skipping places where it cannot
 * match changes no result: nothing after it would be tested. */
static const uint8_t *next_beginning(Matcher *m, const Item *lead, const uint8_t *at) {
  bool is_many = lead->kind == ITEM_MANY;
  int kind = is_many ? lead->single : lead->kind;
  uint8_t literal = is_many ? lead->other : lead->byte;
  const uint8_t *from = at;
  if (kind == ITEM_BYTE || kind == ITEM_BALANCED) {
    at = memchr(at, literal, (size_t)(m->end - at));
    lib_spend_bytes(&m->fuel, (size_t)((at == NULL ? m->end : at) - from));
    return at;
  }
  for (; at < m->end; at++) {
    if (accepts(kind, lead, literal, *at)) return at;
    lib_spend(&m->fuel, 1);
  }
  return NULL;
}

const uint8_t *lib_match_search(Matcher *matcher, const uint8_t **at) {
  const Item *lead = leading_item(matcher->items);
  for (const uint8_t *from = *at; from <= matcher->end; from++) {
    if (lead != NULL && (from = next_beginning(matcher, lead, from)) == NULL) return NULL;
    const uint8_t *to = lib_match_at(matcher, from);
    if (to != NULL) {
      *at = from;
      return to;
    }
  }
  return NULL;
}
