/* os.time, os.date, os.clock and os.difftime on the host's clock. The time zone is UTC: a replayed invocation gives
 * the same result on every machine, and reveals nothing about it. */
#define _GNU_SOURCE
#include <string.h>
#include <time.h>
#include "guard_state.h"
#include "library/lib_poll.h"

static double host_clock(lua_State *L, int kind) {
  guard_state *g = guard_of(L);
  g->pinned++;
  double seconds = g->clock(g->clock_context, kind);
  g->pinned--;
  return seconds;
}

static int library_clock(lua_State *L) {
  lua_pushnumber(L, host_clock(L, 1));
  return 1;
}

static int library_difftime(lua_State *L) {
  lua_Integer to = luaL_checkinteger(L, 1), from = luaL_checkinteger(L, 2);
  lua_pushnumber(L, difftime((time_t)to, (time_t)from)); /* their difference need not fit an integer */
  return 1;
}

static void set_field(lua_State *L, const char *key, lua_Integer value) {
  lua_pushinteger(L, value);
  lua_setfield(L, -2, key);
}

static void set_all(lua_State *L, const struct tm *time) {
  set_field(L, "year", (lua_Integer)time->tm_year + 1900);
  set_field(L, "month", time->tm_mon + 1);
  set_field(L, "day", time->tm_mday);
  set_field(L, "hour", time->tm_hour);
  set_field(L, "min", time->tm_min);
  set_field(L, "sec", time->tm_sec);
  set_field(L, "yday", time->tm_yday + 1);
  set_field(L, "wday", time->tm_wday + 1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "isdst");
}

/* Reads a field of a date table; a negative `absent` makes it required. `offset` is the origin of the field in struct
 * tm. */
static int get_field(lua_State *L, const char *key, int absent, int offset) {
  int is_integer;
  int type = lua_getfield(L, -1, key);
  lua_Integer value = lua_tointegerx(L, -1, &is_integer);
  if (!is_integer) {
    if (type != LUA_TNIL) return luaL_error(L, "field '%s' is not an integer", key);
    if (absent < 0) return luaL_error(L, "field '%s' missing in date table", key);
    value = absent;
  } else {
    int fits = value >= 0 ? value - offset <= 0x7fffffff : value >= -0x7fffffff - 1 + (lua_Integer)offset;
    if (!fits) return luaL_error(L, "field '%s' is out-of-bound", key);
    value -= offset;
  }
  lua_pop(L, 1);
  return (int)value;
}

static void read_date(lua_State *L, struct tm *time) {
  memset(time, 0, sizeof *time);
  time->tm_year = get_field(L, "year", -1, 1900);
  time->tm_mon = get_field(L, "month", -1, 1);
  time->tm_mday = get_field(L, "day", -1, 0);
  time->tm_hour = get_field(L, "hour", 12, 0);
  time->tm_min = get_field(L, "min", 0, 0);
  time->tm_sec = get_field(L, "sec", 0, 0);
}

/* Pinned, since libc's calendar functions take locks, which a jump would leave locked. */
static time_t pinned_timegm(lua_State *L, struct tm *time) {
  guard_state *g = guard_of(L);
  g->pinned++;
  time_t moment = timegm(time);
  g->pinned--;
  return moment;
}

static int library_time(lua_State *L) {
  if (lua_isnoneornil(L, 1)) {
    lua_pushinteger(L, (lua_Integer)host_clock(L, 0));
    return 1;
  }
  struct tm time;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  read_date(L, &time);
  time_t moment = pinned_timegm(L, &time);
  if (moment == (time_t)-1 && time.tm_year != 69)
    return luaL_error(L, "time result cannot be represented in this installation");
  set_all(L, &time);
  lua_pushinteger(L, (lua_Integer)moment);
  return 1;
}

/* Returns the length of a C99 conversion specifier after '%'; raises for others. */
static size_t specifier_length(lua_State *L, const char *at, const char *end) {
  static const char plain[] = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
  size_t left = (size_t)(end - at);
  if (left >= 1 && *at != '\0' && strchr(plain, *at) != NULL) return 1;
  if (left >= 2 && *at == 'E' && at[1] != '\0' && strchr("cCxXyY", at[1]) != NULL) return 2;
  if (left >= 2 && *at == 'O' && at[1] != '\0' && strchr("deHImMSuUVwWy", at[1]) != NULL) return 2;
  luaL_argerror(L, 1, lua_pushfstring(L, "invalid conversion specifier '%%%s'", at));
  return 0;
}

static void add_conversion(lua_State *L, luaL_Buffer *out, const char *at, size_t length, const struct tm *time) {
  char specifier[4] = {'%'};
  char text[250];
  memcpy(specifier + 1, at, length);
  guard_state *g = guard_of(L);
  g->pinned++;
  size_t size = strftime(text, sizeof text, specifier, time);
  g->pinned--;
  luaL_addlstring(out, text, size);
}

/* Approximate cost of strftime, in steps of a few nanoseconds. */
enum { CONVERSION_FUEL = 64 };

static int format_date(lua_State *L, const char *format, size_t length, const struct tm *time) {
  luaL_Buffer out;
  const char *end = format + length;
  Fuel fuel = lib_fuel(L);
  luaL_buffinit(L, &out);
  for (const char *at = format; at < end; at++) {
    lib_spend(&fuel, 1);
    if (*at != '%') {
      luaL_addchar(&out, *at);
      continue;
    }
    lib_spend(&fuel, CONVERSION_FUEL);
    size_t taken = specifier_length(L, at + 1, end);
    add_conversion(L, &out, at + 1, taken, time);
    at += taken;
  }
  luaL_pushresult(&out);
  return 1;
}

static int library_date(lua_State *L) {
  size_t length;
  const char *format = luaL_optlstring(L, 1, "%c", &length);
  time_t moment = (time_t)(lua_isnoneornil(L, 2) ? (lua_Integer)host_clock(L, 0) : luaL_checkinteger(L, 2));
  struct tm time;
  if (*format == '!') format++, length--;
  if (gmtime_r(&moment, &time) == NULL)
    return luaL_error(L, "date result cannot be represented in this installation");
  if (strcmp(format, "*t") != 0) return format_date(L, format, length, &time);
  lua_createtable(L, 0, 9);
  set_all(L, &time);
  return 1;
}

void guard_open_os(lua_State *L) {
  static const luaL_Reg functions[] = {{"clock", library_clock},
                                       {"date", library_date},
                                       {"difftime", library_difftime},
                                       {"time", library_time},
                                       {NULL, NULL}};
  luaL_newlib(L, functions);
  guard_register_library(L, LUA_OSLIBNAME);
  lua_setglobal(L, "os");
}
