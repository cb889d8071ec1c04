#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_utf8.c"
