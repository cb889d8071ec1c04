#ifndef LIB_BYTES_H
#define LIB_BYTES_H

#include <stdbool.h>
#include <stdint.h>

/* Sets of bytes, and the classes of bytes that patterns name. The classes are those of the C locale, in whatever
 * locale the host process runs: a plugin must give the same results on every machine. */

typedef struct {
  uint64_t word[4];
} ByteSet;

static inline bool byteset_has(const ByteSet *set, uint8_t byte) {
  return (set->word[byte >> 6] >> (byte & 63)) & 1;
}

static inline void byteset_add(ByteSet *set, uint8_t byte) {
  set->word[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

/// Returns the class that `%` and this letter name in a pattern, or NULL when there is none.
const ByteSet *lib_class_of(uint8_t letter);

static inline bool lib_is_digit(uint8_t byte) {
  return (uint8_t)(byte - '0') < 10;
}

static inline bool lib_is_control(uint8_t byte) {
  return byte < 32 || byte == 127;
}

static inline uint8_t lib_lower(uint8_t byte) {
  return (uint8_t)(byte - 'A') < 26 ? (uint8_t)(byte + ('a' - 'A')) : byte;
}

static inline uint8_t lib_upper(uint8_t byte) {
  return (uint8_t)(byte - 'a') < 26 ? (uint8_t)(byte - ('a' - 'A')) : byte;
}

#endif
