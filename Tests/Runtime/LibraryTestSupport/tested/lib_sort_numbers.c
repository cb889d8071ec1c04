#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_sort_numbers.c"
