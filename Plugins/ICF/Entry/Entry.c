#include "PluginEntry.h"

DREMPEL_PLUGIN("icf", "1.0", 12, 9, drempel_register_icf)
