#include <stdio.h>
#include <string.h>

#include "lib_bytes.h"
#include "lib_string.h"

enum {
  SPECIFICATION_LENGTH_MAX = 20, /* of flags, width and precision together, as in Lua 5.4 */
  /* The longest number is `%99.99f` of the least double: sign, 309 digits, point and 99 decimals. */
  NUMBER_BYTES_MAX = 512,
  /* From this length on, a text without precision is added unpadded: no width can be larger. */
  WIDTH_LIMIT = 100
};

#define FLAGS_OF_FLOATS "-+ #0"
#define FLAGS_OF_HEX "-#0"
#define FLAGS_OF_INTEGERS "-+ 0"
#define FLAGS_OF_UNSIGNED "-0"
#define FLAGS_OF_TEXT "-"

typedef struct {
  lua_State *L;
  luaL_Buffer out;
  Fuel fuel;
  int argument;
  const char *at, *end; /* the format, behind the conversion */
  /* The current conversion: `%`, flags, width, precision, letter; with space for a length modifier. */
  char text[1 + SPECIFICATION_LENGTH_MAX + 1 + 2 + 1];
  size_t modifiers;
  char letter;
} Formatter;

static void invalid(Formatter *f) {
  luaL_error(f->L, "invalid conversion '%s' to 'format'", f->text);
}

/* Whether a byte is a space, # + - . or a digit. */
static bool is_modifier(char byte) {
  return (uint8_t)byte < 64 && (UINT64_C(0x03FF680900000000) >> (uint8_t)byte & 1) != 0;
}

/* Parses a conversion after its percent sign. */
static void read_conversion(Formatter *f) {
  size_t modifiers = 0;
  while (modifiers <= SPECIFICATION_LENGTH_MAX && is_modifier(f->at[modifiers])) modifiers++;
  if (modifiers > SPECIFICATION_LENGTH_MAX) luaL_error(f->L, "invalid format (too long)");
  f->text[0] = '%';
  memcpy(f->text + 1, f->at, modifiers + 1);
  f->text[modifiers + 2] = '\0';
  f->modifiers = modifiers;
  f->letter = f->at[modifiers];
  f->at += modifiers + 1;
}

static const char *skip_two_digits(const char *at) {
  for (int i = 0; i < 2 && lib_is_digit((uint8_t)*at); i++) at++;
  return at;
}

static void check_modifiers(Formatter *f, const char *flags, bool takes_precision) {
  const char *at = f->text + 1;
  at += strspn(at, flags);
  if (*at != '0') {
    at = skip_two_digits(at);
    if (*at == '.' && takes_precision) at = skip_two_digits(at + 1);
  }
  if (at != f->text + 1 + f->modifiers) luaL_error(f->L, "invalid conversion specification: '%s'", f->text);
}

static void add_padded(Formatter *f, const char *text, size_t length) {
  const char *at = f->text + 1;
  bool is_left = *at == '-';
  at += strspn(at, FLAGS_OF_TEXT);
  size_t width = 0;
  for (; lib_is_digit((uint8_t)*at); at++) width = width * 10 + (size_t)(*at - '0');
  size_t padding = width > length ? width - length : 0;
  char *out = luaL_prepbuffsize(&f->out, length + padding);
  memset(out + (is_left ? length : 0), ' ', padding);
  memcpy(out + (is_left ? 0 : padding), text, length);
  luaL_addsize(&f->out, length + padding);
}

/* Returns the length a text is cut to: the precision, if there is one. */
static size_t cut_length(const Formatter *f, size_t length) {
  const char *at = strchr(f->text, '.');
  if (at == NULL) return length;
  size_t precision = 0;
  for (at++; lib_is_digit((uint8_t)*at); at++) precision = precision * 10 + (size_t)(*at - '0');
  return precision < length ? precision : length;
}

static void add_character(Formatter *f) {
  check_modifiers(f, FLAGS_OF_TEXT, false);
  char byte = (char)luaL_checkinteger(f->L, f->argument);
  add_padded(f, &byte, 1);
}

static void add_text(Formatter *f, const char *text, size_t length) {
  if (f->modifiers > 0) {
    luaL_argcheck(f->L, length == strlen(text), f->argument, "string contains zeros");
    check_modifiers(f, FLAGS_OF_TEXT, true);
  }
  if (f->modifiers > 0 && (length < WIDTH_LIMIT || strchr(f->text, '.') != NULL)) {
    add_padded(f, text, cut_length(f, length));
  } else {
    luaL_addlstring(&f->out, text, length);
  }
  lib_spend_bytes(&f->fuel, length);
}

/* Adds the text of a value that is no string. The text stays on the stack until it is added, and must then be removed.
 * luaL_addlstring may need to put its box on the top, so the text meanwhile replaces the argument. */
static void add_any_text(Formatter *f) {
  size_t length;
  if (lua_type(f->L, f->argument) != LUA_TSTRING) {
    guard_tolstring(f->L, f->argument, NULL);
    lua_replace(f->L, f->argument);
  }
  const char *text = lua_tolstring(f->L, f->argument, &length);
  add_text(f, text, length);
}

static void add_identity(Formatter *f) {
  check_modifiers(f, FLAGS_OF_TEXT, false);
  size_t length;
  lib_push_identity(f->L, f->argument, NULL);
  lua_replace(f->L, f->argument);
  const char *text = lua_tolstring(f->L, f->argument, &length);
  add_padded(f, text, length);
}

static void add_literal(Formatter *f) {
  if (f->modifiers > 0) luaL_error(f->L, "specifier '%%q' cannot have modifiers");
  lib_add_literal(f->L, &f->out, &f->fuel, f->argument);
}

static void add_decimal(Formatter *f, lua_Integer value) {
  char digits[24], *at = digits + sizeof digits;
  lua_Unsigned rest = value < 0 ? 0 - (lua_Unsigned)value : (lua_Unsigned)value;
  do *--at = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (value < 0) *--at = '-';
  luaL_addlstring(&f->out, at, (size_t)(digits + sizeof digits - at));
}

static void insert_length_modifier(Formatter *f) {
  char *letter = f->text + 1 + f->modifiers;
  memcpy(letter, "ll", 2);
  letter[2] = f->letter;
  letter[3] = '\0';
}

static void add_integer(Formatter *f, const char *flags) {
  lua_Integer value = luaL_checkinteger(f->L, f->argument);
  check_modifiers(f, flags, true);
  if (f->modifiers == 0 && (f->letter == 'd' || f->letter == 'i')) {
    add_decimal(f, value);
    return;
  }
  insert_length_modifier(f);
  char *out = luaL_prepbuffsize(&f->out, NUMBER_BYTES_MAX);
  luaL_addsize(&f->out, snprintf(out, NUMBER_BYTES_MAX, f->text, (long long)value));
}

static void add_float(Formatter *f) {
  lua_Number value = luaL_checknumber(f->L, f->argument);
  check_modifiers(f, FLAGS_OF_FLOATS, true);
  char *out = luaL_prepbuffsize(&f->out, NUMBER_BYTES_MAX);
  luaL_addsize(&f->out, snprintf(out, NUMBER_BYTES_MAX, f->text, value));
}

static void add_hexadecimal_float(Formatter *f) {
  check_modifiers(f, FLAGS_OF_FLOATS, true);
  add_float(f);
}

static void add_conversion(Formatter *f) {
  switch (f->letter) {
    case 'c': add_character(f); break;
    case 'd':
    case 'i': add_integer(f, FLAGS_OF_INTEGERS); break;
    case 'u': add_integer(f, FLAGS_OF_UNSIGNED); break;
    case 'o':
    case 'x':
    case 'X': add_integer(f, FLAGS_OF_HEX); break;
    case 'a':
    case 'A': add_hexadecimal_float(f); break;
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G': add_float(f); break;
    case 'p': add_identity(f); break;
    case 'q': add_literal(f); break;
    case 's': add_any_text(f); break;
    default: invalid(f);
  }
}

static void add_next(Formatter *f, int top) {
  if (f->at < f->end && *f->at == '%') {
    luaL_addchar(&f->out, *f->at++);
    return;
  }
  if (++f->argument > top) luaL_argerror(f->L, f->argument, "no value");
  read_conversion(f);
  add_conversion(f);
}

int lib_string_format(lua_State *L) {
  Formatter f;
  size_t length;
  int top = lua_gettop(L);
  f.L = L;
  f.argument = 1;
  f.at = luaL_checklstring(L, 1, &length);
  f.end = f.at + length;
  f.fuel = lib_fuel(L);
  luaL_buffinit(L, &f.out);
  while (f.at < f.end) {
    const char *percent = memchr(f.at, '%', (size_t)(f.end - f.at));
    const char *stop = percent == NULL ? f.end : percent;
    luaL_addlstring(&f.out, f.at, (size_t)(stop - f.at));
    lib_spend(&f.fuel, 8);
    f.at = stop + (percent != NULL);
    if (percent != NULL) add_next(&f, top);
  }
  luaL_pushresult(&f.out);
  return 1;
}
