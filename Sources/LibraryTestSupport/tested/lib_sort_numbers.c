#include "../tested.h"

#include "../../CLuaGuard/lib_sort_numbers.c"
