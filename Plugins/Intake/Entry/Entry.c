#include "PluginEntry.h"

DREMPEL_PLUGIN("intake", "2012.1", 124, 34, drempel_register_intake)
