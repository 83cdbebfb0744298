// Fixed-arity faces of libedit's variadic calls, which Swift cannot see.
#pragma once

#include <histedit.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

// Characters beyond ASCII vanish in the C locale, so this comes before anything of libedit.
static inline void drempel_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  wchar_t wide;
  mbstate_t state = {0};
  if (mbrtowc(&wide, "\xc3\xab", 2, &state) != 2 || wide != 0xeb) setlocale(LC_CTYPE, "C.UTF-8");
}

static inline EditLine *drempel_el_init(const char *name, int in, int out) {
  FILE *input = fdopen(dup(in), "r");
  FILE *output = fdopen(dup(out), "w");
  FILE *errors = fdopen(dup(out), "w");
  if (!input || !output || !errors) return NULL;
  return el_init(name, input, output, errors);
}

static inline int drempel_el_data(EditLine *el, void *data) {
  return el_wset(el, EL_CLIENTDATA, data);
}
static inline void *drempel_el_get_data(EditLine *el) {
  void *data = NULL;
  el_wget(el, EL_CLIENTDATA, &data);
  return data;
}
static inline FILE *drempel_el_output(EditLine *el) {
  FILE *file = NULL;
  el_wget(el, EL_GETFP, 1, &file);
  return file;
}
static inline int drempel_el_quiet_signals(EditLine *el) { return el_wset(el, EL_SIGNAL, 0); }
static inline int drempel_el_emacs(EditLine *el) { return el_set(el, EL_EDITOR, "emacs"); }
static inline int drempel_el_prompt(EditLine *el, wchar_t *(*prompt)(EditLine *)) {
  return el_wset(el, EL_PROMPT_ESC, prompt, L'\1');
}
static inline int drempel_el_history(EditLine *el, HistoryW *history) {
  return el_wset(el, EL_HIST, history_w, history);
}
static inline int drempel_el_function(
    EditLine *el, const char *name, const char *help, unsigned char (*function)(EditLine *, int)) {
  return el_set(el, EL_ADDFN, name, help, function);
}
static inline int drempel_el_bind(EditLine *el, const char *key, const char *command) {
  return el_set(el, EL_BIND, key, command, NULL);
}
// In vi mode: the keys of commands, not those of typing.
static inline int drempel_el_bind_vi(EditLine *el, const char *key, const char *command) {
  return el_set(el, EL_BIND, "-a", key, command, NULL);
}
static inline int drempel_el_unbind_vi(EditLine *el, const char *key) {
  return el_set(el, EL_BIND, "-a", "-r", key, NULL);
}
static inline int drempel_el_reader(EditLine *el, int (*reader)(EditLine *, wchar_t *)) {
  return el_wset(el, EL_GETCFN, reader);
}
static inline void drempel_el_refresh(EditLine *el) { el_wset(el, EL_REFRESH); }
// Single keys from here on: a key typed while the prompt is being written is then not lost.
static inline int drempel_el_prepare(EditLine *el) { return el_set(el, EL_PREP_TERM, 1); }
// The terminal as it was found.
static inline int drempel_el_give_back(EditLine *el) { return el_set(el, EL_PREP_TERM, 0); }
static inline int drempel_el_is_vi(EditLine *el) {
  const wchar_t *mode = NULL;
  return el_wget(el, EL_EDITOR, &mode) == 0 && mode && mode[0] == L'v';
}
// Stops every process of this job until somebody lets it go on.
static inline void drempel_stop_job(void) { kill(0, SIGTSTP); }
static inline int drempel_el_raw_signals(EditLine *el) {
  return el_set(el, EL_SETTY, "-d", "-isig", NULL);
}
// Ctrl-S is a key of its own here, not the one that stops the screen.
static inline int drempel_el_free_flow(EditLine *el) {
  return el_set(el, EL_SETTY, "-d", "-ixon", NULL);
}

// A window that changes its size wakes whoever waits for a key.
static inline void drempel_woken(int number) { (void)number; }
static inline void drempel_wake_on_resize(void) {
  struct sigaction action = {0};
  action.sa_handler = drempel_woken;
  action.sa_flags = SA_RESTART;
  sigaction(SIGWINCH, &action, NULL);
}
static inline int drempel_columns(int file) {
  struct winsize size;
  return ioctl(file, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
// Declared by wchar.h only for those who ask for X/Open.
extern int wcwidth(wchar_t);
static inline int drempel_places(wchar_t character) {
  int places = wcwidth(character);
  return places < 0 ? 0 : places;
}

static inline HistoryW *drempel_history(int size) {
  HistoryW *history = history_winit();
  if (!history) return NULL;
  HistEventW event;
  history_w(history, &event, H_SETSIZE, size);
  history_w(history, &event, H_SETUNIQUE, 1);
  return history;
}
static inline int drempel_history_clear(HistoryW *history) {
  HistEventW event;
  return history_w(history, &event, H_CLEAR);
}
static inline int drempel_history_enter(HistoryW *history, const wchar_t *line) {
  HistEventW event;
  return history_w(history, &event, H_ENTER, line);
}
