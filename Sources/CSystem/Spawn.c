#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <unistd.h>

int drempel_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC | O_NONBLOCK); }

void drempel_divert_prints(void) { stdout = stderr; }

int drempel_spawn(const char *path, char *const arguments[], const int files[], int count,
                  const int said[2]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  posix_spawnattr_init(&attributes);
  // Its own group: what is typed at the terminal does not reach it.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  // Before the first three are other files, these may be such.
  int spoken[2], fault = 0;
  for (int i = 0; i < 2; i++) {
    spoken[i] = fcntl(said[i], F_DUPFD_CLOEXEC, 3 + count);
    if (spoken[i] < 0) fault = errno;
  }
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDWR, 0);
  for (int i = 0; i < 2 && !fault; i++)
    fault = posix_spawn_file_actions_adddup2(&actions, spoken[i], 1 + i);
  // First out of the way of all places, then in place.
  int away[16];
  if (count > 16) {
    fault = EINVAL;
    count = 0;
  }
  for (int i = 0; i < count && !fault; i++) {
    away[i] = fcntl(files[i], F_DUPFD_CLOEXEC, 3 + count);
    if (away[i] < 0) {
      fault = errno;
      count = i;
    } else {
      fault = posix_spawn_file_actions_adddup2(&actions, away[i], 3 + i);
    }
  }
  if (!fault) fault = posix_spawn_file_actions_addclosefrom_np(&actions, 3 + count);
  pid_t child = -1;
  char *const nothing[] = {NULL};
  if (!fault) fault = posix_spawn(&child, path, &actions, &attributes, arguments, nothing);
  for (int i = 0; i < count; i++) close(away[i]);
  for (int i = 0; i < 2; i++)
    if (spoken[i] >= 0) close(spoken[i]);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (fault) {
    errno = fault;
    return -1;
  }
  return child;
}
