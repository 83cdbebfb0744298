// What the host needs of the system and Swift cannot see: variadic calls and signal handlers.
#pragma once

#include <stddef.h>
#include <stdint.h>

// First act of main: crashes neither dump memory nor print registers, which could hold names.
void drempel_harden(void);

// Which rights a new file of a person does not get, as it was before drempel_harden.
int drempel_given_mask(void);

// An anonymous file for a plugin's bytes; -1 and errno when there is none.
int drempel_memory_file(const char *name);

// Forbids any further change of an anonymous file; 0 when done.
int drempel_freeze(int file);

// Lets an anonymous file grow, and never shrink below who looks at it; 0 when done.
int drempel_keep_size(int file);

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

// Until as many releases as holds, Ctrl-Z and its like only set a flag; the last release then stops
// the process as the signal would have. Calls may be nested and come from any thread.
void drempel_hold_stops(void);
void drempel_release_stops(void);

// How many characters a line of this terminal holds; 0 when it is none.
int drempel_terminal_width(int file);

// How many lines a window of this terminal holds; 0 when it is none.
int drempel_terminal_height(int file);

// Starts a program in a process group of its own, with nothing in its environment, /dev/null as
// its standard input, these files as its standard output and error, and these files from number 3
// on; its id, or -1 and errno.
int drempel_spawn(const char *path, char *const arguments[], const int files[], int count,
                  const int said[2]);

// A pipe that no other program inherits and on which neither end ever waits; 0 when made.
int drempel_pipe(int ends[2]);

// From now on what a library prints goes to standard error: results alone go to standard output, to
// file 1 itself.
void drempel_divert_prints(void);

// What a confined plugin tried to do.
enum { DREMPEL_DENIED_FILE = 1, DREMPEL_DENIED_NETWORK = 2, DREMPEL_DENIED_OTHER = 3 };

// How a confined process ends when a crash left it no memory.
enum { DREMPEL_EXIT_MEMORY = 71 };

// From now on this process may compute, start threads, and let the loader open libraries: no other
// file, no network, no process, at most `memory` bytes; it ends when `lifeline` is hung up.
// 0 when done, -2 where the system has no filter of calls, else -1.
int drempel_confine(int lifeline, size_t memory);

// A crash of this thread of a confined process is told by a 1 there.
void drempel_tell_crash(volatile int64_t *place);

// No library is loaded from now on; 0 when done.
int drempel_loaded(void);

// The first thing that was tried and denied since the last call: its kind, or 0, and the path of a
// file.
int drempel_denied(char *path, size_t size);
