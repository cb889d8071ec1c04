#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/library/lib_utf8.c"
