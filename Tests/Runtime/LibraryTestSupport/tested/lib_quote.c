#include "../tested.h"

#include "../../../../Sources/Runtime/CLuaGuard/lib_quote.c"
