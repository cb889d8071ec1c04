#include "../tested.h"

#include "../../CLuaGuard/lib_sort.c"
