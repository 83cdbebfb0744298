#include "PluginEntry.h"

DREMPEL_PLUGIN("mpsa", "2011.7", 36, 26, drempel_register_mpsa)
