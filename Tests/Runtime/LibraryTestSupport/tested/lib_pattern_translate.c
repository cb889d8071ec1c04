#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_pattern_translate.c"
