/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Snowball's tables are 11,000 pointers, which the loader sets at each start of a program, page by
 * page: for a search in a small index that is a tenth of the whole. So English alone is inside,
 * where the archive is there to link; the other languages come from the shared library, which is
 * opened when the first of them is wanted. */
#include "engine/text/snowball.h"
#include "nutgraf/error.h"

#include <libstemmer.h>
#include <string.h>

struct NgSnowball {
    struct sb_stemmer *stemmer;
    const sb_symbol *(*stem)(struct sb_stemmer *stemmer, const sb_symbol *word, int size);
    int (*length)(struct sb_stemmer *stemmer);
    void (*delete)(struct sb_stemmer *stemmer);
};

#ifdef NG_ENGLISH_INSIDE
#include <dlfcn.h>

#define INSIDE "english"
/* As Debian and as Snowball itself name it. */
static const char *const files[] = {"libstemmer.so.0d", "libstemmer.so.2", "libstemmer.so.0",
                                    "libstemmer.so"};

/* The archive's list of stemmers names them all; with these in their place it brings none but
 * English with it. They are never called: stemmers of those languages come from elsewhere. */
struct SN_env;
#define LEFT_OUT(name)                                                                             \
    struct SN_env *name##_create_env(void);                                                        \
    struct SN_env *name##_create_env(void)                                                         \
    {                                                                                              \
        return NULL;                                                                               \
    }                                                                                              \
    void name##_close_env(struct SN_env *env);                                                     \
    void name##_close_env(struct SN_env *env)                                                      \
    {                                                                                              \
        (void)env;                                                                                 \
    }                                                                                              \
    int name##_stem(struct SN_env *env);                                                           \
    int name##_stem(struct SN_env *env)                                                            \
    {                                                                                              \
        (void)env;                                                                                 \
        return 0;                                                                                  \
    }
/* clang-format off */
LEFT_OUT(arabic_UTF_8)
LEFT_OUT(armenian_UTF_8)
LEFT_OUT(basque_ISO_8859_1)
LEFT_OUT(basque_UTF_8)
LEFT_OUT(catalan_ISO_8859_1)
LEFT_OUT(catalan_UTF_8)
LEFT_OUT(danish_ISO_8859_1)
LEFT_OUT(danish_UTF_8)
LEFT_OUT(dutch_ISO_8859_1)
LEFT_OUT(dutch_UTF_8)
LEFT_OUT(english_ISO_8859_1)
LEFT_OUT(finnish_ISO_8859_1)
LEFT_OUT(finnish_UTF_8)
LEFT_OUT(french_ISO_8859_1)
LEFT_OUT(french_UTF_8)
LEFT_OUT(german_ISO_8859_1)
LEFT_OUT(german_UTF_8)
LEFT_OUT(greek_UTF_8)
LEFT_OUT(hindi_UTF_8)
LEFT_OUT(hungarian_ISO_8859_2)
LEFT_OUT(hungarian_UTF_8)
LEFT_OUT(indonesian_ISO_8859_1)
LEFT_OUT(indonesian_UTF_8)
LEFT_OUT(irish_ISO_8859_1)
LEFT_OUT(irish_UTF_8)
LEFT_OUT(italian_ISO_8859_1)
LEFT_OUT(italian_UTF_8)
LEFT_OUT(lithuanian_UTF_8)
LEFT_OUT(nepali_UTF_8)
LEFT_OUT(norwegian_ISO_8859_1)
LEFT_OUT(norwegian_UTF_8)
LEFT_OUT(porter_ISO_8859_1)
LEFT_OUT(porter_UTF_8)
LEFT_OUT(portuguese_ISO_8859_1)
LEFT_OUT(portuguese_UTF_8)
LEFT_OUT(romanian_ISO_8859_2)
LEFT_OUT(romanian_UTF_8)
LEFT_OUT(russian_KOI8_R)
LEFT_OUT(russian_UTF_8)
LEFT_OUT(serbian_UTF_8)
LEFT_OUT(spanish_ISO_8859_1)
LEFT_OUT(spanish_UTF_8)
LEFT_OUT(swedish_ISO_8859_1)
LEFT_OUT(swedish_UTF_8)
LEFT_OUT(tamil_UTF_8)
LEFT_OUT(turkish_UTF_8)
LEFT_OUT(yiddish_UTF_8)
/* clang-format on */

typedef struct {
    struct sb_stemmer *(*new)(const char *name, const char *encoding);
    NgSnowball methods;
} Library;

static void *symbol_of(void *handle, const char *name)
{
    return handle ? dlsym(handle, name) : NULL;
}

/* NULL: there is none. Stays open. */
static const Library *shared_library(void)
{
    static gsize ready;
    static Library library;
    if (g_once_init_enter(&ready)) {
        void *handle = NULL;
        for (guint i = 0; !handle && i < G_N_ELEMENTS(files); i++)
            handle = dlopen(files[i], RTLD_NOW | RTLD_LOCAL);
        void *symbols[] = {
            symbol_of(handle, "sb_stemmer_new"), symbol_of(handle, "sb_stemmer_stem"),
            symbol_of(handle, "sb_stemmer_length"), symbol_of(handle, "sb_stemmer_delete")};
        /* what POSIX says dlsym() gives is no function to the language */
        memcpy(&library.new, &symbols[0], sizeof symbols[0]);
        memcpy(&library.methods.stem, &symbols[1], sizeof symbols[1]);
        memcpy(&library.methods.length, &symbols[2], sizeof symbols[2]);
        memcpy(&library.methods.delete, &symbols[3], sizeof symbols[3]);
        g_once_init_leave(&ready, 1);
    }
    bool whole =
        library.new &&library.methods.stem &&library.methods.length &&library.methods.delete;
    return whole ? &library : NULL;
}

static NgSnowball make(const char *name)
{
    const Library *library = shared_library();
    NgSnowball made = library ? library->methods : (NgSnowball) {0};
    made.stemmer = library ? library->new (name, NULL) : NULL;
    return made;
}

static bool is_inside(const char *name)
{
    return strcmp(name, INSIDE) == 0;
}
#else
static NgSnowball make(const char *name)
{
    (void)name;
    return (NgSnowball) {0};
}

static bool is_inside(const char *name)
{
    (void)name;
    return true;
}
#endif

NgSnowball *ng_snowball_new(const char *name)
{
    NgSnowball made = is_inside(name)
                          ? (NgSnowball) {sb_stemmer_new(name, NULL), /* UTF-8 */
                                          sb_stemmer_stem, sb_stemmer_length, sb_stemmer_delete}
                          : make(name);
    return made.stemmer ? g_memdup2(&made, sizeof made) : NULL;
}

void ng_snowball_free(NgSnowball *snowball)
{
    if (!snowball)
        return;
    snowball->delete (snowball->stemmer);
    g_free(snowball);
}

const char *ng_snowball_stem(NgSnowball *snowball, const char *word, gsize len, gsize *stem_len)
{
    const sb_symbol *stem = snowball->stem(snowball->stemmer, (const sb_symbol *)word, (int)len);
    *stem_len = stem ? (gsize)snowball->length(snowball->stemmer) : 0;
    return (const char *)stem;
}

bool ng_snowball_load(const char *name, GError **error)
{
    NgSnowball *snowball = ng_snowball_new(name);
    if (!snowball) {
        g_set_error(
            error, NG_ERROR, NG_ERROR_IO,
            "cannot stem %s: Snowball's library (libstemmer.so, of Debian's libstemmer0d) does "
            "not open",
            name);
        return false;
    }
    ng_snowball_free(snowball);
    return true;
}
