#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_string.c"
