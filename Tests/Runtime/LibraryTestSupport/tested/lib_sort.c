#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/library/lib_sort.c"
