#include "PluginEntry.h"

DREMPEL_PLUGIN("spb", "1.0", 14, 7, drempel_register_spb)
