#include "../tested.h"

#include "../../CLuaGuard/lib_captures.c"
