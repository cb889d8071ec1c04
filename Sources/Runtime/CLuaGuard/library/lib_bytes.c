#include "lib_bytes.h"

#include <stddef.h>

/* Each class is given by its ASCII half; bytes beyond ASCII belong to no class, and to every complement. */
#define CLASS(low, high) {{UINT64_C(low), UINT64_C(high), 0, 0}}
#define OTHERS(low, high) {{~UINT64_C(low), ~UINT64_C(high), ~UINT64_C(0), ~UINT64_C(0)}}

#define LETTERS_AND_OTHERS(lower, upper, low, high) \
  [lower - 'A'] = CLASS(low, high), [upper - 'A'] = OTHERS(low, high)

static const ByteSet classes[] = {
    LETTERS_AND_OTHERS('a', 'A', 0x0000000000000000, 0x07FFFFFE07FFFFFE),  /* letters */
    LETTERS_AND_OTHERS('c', 'C', 0x00000000FFFFFFFF, 0x8000000000000000),  /* control bytes */
    LETTERS_AND_OTHERS('d', 'D', 0x03FF000000000000, 0x0000000000000000),  /* decimal digits */
    LETTERS_AND_OTHERS('g', 'G', 0xFFFFFFFE00000000, 0x7FFFFFFFFFFFFFFF),  /* printable but the space */
    LETTERS_AND_OTHERS('l', 'L', 0x0000000000000000, 0x07FFFFFE00000000),  /* lower case */
    LETTERS_AND_OTHERS('p', 'P', 0xFC00FFFE00000000, 0x78000001F8000001),  /* punctuation */
    LETTERS_AND_OTHERS('s', 'S', 0x0000000100003E00, 0x0000000000000000),  /* white space */
    LETTERS_AND_OTHERS('u', 'U', 0x0000000000000000, 0x0000000007FFFFFE),  /* upper case */
    LETTERS_AND_OTHERS('w', 'W', 0x03FF000000000000, 0x07FFFFFE07FFFFFE),  /* letters and digits */
    LETTERS_AND_OTHERS('x', 'X', 0x03FF000000000000, 0x0000007E0000007E),  /* hexadecimal digits */
    LETTERS_AND_OTHERS('z', 'Z', 0x0000000000000001, 0x0000000000000000),  /* the zero byte; deprecated, still known */
};

/* The letters that name a class, the indexes of the table above. */
static const ByteSet letters_of_classes = CLASS(0x0000000000000000, 0x05A9109A05A9109A);

const ByteSet *lib_class_of(uint8_t letter) {
  return byteset_has(&letters_of_classes, letter) ? &classes[letter - 'A'] : NULL;
}
