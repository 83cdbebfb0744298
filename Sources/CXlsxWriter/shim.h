#pragma once

#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zlib.h>

/// Takes what the library prints on its own, which could name a file; NULL when nothing was done.
///
/// Only writers through stdio notice: messages of this program and of its guard go to the
/// descriptor, which stays as it is.
static inline FILE *drempel_silence(void) {
#ifdef __GLIBC__
  FILE *usual = stderr;
  FILE *nowhere = fopen("/dev/null", "we");
  if (nowhere == NULL) { return NULL; }
  stderr = nowhere;
  return usual;
#else
  return NULL;
#endif
}

/// Gives standard error back.
static inline void drempel_unsilence(FILE *usual) {
#ifdef __GLIBC__
  if (usual == NULL) { return; }
  FILE *nowhere = stderr;
  stderr = usual;
  fclose(nowhere);
#else
  (void)usual;
#endif
}

/// Starts to unpack what stands in a zip file, which has no header of its own.
static inline int drempel_inflate_start(z_stream *stream) {
  memset(stream, 0, sizeof *stream);
  return inflateInit2(stream, -MAX_WBITS);
}
