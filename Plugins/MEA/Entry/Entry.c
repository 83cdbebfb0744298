#include "PluginEntry.h"

DREMPEL_PLUGIN("mea", "1.0", 60, 13, drempel_register_mea)
