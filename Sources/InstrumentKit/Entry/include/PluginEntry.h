// What a plugin must show before anything of it is run: see the decision on plugins in ARCHITECTURE.
#pragma once

#define DREMPEL_KIT_VERSION "1.3"

#ifndef DREMPEL_SWIFT_VERSION
#define DREMPEL_SWIFT_VERSION "unknown"
#endif

// The manifest lies in an ELF section of its own, so that it is read without loading the file.
// `register_symbol` is the plugin's own Swift function (@c), unique to it, which receives the
// registrar; items and measures are the numbers that the instrument declares.
#define DREMPEL_PLUGIN(plugin_id, plugin_version, items, measures, register_symbol)              \
  __attribute__((section("drempel_manifest"), used, aligned(1)))                                 \
  static const char drempel_manifest_text[] =                                                    \
    "{\"id\":\"" plugin_id "\",\"version\":\"" plugin_version "\",\"kit\":\""                    \
    DREMPEL_KIT_VERSION "\",\"swift\":\"" DREMPEL_SWIFT_VERSION "\",\"items\":" #items           \
    ",\"measures\":" #measures "}";                                                              \
  extern void register_symbol(void *registrar);                                                  \
  __attribute__((visibility("default"))) const char *drempel_plugin_manifest(void) {             \
    return drempel_manifest_text;                                                                \
  }                                                                                              \
  __attribute__((visibility("default"))) void drempel_plugin_register(void *registrar) {         \
    register_symbol(registrar);                                                                  \
  }
