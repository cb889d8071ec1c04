#include <lauxlib.h>
#include <string.h>

#include "lib_pattern.h"

typedef struct {
  Fuel *fuel;
  const uint8_t *at, *end;
  ByteSet *next_set;
  int captures;
  bool is_open[PATTERN_CAPTURES_MAX];
} Translator;

static Item fault(const char *message, int number) {
  return (Item){.kind = ITEM_FAULT, .byte = (uint8_t)number, .fault = message};
}

/* Returns the bracket that closes the set whose first element is at `at`, or NULL. The first element is never the
 * bracket. */
static const uint8_t *end_of_set(Fuel *fuel, const uint8_t *at, const uint8_t *end) {
  const uint8_t *first = at;
  for (; at < end; at++) {
    lib_spend(fuel, 1);
    if (*at == ']' && at > first) return at;
    if (*at == '%' && at + 1 < end) at++;
  }
  return NULL;
}

static void add_range(ByteSet *set, uint8_t low, uint8_t high) {
  if (low > high) return;
  int first = low >> 6, last = high >> 6;
  for (int i = first; i <= last; i++) {
    uint64_t from = i == first ? ~UINT64_C(0) << (low & 63) : ~UINT64_C(0);
    uint64_t to = i == last ? ~UINT64_C(0) >> (63 - (high & 63)) : ~UINT64_C(0);
    set->word[i] |= from & to;
  }
}

static void add_class(ByteSet *set, uint8_t letter) {
  const ByteSet *class = lib_class_of(letter);
  if (class == NULL) {
    byteset_add(set, letter);
    return;
  }
  for (int i = 0; i < 4; i++) set->word[i] |= class->word[i];
}

static void fill_set(Fuel *fuel, ByteSet *set, const uint8_t *at, const uint8_t *close) {
  while (at < close) {
    lib_spend(fuel, 1);
    if (*at == '%' && at + 1 < close) {
      add_class(set, at[1]);
      at += 2;
    } else if (close - at > 2 && at[1] == '-') {
      add_range(set, at[0], at[2]);
      at += 3;
    } else {
      byteset_add(set, *at++);
    }
  }
}

static void invert(ByteSet *set) {
  for (int i = 0; i < 4; i++) set->word[i] = ~set->word[i];
}

/* Parses a set after its opening bracket. */
static Item read_set(Translator *t) {
  const uint8_t *first = t->at;
  bool is_negated = first < t->end && *first == '^';
  first += is_negated;
  const uint8_t *close = end_of_set(t->fuel, first, t->end);
  if (close == NULL) return fault("malformed pattern (missing ']')", 0);
  ByteSet *set = t->next_set++;
  memset(set, 0, sizeof *set);
  fill_set(t->fuel, set, first, close);
  if (is_negated) invert(set);
  t->at = close + 1;
  return (Item){.kind = ITEM_SET, .set = set};
}

static Item read_single(Translator *t) {
  uint8_t byte = *t->at++;
  if (byte == '.') return (Item){.kind = ITEM_ANY};
  if (byte == '[') return read_set(t);
  if (byte != '%') return (Item){.kind = ITEM_BYTE, .byte = byte};
  if (t->at == t->end) return fault("malformed pattern (ends with '%%')", 0);
  byte = *t->at++;
  const ByteSet *class = lib_class_of(byte);
  if (class != NULL) return (Item){.kind = ITEM_SET, .set = class};
  return (Item){.kind = ITEM_BYTE, .byte = byte};
}

static Item with_suffix(Item single, ItemKind kind, int least) {
  Item item = {.kind = (uint8_t)kind, .single = single.kind, .byte = (uint8_t)least, .other = single.byte};
  item.set = single.set;
  return item;
}

static Item read_single_and_suffix(Translator *t) {
  Item single = read_single(t);
  if (single.kind == ITEM_FAULT || t->at == t->end) return single;
  switch (*t->at) {
    case '*': t->at++; return with_suffix(single, ITEM_MANY, 0);
    case '+': t->at++; return with_suffix(single, ITEM_MANY, 1);
    case '-': t->at++; return with_suffix(single, ITEM_FEW, 0);
    case '?': t->at++; return with_suffix(single, ITEM_OPTIONAL, 0);
    default: return single;
  }
}

static Item read_opening(Translator *t) {
  t->at++;
  bool is_position = t->at < t->end && *t->at == ')';
  t->at += is_position;
  if (t->captures == PATTERN_CAPTURES_MAX) return fault("too many captures", 0);
  t->is_open[t->captures] = !is_position;
  uint8_t number = (uint8_t)t->captures++;
  return (Item){.kind = is_position ? ITEM_POSITION : ITEM_OPEN, .byte = number};
}

static Item read_closing(Translator *t) {
  t->at++;
  int number = t->captures - 1;
  while (number >= 0 && !t->is_open[number]) number--;
  if (number < 0) return fault("invalid pattern capture", 0);
  t->is_open[number] = false;
  return (Item){.kind = ITEM_CLOSE, .byte = (uint8_t)number};
}

static Item read_same_again(Translator *t) {
  int number = t->at[1] - '0';
  t->at += 2;
  if (number == 0 || number > t->captures || t->is_open[number - 1]) return fault("invalid capture index %%%d", number);
  return (Item){.kind = ITEM_SAME_AGAIN, .byte = (uint8_t)(number - 1)};
}

static Item read_balanced(Translator *t) {
  if (t->end - t->at < 4) return fault("malformed pattern (missing arguments to '%%b')", 0);
  Item item = {.kind = ITEM_BALANCED, .byte = t->at[2], .other = t->at[3]};
  t->at += 4;
  return item;
}

static Item read_frontier(Translator *t) {
  t->at += 2;
  if (t->at == t->end || *t->at != '[') return fault("missing '[' after '%%f' in pattern", 0);
  t->at++;
  Item item = read_set(t);
  if (item.kind == ITEM_SET) item.kind = ITEM_FRONTIER;
  return item;
}

static Item read_escape(Translator *t) {
  uint8_t letter = t->at + 1 < t->end ? t->at[1] : 0;
  if (letter == 'b') return read_balanced(t);
  if (letter == 'f') return read_frontier(t);
  if (lib_is_digit(letter)) return read_same_again(t);
  return read_single_and_suffix(t);
}

static Item read_item(Translator *t) {
  switch (*t->at) {
    case '(': return read_opening(t);
    case ')': return read_closing(t);
    case '%': return read_escape(t);
    case '$':
      if (t->at + 1 < t->end) return read_single_and_suffix(t);
      t->at++;
      return (Item){.kind = ITEM_SUBJECT_END};
    default: return read_single_and_suffix(t);
  }
}

static size_t sets_max(size_t length) {
  return length / 3; /* the shortest set is `[x]` */
}

size_t lib_pattern_size(size_t length) {
  return (length + 1) * sizeof(Item) + sets_max(length) * sizeof(ByteSet);
}

static const Item *translate(Fuel *fuel, const uint8_t *pattern, size_t length, Item *items, ByteSet *sets) {
  Translator t = {.fuel = fuel, .at = pattern, .end = pattern + length, .next_set = sets};
  Item *item = items;
  while (t.at < t.end) {
    *item = read_item(&t);
    if (item->kind == ITEM_FAULT) return items;
    item++;
    lib_spend(fuel, 1);
  }
  item->kind = ITEM_MATCHED;
  item->byte = (uint8_t)t.captures;
  return items;
}

const Item *lib_pattern_translate(Fuel *fuel, const uint8_t *pattern, size_t length, void *memory) {
  Item *items = memory;
  return translate(fuel, pattern, length, items, (ByteSet *)(items + length + 1));
}

const Item *lib_pattern_prepare(Fuel *fuel, const uint8_t *pattern, size_t length, PatternRoom *room) {
  if (length <= PATTERN_INLINE_LENGTH) {
    lua_pushnil(fuel->L);
    return translate(fuel, pattern, length, room->items, room->sets);
  }
  /* A pattern can be as long as any string: refuse it before the size overflows or a useless allocation. */
  if (length > SIZE_MAX / (2 * sizeof(ByteSet))) luaL_error(fuel->L, "pattern too complex");
  return lib_pattern_translate(fuel, pattern, length, lua_newuserdatauv(fuel->L, lib_pattern_size(length), 0));
}
