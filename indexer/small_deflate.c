/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stands before zlib's deflateInit2_ in this program.
 *
 * Xapian packs each record and each list of terms by itself, with the largest tables that zlib has,
 * and has no option for it. Twice an article 128 KB are cleared, which takes time, and more of it
 * by what they drive out of the processor's caches. Tables for what an article is (2 KB to 20) pack
 * it just as small. */
#include <dlfcn.h>
#include <zlib.h>

/* What Xapian asks for. */
enum { XAPIAN_WINDOW_BITS = -15, XAPIAN_MEMORY = 9 };
enum { MEMORY = 5 };

typedef int DeflateInit2(z_streamp stream, int level, int method, int window_bits, int memory,
                         int strategy, const char *version, int stream_size);

__attribute__((used, visibility("default"))) int deflateInit2_(z_streamp stream, int level,
                                                               int method, int window_bits,
                                                               int memory, int strategy,
                                                               const char *version, int stream_size)
{
    static DeflateInit2 *zlibs;
    if (!zlibs)
        zlibs = (DeflateInit2 *)dlsym(RTLD_NEXT, "deflateInit2_");
    if (!zlibs)
        return Z_STREAM_ERROR;
    if (window_bits == XAPIAN_WINDOW_BITS && memory == XAPIAN_MEMORY)
        memory = MEMORY;
    return zlibs(stream, level, method, window_bits, memory, strategy, version, stream_size);
}
