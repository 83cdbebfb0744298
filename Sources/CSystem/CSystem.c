#define _GNU_SOURCE
#include "CSystem.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

// The mask that whoever started us set; -1 before it was taken away.
static int given_mask = -1;

void drempel_harden(void) {
  // Swift's own handlers print a backtrace with registers.
  static const int numbers[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) signal(numbers[i], SIG_DFL);
  // Whoever started us may have blocked some: a crash or Ctrl-C would then wait for ever.
  sigset_t nothing;
  sigemptyset(&nothing);
  sigprocmask(SIG_SETMASK, &nothing, NULL);
  // Whoever started us may have had children buried unseen.
  signal(SIGCHLD, SIG_DFL);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  given_mask = (int)umask(077);
}

int drempel_given_mask(void) {
  if (given_mask >= 0) return given_mask;
  // umask only tells by being set, which files that are made meanwhile would be under.
  FILE *status = fopen("/proc/self/status", "re");
  unsigned mask = 077;
  char line[256];
  while (status && fgets(line, sizeof line, status))
    if (sscanf(line, "Umask: %o", &mask) == 1) break;
  if (status) fclose(status);
  return (int)mask;
}

int drempel_memory_file(const char *name) {
  return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

int drempel_freeze(int file) {
  return fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
}

int drempel_keep_size(int file) {
  return fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL);
}

int drempel_open(const char *path) {
  return open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

static volatile sig_atomic_t interrupted;

static void on_interrupt(int number) {
  (void)number;
  interrupted = 1;
}

void drempel_watch_interrupts(void) {
  interrupted = 0;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
}

int drempel_was_interrupted(void) { return interrupted; }

static pthread_mutex_t stops = PTHREAD_MUTEX_INITIALIZER;
static int stops_held;
static struct sigaction before_hold;
static volatile sig_atomic_t stop_wanted;

static void on_stop(int number) {
  (void)number;
  stop_wanted = 1;
}

void drempel_hold_stops(void) {
  pthread_mutex_lock(&stops);
  if (stops_held++ == 0) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_stop;
    action.sa_flags = SA_RESTART;
    sigaction(SIGTSTP, NULL, &before_hold);
    // Who started us may have said that nothing stops us.
    if (before_hold.sa_handler != SIG_IGN) sigaction(SIGTSTP, &action, NULL);
  }
  pthread_mutex_unlock(&stops);
}

void drempel_release_stops(void) {
  pthread_mutex_lock(&stops);
  int stop = 0;
  if (--stops_held == 0) {
    sigaction(SIGTSTP, &before_hold, NULL);
    stop = stop_wanted;
    stop_wanted = 0;
  }
  pthread_mutex_unlock(&stops);
  if (stop) raise(SIGTSTP);
}

int drempel_terminal_width(int file) {
  struct winsize size;
  return ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int drempel_terminal_height(int file) {
  struct winsize size;
  return ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}
