#include "../tested.h"

#include "../../CLuaGuard/lib_quote.c"
