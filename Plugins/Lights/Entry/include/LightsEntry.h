// The entry has no declarations: a host finds its two symbols by name.
#pragma once
