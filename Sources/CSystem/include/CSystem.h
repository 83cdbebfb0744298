// What the host needs of the system and Swift cannot see: variadic calls and signal handlers.
#pragma once

#include <stddef.h>

// First act of main: crashes neither dump memory nor print registers, which could hold names.
void drempel_harden(void);

// An anonymous file for a plugin's bytes; -1 and errno when there is none.
int drempel_memory_file(const char *name);

// Forbids any further change of an anonymous file; 0 when done.
int drempel_freeze(int file);

// Sets aside whoever crashes from now on: `path` gets a line, `notice` goes to standard error.
void drempel_guard_install(const char *path);

// Marks this process as running a plugin: `line` is kept (id and digest), at most 200 bytes.
void drempel_guard_enter(const char *line);
void drempel_guard_leave(void);
