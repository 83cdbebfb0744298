#include "PluginEntry.h"

DREMPEL_PLUGIN("lights", "1.0", 2, 11, drempel_register_lights)
