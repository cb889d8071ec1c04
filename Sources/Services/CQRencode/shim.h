#pragma once
// libqrencode as Debian's libqrencode-dev installs it, built with threads: its functions may be called from any.
#include <qrencode.h>
