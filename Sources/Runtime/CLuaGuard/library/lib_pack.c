#include <stddef.h>
#include <string.h>

#include "lib_bytes.h"
#include "lib_string.h"

/* string.pack, packsize and unpack: binary layouts described by a format. */

typedef enum {
  PACK_SIGNED,
  PACK_UNSIGNED,
  PACK_FLOAT,
  PACK_DOUBLE,
  PACK_CHARS,      /* c: a fixed count of bytes */
  PACK_COUNTED,    /* s: a length, then the bytes */
  PACK_TERMINATED, /* z: the bytes, then a zero */
  PACK_PADDING,    /* x: one byte of padding */
  PACK_ALIGNMENT,  /* X: padding up to the alignment of the next option */
  PACK_NOTHING     /* a space or a setting */
} PackKind;

enum { PACK_INTEGER_BYTES_MAX = 16, PACK_NATIVE_ALIGNMENT = _Alignof(max_align_t) < 8 ? _Alignof(max_align_t) : 8 };

typedef struct {
  lua_State *L;
  Fuel fuel;
  const char *at; /* the format; Lua ends it with a zero */
  bool is_little;
  size_t alignment_max;
} Layout;

typedef struct {
  PackKind kind;
  size_t size;    /* in bytes; of a counted string, of its length */
  size_t padding; /* before it, in bytes */
} Field;

static bool is_little_endian(void) {
  const union {
    int number;
    char bytes[sizeof(int)];
  } probe = {1};
  return probe.bytes[0] == 1;
}

static Layout layout_of(lua_State *L, const char *format) {
  return (Layout){.L = L, .fuel = lib_fuel(L), .at = format, .is_little = is_little_endian(), .alignment_max = 1};
}

/* Parses a decimal number, if there is one. A digit that would exceed an int is not read, and is no valid option then. */
static bool read_number(Layout *l, size_t *number) {
  if (!lib_is_digit((uint8_t)*l->at)) return false;
  size_t value = 0;
  do value = value * 10 + (size_t)(*l->at++ - '0');
  while (lib_is_digit((uint8_t)*l->at) && value <= (LIB_STRING_BYTES_MAX - 9) / 10);
  *number = value;
  return true;
}

static size_t read_integer_size(Layout *l, size_t otherwise) {
  size_t size = otherwise;
  read_number(l, &size);
  if (size == 0 || size > PACK_INTEGER_BYTES_MAX) {
    luaL_error(l->L, "integral size (%d) out of limits [1,%d]", (int)size, PACK_INTEGER_BYTES_MAX);
  }
  return size;
}

static Field chars_field(Layout *l) {
  Field field = {PACK_CHARS, 0, 0};
  if (!read_number(l, &field.size)) luaL_error(l->L, "missing size for format option 'c'");
  return field;
}

/* Applies an option that describes no bytes. */
static Field setting(Layout *l, char option) {
  switch (option) {
    case ' ': break;
    case '<': l->is_little = true; break;
    case '>': l->is_little = false; break;
    case '=': l->is_little = is_little_endian(); break;
    case '!': l->alignment_max = read_integer_size(l, PACK_NATIVE_ALIGNMENT); break;
    default: luaL_error(l->L, "invalid format option '%c'", option);
  }
  return (Field){PACK_NOTHING, 0, 0};
}

static Field read_option(Layout *l) {
  char option = *l->at++;
  switch (option) {
    case 'b': return (Field){PACK_SIGNED, sizeof(char), 0};
    case 'B': return (Field){PACK_UNSIGNED, sizeof(char), 0};
    case 'h': return (Field){PACK_SIGNED, sizeof(short), 0};
    case 'H': return (Field){PACK_UNSIGNED, sizeof(short), 0};
    case 'i': return (Field){PACK_SIGNED, read_integer_size(l, sizeof(int)), 0};
    case 'I': return (Field){PACK_UNSIGNED, read_integer_size(l, sizeof(int)), 0};
    case 'l': return (Field){PACK_SIGNED, sizeof(long), 0};
    case 'L': return (Field){PACK_UNSIGNED, sizeof(long), 0};
    case 'j': return (Field){PACK_SIGNED, sizeof(lua_Integer), 0};
    case 'J': return (Field){PACK_UNSIGNED, sizeof(lua_Integer), 0};
    case 'T': return (Field){PACK_UNSIGNED, sizeof(size_t), 0};
    case 'f': return (Field){PACK_FLOAT, sizeof(float), 0};
    case 'n':
    case 'd': return (Field){PACK_DOUBLE, sizeof(double), 0};
    case 's': return (Field){PACK_COUNTED, read_integer_size(l, sizeof(size_t)), 0};
    case 'c': return chars_field(l);
    case 'z': return (Field){PACK_TERMINATED, 0, 0};
    case 'x': return (Field){PACK_PADDING, 1, 0};
    case 'X': return (Field){PACK_ALIGNMENT, 0, 0};
    default: return setting(l, option);
  }
}

static size_t alignment_of(Layout *l, const Field *field) {
  if (field->kind != PACK_ALIGNMENT) return field->kind == PACK_CHARS ? 0 : field->size;
  Field next = {PACK_CHARS, 0, 0};
  if (*l->at != '\0') next = read_option(l);
  if (next.kind == PACK_CHARS || next.size == 0) luaL_argerror(l->L, 1, "invalid next option for option 'X'");
  return next.size;
}

/* Parses the next option; `offset` is the number of bytes before it. */
static Field read_field(Layout *l, size_t offset) {
  lib_spend(&l->fuel, 4);
  Field field = read_option(l);
  size_t alignment = alignment_of(l, &field);
  if (alignment <= 1) return field;
  if (alignment > l->alignment_max) alignment = l->alignment_max;
  if ((alignment & (alignment - 1)) != 0) luaL_argerror(l->L, 1, "format asks for alignment not power of 2");
  field.padding = (alignment - (offset & (alignment - 1))) & (alignment - 1);
  return field;
}

static void swap_if(bool is_swapped, uint8_t *bytes, size_t size) {
  for (size_t i = 0; is_swapped && i < size / 2; i++) {
    uint8_t byte = bytes[i];
    bytes[i] = bytes[size - 1 - i];
    bytes[size - 1 - i] = byte;
  }
}

static void add_integer(const Layout *l, luaL_Buffer *out, lua_Unsigned value, size_t size, bool is_negative) {
  uint8_t bytes[PACK_INTEGER_BYTES_MAX];
  for (size_t i = 0; i < size; i++) {
    bytes[i] = i < sizeof value ? (uint8_t)(value >> (8 * i)) : is_negative ? UINT8_MAX : 0;
  }
  swap_if(!l->is_little, bytes, size);
  luaL_addlstring(out, (const char *)bytes, size);
}

/* Adds zeros in pieces, so that a padding of gigabytes reaches the memory limit or the kill flag on the way. */
static void add_zeros(Layout *l, luaL_Buffer *out, size_t count) {
  while (count > 0) {
    size_t piece = count < LIB_BLOCK_BYTES ? count : LIB_BLOCK_BYTES;
    memset(luaL_prepbuffsize(out, piece), 0, piece);
    luaL_addsize(out, piece);
    lib_spend_bytes(&l->fuel, piece);
    count -= piece;
  }
}

static void pack_signed(Layout *l, luaL_Buffer *out, size_t size, int argument) {
  lua_Integer value = luaL_checkinteger(l->L, argument);
  if (size < sizeof value) {
    lua_Integer limit = (lua_Integer)1 << (size * 8 - 1);
    luaL_argcheck(l->L, -limit <= value && value < limit, argument, "integer overflow");
  }
  add_integer(l, out, (lua_Unsigned)value, size, value < 0);
}

static void pack_unsigned(Layout *l, luaL_Buffer *out, size_t size, int argument) {
  lua_Unsigned value = (lua_Unsigned)luaL_checkinteger(l->L, argument);
  if (size < sizeof value) luaL_argcheck(l->L, value >> (size * 8) == 0, argument, "unsigned overflow");
  add_integer(l, out, value, size, false);
}

static void pack_float(const Layout *l, luaL_Buffer *out, const Field *field, int argument) {
  uint8_t bytes[sizeof(double)];
  double wide = luaL_checknumber(l->L, argument);
  float narrow = (float)wide;
  memcpy(bytes, field->kind == PACK_FLOAT ? (const void *)&narrow : &wide, field->size);
  swap_if(l->is_little != is_little_endian(), bytes, field->size);
  luaL_addlstring(out, (const char *)bytes, field->size);
}

static void pack_chars(Layout *l, luaL_Buffer *out, size_t size, int argument) {
  size_t length;
  const char *text = luaL_checklstring(l->L, argument, &length);
  luaL_argcheck(l->L, length <= size, argument, "string longer than given size");
  luaL_addlstring(out, text, length);
  add_zeros(l, out, size - length);
}

static size_t pack_counted(Layout *l, luaL_Buffer *out, size_t size, int argument) {
  size_t length;
  const char *text = luaL_checklstring(l->L, argument, &length);
  bool fits = size >= sizeof length || length >> (size * 8) == 0;
  luaL_argcheck(l->L, fits, argument, "string length does not fit in given size");
  add_integer(l, out, length, size, false);
  luaL_addlstring(out, text, length);
  lib_spend_bytes(&l->fuel, length);
  return length;
}

static size_t pack_terminated(Layout *l, luaL_Buffer *out, int argument) {
  size_t length;
  const char *text = luaL_checklstring(l->L, argument, &length);
  luaL_argcheck(l->L, strlen(text) == length, argument, "string contains zeros");
  luaL_addlstring(out, text, length + 1);
  lib_spend_bytes(&l->fuel, length);
  return length + 1;
}

/* Adds one value; returns the number of bytes beyond the field's own size. */
static size_t pack_value(Layout *l, luaL_Buffer *out, const Field *field, int argument) {
  switch (field->kind) {
    case PACK_SIGNED: pack_signed(l, out, field->size, argument); return 0;
    case PACK_UNSIGNED: pack_unsigned(l, out, field->size, argument); return 0;
    case PACK_FLOAT:
    case PACK_DOUBLE: pack_float(l, out, field, argument); return 0;
    case PACK_CHARS: pack_chars(l, out, field->size, argument); return 0;
    case PACK_COUNTED: return pack_counted(l, out, field->size, argument);
    default: return pack_terminated(l, out, argument);
  }
}

int lib_string_pack(lua_State *L) {
  Layout l = layout_of(L, luaL_checkstring(L, 1));
  /* A missing argument must not be confused with the buffer's value on the stack. */
  lua_pushnil(L);
  luaL_Buffer out;
  luaL_buffinit(L, &out);
  size_t total = 0;
  for (int argument = 1; *l.at != '\0';) {
    Field field = read_field(&l, total);
    add_zeros(&l, &out, field.padding);
    total += field.padding + field.size;
    if (field.kind == PACK_PADDING) add_zeros(&l, &out, field.size);
    else if (field.kind < PACK_PADDING) total += pack_value(&l, &out, &field, ++argument);
  }
  luaL_pushresult(&out);
  return 1;
}

int lib_string_packsize(lua_State *L) {
  Layout l = layout_of(L, luaL_checkstring(L, 1));
  size_t total = 0;
  while (*l.at != '\0') {
    Field field = read_field(&l, total);
    luaL_argcheck(L, field.kind != PACK_COUNTED && field.kind != PACK_TERMINATED, 1, "variable-length format");
    size_t size = field.size + field.padding;
    luaL_argcheck(L, total <= LIB_STRING_BYTES_MAX - size, 1, "format result too large");
    total += size;
  }
  lua_pushinteger(L, (lua_Integer)total);
  return 1;
}

/* The data to unpack, and the position of the next byte. */
typedef struct {
  const uint8_t *bytes;
  size_t length, at;
} Source;

static lua_Unsigned read_integer(const Layout *l, const uint8_t *in, size_t size, bool is_signed) {
  uint8_t bytes[PACK_INTEGER_BYTES_MAX];
  memcpy(bytes, in, size);
  swap_if(!l->is_little, bytes, size);
  lua_Unsigned value = 0;
  size_t used = size < sizeof value ? size : sizeof value;
  for (size_t i = 0; i < used; i++) value |= (lua_Unsigned)bytes[i] << (8 * i);
  if (used < sizeof value && is_signed) {
    lua_Unsigned sign = (lua_Unsigned)1 << (used * 8 - 1);
    value = (value ^ sign) - sign;
  }
  uint8_t expected = is_signed && (lua_Integer)value < 0 ? UINT8_MAX : 0;
  for (size_t i = used; i < size; i++) {
    if (bytes[i] != expected) luaL_error(l->L, "%d-byte integer does not fit into Lua Integer", (int)size);
  }
  return value;
}

static void push_float(const Layout *l, const uint8_t *in, const Field *field) {
  uint8_t bytes[sizeof(double)];
  memcpy(bytes, in, field->size);
  swap_if(l->is_little != is_little_endian(), bytes, field->size);
  float narrow;
  double wide;
  memcpy(field->kind == PACK_FLOAT ? (void *)&narrow : &wide, bytes, field->size);
  lua_pushnumber(l->L, field->kind == PACK_FLOAT ? (lua_Number)narrow : wide);
}

static void push_counted(Layout *l, Source *source, size_t size) {
  const uint8_t *in = source->bytes + source->at;
  size_t length = (size_t)read_integer(l, in, size, false);
  luaL_argcheck(l->L, length <= source->length - source->at - size, 2, "data string too short");
  lua_pushlstring(l->L, (const char *)in + size, length);
  lib_spend_bytes(&l->fuel, length);
  source->at += length;
}

static void push_terminated(Layout *l, Source *source) {
  const uint8_t *in = source->bytes + source->at;
  const uint8_t *zero = memchr(in, 0, source->length - source->at);
  luaL_argcheck(l->L, zero != NULL, 2, "unfinished string for format 'z'");
  size_t length = (size_t)(zero - in);
  lua_pushlstring(l->L, (const char *)in, length);
  lib_spend_bytes(&l->fuel, length);
  source->at += length + 1;
}

static void push_value(Layout *l, Source *source, const Field *field) {
  const uint8_t *in = source->bytes + source->at;
  switch (field->kind) {
    case PACK_SIGNED:
    case PACK_UNSIGNED: {
      bool is_signed = field->kind == PACK_SIGNED;
      lua_pushinteger(l->L, (lua_Integer)read_integer(l, in, field->size, is_signed));
      break;
    }
    case PACK_FLOAT:
    case PACK_DOUBLE: push_float(l, in, field); break;
    case PACK_CHARS: lua_pushlstring(l->L, (const char *)in, field->size); break;
    case PACK_COUNTED: push_counted(l, source, field->size); break;
    default: push_terminated(l, source);
  }
}

int lib_string_unpack(lua_State *L) {
  Layout l = layout_of(L, luaL_checkstring(L, 1));
  Source source;
  source.bytes = lib_check_bytes(L, 2, &source.length);
  source.at = lib_begin_offset(luaL_optinteger(L, 3, 1), source.length);
  luaL_argcheck(L, source.at <= source.length, 3, "initial position out of string");
  int count = 0;
  while (*l.at != '\0') {
    Field field = read_field(&l, source.at);
    bool fits = field.padding + field.size <= source.length - source.at;
    luaL_argcheck(L, fits, 2, "data string too short");
    source.at += field.padding;
    if (field.kind < PACK_PADDING) {
      luaL_checkstack(L, 2, "too many results");
      push_value(&l, &source, &field);
      count++;
    }
    source.at += field.size;
  }
  lua_pushinteger(L, (lua_Integer)source.at + 1);
  return count + 1;
}
