#include "../tested.h"

#include "../../CLuaGuard/lib_pattern_translate.c"
