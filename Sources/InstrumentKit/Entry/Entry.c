#include "PluginEntry.h"
