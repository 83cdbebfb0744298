#include "PluginEntry.h"

DREMPEL_PLUGIN("ladder", "1.0", 5, 8, drempel_register_ladder)
