#include "../tested.h"

#include "../../CLuaGuard/lib_utf8.c"
