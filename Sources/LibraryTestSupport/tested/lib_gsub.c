#include "../tested.h"

#include "../../CLuaGuard/lib_gsub.c"
