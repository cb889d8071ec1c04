#include "../tested.h"

#include "../../CLuaGuard/lib_format.c"
