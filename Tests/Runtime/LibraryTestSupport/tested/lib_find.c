#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_find.c"
