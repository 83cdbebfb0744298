// What the host needs of the system and Swift cannot see: variadic calls and signal handlers.
#pragma once

#include <stddef.h>

// First act of main: crashes neither dump memory nor print registers, which could hold names.
void drempel_harden(void);

// An anonymous file for a plugin's bytes; -1 and errno when there is none.
int drempel_memory_file(const char *name);

// Forbids any further change of an anonymous file; 0 when done.
int drempel_freeze(int file);

// Opens a file for reading, never through a link in its own place and never waiting for the other
// end of a pipe; -1 and errno when it cannot.
int drempel_open(const char *path);

// Sets aside whoever crashes from now on: `path`, at most 1023 bytes, gets a line, and standard
// error `before`, the plugin's id and `after`, at most 255 bytes each. 0 when done, else -1.
int drempel_guard_install(const char *path, const char *before, const char *after);

// Marks this thread as running a plugin: `line` is its id, a space, its digest and a newline, at
// most 199 bytes. Calls may be nested; the innermost answers for a crash. 0 when done, else -1.
int drempel_guard_enter(const char *line);
void drempel_guard_leave(void);

// From now on Ctrl-C only sets a flag, until the next call of this clears it.
void drempel_watch_interrupts(void);
int drempel_was_interrupted(void);

// How many characters a line of this terminal holds; 0 when it is none.
int drempel_terminal_width(int file);

// How many lines a window of this terminal holds; 0 when it is none.
int drempel_terminal_height(int file);
