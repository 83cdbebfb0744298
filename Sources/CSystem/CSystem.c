#define _GNU_SOURCE
#include "CSystem.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum { crash_signal_count = sizeof crash_signals / sizeof *crash_signals };

void drempel_harden(void) {
  // Swift's own handlers print a backtrace with registers.
  for (int i = 0; i < crash_signal_count; i++) signal(crash_signals[i], SIG_DFL);
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  prctl(PR_SET_DUMPABLE, 0);
  umask(077);
}

int drempel_memory_file(const char *name) {
  return memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

int drempel_freeze(int file) {
  return fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
}

static char guard_path[1024];
static char guard_line[256];
static atomic_int guard_depth;

static void on_crash(int number) {
  if (atomic_load(&guard_depth) > 0) {
    int file = open(guard_path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file >= 0) {
      ssize_t ignored = write(file, guard_line, strlen(guard_line));
      (void)ignored;
      fsync(file);
      close(file);
    }
    static const char before[] = "E605 a plugin crashed and is set aside from the next start on: ";
    ssize_t ignored = write(2, before, sizeof before - 1);
    ignored = write(2, guard_line, strcspn(guard_line, " \n"));
    ignored = write(2, "\n", 1);
    (void)ignored;
  }
  signal(number, SIG_DFL);
  raise(number);
}

void drempel_guard_install(const char *path) {
  strncpy(guard_path, path, sizeof guard_path - 1);
  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(&alternate, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_crash;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  for (int i = 0; i < crash_signal_count; i++) sigaction(crash_signals[i], &action, NULL);
}

void drempel_guard_enter(const char *line) {
  if (atomic_fetch_add(&guard_depth, 1) == 0) strncpy(guard_line, line, sizeof guard_line - 1);
}

void drempel_guard_leave(void) { atomic_fetch_sub(&guard_depth, 1); }
