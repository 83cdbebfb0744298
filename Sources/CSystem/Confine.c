#define _GNU_SOURCE
#include "CSystem.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

// A child in which a plugin runs may compute, and nothing else. Each forbidden call fails, and the
// first is remembered, so that the host can say what the plugin tried.

enum { path_size = 256, folder_limit = 64 };

static volatile sig_atomic_t denied_kind;
static char denied_path[path_size];
static volatile sig_atomic_t is_loading;
static uint32_t loader_word;
static char folders[folder_limit][path_size];
static int folder_count;

// Where the libraries of this program lie: the loader may look there for those a plugin needs.
static int remember_folder(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size;
  (void)data;
  const char *slash = strrchr(info->dlpi_name, '/');
  size_t length = slash ? (size_t)(slash - info->dlpi_name) + 1 : 0;
  if (length <= 1 || length >= path_size || folder_count == folder_limit) return 0;
  for (int i = 0; i < folder_count; i++)
    if (strncmp(folders[i], info->dlpi_name, length) == 0 && folders[i][length] == 0) return 0;
  memcpy(folders[folder_count], info->dlpi_name, length);
  folders[folder_count++][length] = 0;
  return 0;
}

static int is_library(const char *path) {
  static const char *const always[] = {"/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/",
                                       "/etc/ld.so.cache", "/proc/self/fd/"};
  if (strstr(path, "/../")) return 0;
  for (size_t i = 0; i < sizeof always / sizeof *always; i++)
    if (strncmp(path, always[i], strlen(always[i])) == 0) return 1;
  for (int i = 0; i < folder_count; i++)
    if (strncmp(path, folders[i], strlen(folders[i])) == 0) return 1;
  return 0;
}

static int kind_of(long call) {
  switch (call) {
#ifdef SYS_open
    case SYS_open: case SYS_creat:
#endif
    case SYS_openat: return DREMPEL_DENIED_FILE;
    case SYS_socket: case SYS_connect: case SYS_bind: case SYS_socketpair: case SYS_sendmsg:
    case SYS_sendmmsg: return DREMPEL_DENIED_NETWORK;
    default: return DREMPEL_DENIED_OTHER;
  }
}

static void on_denied(int number, siginfo_t *info, void *raw) {
  (void)number;
  ucontext_t *context = raw;
#if defined(__x86_64__)
  long first = context->uc_mcontext.gregs[REG_RDI], second = context->uc_mcontext.gregs[REG_RSI];
  long third = context->uc_mcontext.gregs[REG_RDX];
#else
  long first = context->uc_mcontext.regs[0], second = context->uc_mcontext.regs[1];
  long third = context->uc_mcontext.regs[2];
#endif
  int saved = errno;
  long answer = -EACCES;
  int kind = kind_of(info->si_syscall);
  const char *path = NULL;
  if (kind == DREMPEL_DENIED_FILE) {
    path = (const char *)(info->si_syscall == SYS_openat ? second : first);
  }
  if (is_loading && info->si_syscall == SYS_openat && path && is_library(path)
      && (third & (O_ACCMODE | O_CREAT | O_TRUNC | O_TMPFILE)) == O_RDONLY) {
    answer = syscall(SYS_openat, first, path, third, 0, 0, loader_word);
    if (answer < 0) answer = -errno;
  } else if (is_loading && path && strncmp(path, "/sys/", 5) == 0) {
    // Run-time libraries look at the machine; they do without.
    answer = -ENOENT;
  } else if (!denied_kind) {
    if (path) strncpy(denied_path, path, path_size - 1);
    denied_kind = kind;
  }
  errno = saved;
#if defined(__x86_64__)
  context->uc_mcontext.gregs[REG_RAX] = answer;
#else
  context->uc_mcontext.regs[0] = answer;
#endif
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define IS(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, yes, no)
#define DENY(call) IS(call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP)
#define IGNORE(call) IS(call, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO)
#if defined(__x86_64__)
#define OWN_ARCH AUDIT_ARCH_X86_64
#else
#define OWN_ARCH AUDIT_ARCH_AARCH64
#endif

static int install(struct sock_filter *filter, size_t count) {
  struct sock_fprog program = {(unsigned short)count, filter};
  // A thread that cannot follow is told by its number.
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0
             ? 0 : -2;
}

static int forbid(void) {
  unsigned own = (unsigned)getpid();
  struct sock_filter filter[] = {
      LOAD(arch), IS(OWN_ARCH, 1, 0), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS), LOAD(nr),
      // Calls that came later, and those of another width, are not there: run-times do without. One
      // of them makes threads or processes, and hides which of the two it is.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, SYS_pidfd_send_signal, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
#ifdef SYS_open
      DENY(SYS_open), DENY(SYS_creat), DENY(SYS_fork), DENY(SYS_vfork), DENY(SYS_unlink),
      DENY(SYS_rename), DENY(SYS_mkdir), DENY(SYS_rmdir), DENY(SYS_chmod), DENY(SYS_link),
      DENY(SYS_symlink), DENY(SYS_mknod), DENY(SYS_chown), DENY(SYS_lchown), DENY(SYS_utime),
      DENY(SYS_utimes), DENY(SYS_futimesat), DENY(SYS_inotify_init), DENY(SYS_setrlimit),
#endif
      DENY(SYS_ftruncate), DENY(SYS_fallocate), DENY(SYS_fchmod), DENY(SYS_fchown),
      DENY(SYS_fchownat), DENY(SYS_setxattr), DENY(SYS_lsetxattr), DENY(SYS_fsetxattr),
      DENY(SYS_removexattr), DENY(SYS_lremovexattr), DENY(SYS_fremovexattr), DENY(SYS_utimensat),
      DENY(SYS_tkill), DENY(SYS_rt_sigqueueinfo), DENY(SYS_rt_tgsigqueueinfo),
      // Thread pools try these; that nothing comes of it is told to nobody.
      IGNORE(SYS_setpriority), IGNORE(SYS_sched_setaffinity), DENY(SYS_shmget), DENY(SYS_shmat),
      DENY(SYS_mq_open), DENY(SYS_msgget), DENY(SYS_semget), DENY(SYS_add_key), DENY(SYS_keyctl),
      DENY(SYS_socketpair), DENY(SYS_unshare), DENY(SYS_setns), DENY(SYS_chroot),
      DENY(SYS_inotify_init1), DENY(SYS_sendmmsg), DENY(SYS_sendmsg),
      DENY(SYS_socket), DENY(SYS_connect), DENY(SYS_bind), DENY(SYS_execve),
      DENY(SYS_execveat), DENY(SYS_ptrace), DENY(SYS_process_vm_readv),
      DENY(SYS_process_vm_writev), DENY(SYS_unlinkat), DENY(SYS_renameat),
      DENY(SYS_renameat2), DENY(SYS_mkdirat), DENY(SYS_fchmodat), DENY(SYS_linkat),
      DENY(SYS_symlinkat), DENY(SYS_mknodat), DENY(SYS_truncate), DENY(SYS_mount), DENY(SYS_kill),
      DENY(SYS_bpf), DENY(SYS_userfaultfd), DENY(SYS_name_to_handle_at),
      DENY(SYS_open_by_handle_at),
      // Threads are allowed, processes are not.
      IS(SYS_clone, 0, 4), LOAD(args[0]),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), LOAD(nr),
      // Signals go to this process only: a run-time raises its own.
      IS(SYS_tgkill, 0, 3), LOAD(args[0]), IS(own, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), LOAD(nr),
      // Limits may be asked for, and not set.
      IS(SYS_prlimit64, 0, 3), LOAD(args[2]), IS(0, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), LOAD(nr),
      // Memory that no limit counts is not given.
      IS(SYS_mmap, 0, 6), LOAD(args[3]),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_GROWSDOWN, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_ANONYMOUS, 0, 2),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAP_SHARED, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), LOAD(nr),
      // Opening is left to the handler, which shows a word that only it knows.
      IS(SYS_openat, 0, 3), LOAD(args[5]), IS(loader_word, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  return install(filter, sizeof filter / sizeof *filter);
}

// Once all is loaded nothing is opened any more, whatever word is shown.
static int forbid_loading(void) {
  struct sock_filter filter[] = {
      LOAD(nr), IS(SYS_openat, 0, 1), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  return install(filter, sizeof filter / sizeof *filter);
}

// Initial-exec: a handler may not make room for thread-local memory.
static __thread volatile int64_t *crash_place __attribute__((tls_model("initial-exec")));

void drempel_tell_crash(volatile int64_t *place) { crash_place = place; }

// Says of a crash whether there was no memory left; the probe is more than any small allocation.
static void on_crash(int number) {
  if (crash_place) *crash_place = 1;
  // The last thing that failed may have been to get memory.
  if (errno == ENOMEM) _exit(DREMPEL_EXIT_MEMORY);
  void *probe = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (probe == MAP_FAILED) _exit(DREMPEL_EXIT_MEMORY);
  signal(number, SIG_DFL);
  raise(number);
}

static void *watch(void *raw) {
  struct pollfd lifeline = {(int)(intptr_t)raw, POLLRDHUP, 0};
  while (poll(&lifeline, 1, -1) < 0 && errno == EINTR) {}
  _exit(0);
}

// At most this, or less where less was set before.
static int limit(int what, rlim_t most) {
  struct rlimit now;
  if (getrlimit(what, &now) != 0) return -1;
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
  struct rlimit own = {most, most};
  return setrlimit(what, &own);
}

int drempel_confine(int lifeline, size_t memory) {
  dl_iterate_phdr(remember_folder, NULL);
  if (getrandom(&loader_word, sizeof loader_word, 0) != sizeof loader_word) return -1;
  loader_word |= 1;
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_denied;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  if (sigaction(SIGSYS, &action, NULL) != 0) return -1;
  static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) signal(crashes[i], on_crash);
  // Ctrl-C is for the host.
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGTSTP, SIG_IGN);
  pthread_t watcher;
  if (pthread_create(&watcher, NULL, watch, (void *)(intptr_t)lifeline) != 0) return -1;
  if (limit(RLIMIT_DATA, memory) != 0 || limit(RLIMIT_NOFILE, 64) != 0
      || limit(RLIMIT_FSIZE, 0) != 0)
    return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  is_loading = 1;
  return forbid();
}

int drempel_loaded(void) {
  is_loading = 0;
  return forbid_loading();
}

int drempel_denied(char *path, size_t size) {
  strncpy(path, denied_path, size - 1);
  path[size - 1] = 0;
  int kind = denied_kind;
  denied_kind = 0;
  memset(denied_path, 0, sizeof denied_path);
  return kind;
}
