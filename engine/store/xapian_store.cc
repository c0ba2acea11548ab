/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shim over Xapian: the only C++, and the only file that includes <xapian.h>.
 *
 * Every extern "C" body that can throw is one call of guarded(), which turns whatever was thrown
 * into a GError; Xapian can throw other things than Xapian::Error when a file is damaged. Outputs
 * are written after the last statement that can throw. */
#include "nutgraf/error.h"
#include "nutgraf/store.h"
#include "columns.h"
#include "common.h"
#include "facet_rows_form.h"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

namespace
{

void set_out_of_memory(GError **error)
{
    g_set_error_literal(error, NG_ERROR, NG_ERROR_MEMORY, "out of memory");
}

void set_error(GError **error, NgErrorCode code, const Xapian::Error &e)
{
    const char *system = e.get_error_string();
    if (system && strcmp(system, g_strerror(ENOMEM)) == 0)
        set_out_of_memory(error);
    else if (system)
        g_set_error(error, NG_ERROR, code, "%s: %s", e.get_msg().c_str(), system);
    else
        g_set_error(error, NG_ERROR, code, "%s", e.get_msg().c_str());
}

/* Call inside a catch block. */
void map_exception(GError **error)
{
    int system_error = errno;
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError &e) {
        set_error(error, NG_ERROR_STALE, e);
    } catch (const Xapian::DatabaseLockError &e) {
        set_error(error, NG_ERROR_LOCKED, e);
    } catch (const Xapian::DatabaseNotFoundError &e) {
        set_error(error, NG_ERROR_NO_INDEX, e);
    } catch (const Xapian::DatabaseVersionError &e) {
        set_error(error, NG_ERROR_SCHEMA_MISMATCH, e);
    } catch (const Xapian::DatabaseCorruptError &e) {
        set_error(error, NG_ERROR_CORRUPT, e);
    } catch (const Xapian::DocNotFoundError &e) {
        set_error(error, NG_ERROR_NOT_FOUND, e);
    } catch (const Xapian::DatabaseError &e) {
        set_error(error, NG_ERROR_IO, e);
    } catch (const Xapian::QueryParserError &e) {
        set_error(error, NG_ERROR_BAD_QUERY, e);
    } catch (const Xapian::InvalidOperationError &e) {
        /* A write that fails under DB_DANGEROUS ends here, with "cancel() not supported" instead of
         * its reason: rolling back is what that mode cannot do. Only errno still knows. */
        if (strstr(e.get_msg().c_str(), "cancel()") && system_error == ENOMEM)
            set_out_of_memory(error);
        else if (strstr(e.get_msg().c_str(), "cancel()"))
            g_set_error(error, NG_ERROR, NG_ERROR_IO, "cannot write the index: %s",
                        g_strerror(system_error ? system_error : EIO));
        else
            set_error(error, NG_ERROR_CORRUPT, e);
    } catch (const Xapian::Error &e) {
        set_error(error, NG_ERROR_CORRUPT, e);
    } catch (const std::bad_alloc &) {
        set_out_of_memory(error);
    } catch (const std::exception &e) {
        g_set_error(error, NG_ERROR, NG_ERROR_CORRUPT, "the index cannot be read: %s", e.what());
    } catch (...) {
        g_set_error_literal(error, NG_ERROR, NG_ERROR_CORRUPT, "the index cannot be read");
    }
}

template <typename Body> bool guarded(GError **error, Body body)
{
    try {
        errno = 0;
        body();
        return true;
    } catch (...) {
        map_exception(error);
        return false;
    }
}

std::string bytes(const char *data, gsize len)
{
    return std::string(data, len);
}

} // namespace

/* ---- reading ---- */

struct NgDb {
    Xapian::Database db;
    std::vector<std::string> paths;
    std::vector<Xapian::Database> parts; /* one for each path, sharing their internals with db */
    std::vector<NgColumns *> columns;    /* of each part, or nullptr; none for a writer's reader */
    NgCommon *common = nullptr;          /* of the only part, and of the revision that is open */
    NgFacetRows *rows = nullptr;         /* of the only part */
    /* Each word's frequency is asked for a few times a question, names and months by many. Of the
     * revision that is open. */
    std::unordered_map<std::string, guint32> frequencies;
    std::unordered_map<std::string, std::string> metadata; /* where many questions are asked */
    bool keeps = false;

    ~NgDb()
    {
        for (auto *its : columns)
            ng_columns_free(its);
        ng_common_free(common);
        ng_facet_rows_free(rows);
    }
    void open_common()
    {
        ng_common_free(common);
        common = paths.size() == 1
                     ? ng_common_open(paths[0].c_str(), db.get_uuid().c_str(), db.get_revision())
                     : nullptr;
    }
    /* What the columns tell; false: ask the database. The numbers of several databases
     * together go round. */
    bool column(guint32 docid, guint32 slot, const char **value, gsize *len) const
    {
        auto n = static_cast<guint32>(columns.size());
        if (n == 0 || docid == 0)
            return false;
        if (n == 1)
            return columns[0] && ng_columns_value(columns[0], docid, slot, value, len);
        NgColumns *its = columns[(docid - 1) % n];
        return its && ng_columns_value(its, (docid - 1) / n + 1, slot, value, len);
    }
    bool length(guint32 docid, guint32 *length) const
    {
        auto n = static_cast<guint32>(columns.size());
        if (n == 0 || docid == 0)
            return false;
        const NgColumns *its = columns[(docid - 1) % n];
        return its && ng_columns_length(its, (docid - 1) / n + 1, length);
    }
};

const char *ng_db_path(const NgDb *db)
{
    return db->paths.empty() ? "" : db->paths.front().c_str();
}

NgDb *ng_db_open(const char *const *paths, GError **error)
{
    NgDb *opened = nullptr;
    guarded(error, [&] {
        auto fresh = std::make_unique<NgDb>();
        for (guint i = 0; paths[i]; i++) {
            fresh->parts.emplace_back(paths[i]);
            fresh->db.add_database(fresh->parts.back());
            fresh->paths.emplace_back(paths[i]);
            fresh->columns.push_back(
                ng_columns_open(paths[i], fresh->parts.back().get_uuid().c_str()));
        }
        fresh->open_common();
        if (fresh->paths.size() == 1)
            fresh->rows = ng_facet_rows_open(paths[0]);
        opened = fresh.release();
    });
    return opened;
}

void ng_db_free(NgDb *db)
{
    delete db;
}

bool ng_db_reopen(NgDb *db, GError **error)
{
    return guarded(error, [&] {
        if (db->db.reopen()) {
            db->frequencies.clear();
            db->metadata.clear();
            db->open_common();
        }
    });
}

guint32 ng_db_count(NgDb *db)
{
    guint32 count = 0;
    guarded(nullptr, [&] { count = db->db.get_doccount(); });
    return count;
}

guint32 ng_db_last(NgDb *db)
{
    guint32 last = 0;
    guarded(nullptr, [&] { last = db->db.get_lastdocid(); });
    return last;
}

double ng_db_average_length(NgDb *db)
{
    double length = 0;
    guarded(nullptr, [&] { length = db->db.get_avlength(); });
    return length;
}

char *ng_db_revision(NgDb *db, GError **error)
{
    char *revision = nullptr;
    guarded(error, [&] {
        std::string joined;
        /* get_revision() works on one database only, so each part is asked by itself. */
        if (db->paths.size() <= 1) {
            joined = db->db.get_uuid() + "-" + std::to_string(db->db.get_revision());
        } else {
            for (const auto &path : db->paths) {
                Xapian::Database part(path);
                if (!joined.empty())
                    joined += '+';
                joined += part.get_uuid() + "-" + std::to_string(part.get_revision());
            }
        }
        revision = g_strdup(joined.c_str());
    });
    return revision;
}

char *ng_db_uuid(NgDb *db)
{
    char *uuid = nullptr;
    guarded(nullptr,
            [&] { uuid = g_strdup(db->parts.empty() ? "" : db->parts[0].get_uuid().c_str()); });
    return uuid ? uuid : g_strdup("");
}

#define REMEMBERED 8192
#define REMEMBERED_BYTES 256 /* of one value: a name */

template <typename Map, typename Value>
static void remember(Map &map, const std::string &key, const Value &value)
{
    if (map.size() >= REMEMBERED)
        map.clear();
    map.emplace(key, value);
}

bool ng_db_frequency(NgDb *db, const char *term, gsize len, guint32 *documents, GError **error)
{
    if (db->common && ng_common_frequency(db->common, term, len, documents))
        return true;
    return guarded(error, [&] {
        std::string wanted = bytes(term, len);
        auto known = db->frequencies.find(wanted);
        if (known != db->frequencies.end()) {
            *documents = known->second;
            return;
        }
        *documents = db->db.get_termfreq(wanted);
        if (!db->paths.empty()) /* what a writer reads changes */
            remember(db->frequencies, wanted, *documents);
    });
}

static char *copy_out(const char *value, gsize len)
{
    char *copy = static_cast<char *>(g_malloc(len + 1));
    memcpy(copy, value, len);
    copy[len] = '\0';
    return copy;
}

static char *copy_out(const std::string &value, gsize *len)
{
    if (len)
        *len = value.size();
    return copy_out(value.data(), value.size());
}

bool ng_db_occurrences(NgDb *db, const char *term, gsize len, guint64 *occurrences, GError **error)
{
    return guarded(error, [&] { *occurrences = db->db.get_collection_freq(bytes(term, len)); });
}

bool ng_db_each_document_word(NgDb *db, guint32 docid, NgDbWordFunc func, gpointer data,
                              GError **error)
{
    return guarded(error, [&] {
        auto it = db->db.termlist_begin(docid), end = db->db.termlist_end(docid);
        for (; it != end; ++it) {
            if (it.get_wdf() == 0)
                continue;
            std::string term = *it;
            if (!func(term.data(), term.size(), it.get_wdf(), data))
                break;
        }
    });
}

char *ng_db_metadata(NgDb *db, const char *key, gsize key_len, gsize *len, GError **error)
{
    char *found = nullptr;
    const char *told;
    gsize told_len;
    if (db->common && ng_common_metadata(db->common, key, key_len, &told, &told_len)) {
        if (len)
            *len = told_len;
        return copy_out(told, told_len);
    }
    guarded(error, [&] {
        std::string wanted = bytes(key, key_len), value;
        auto known = db->metadata.find(wanted);
        if (known != db->metadata.end()) {
            found = copy_out(known->second, len);
            return;
        }
        value = db->db.get_metadata(wanted);
        /* Several databases together answer with the first one's metadata only. */
        for (size_t i = 1; value.empty() && i < db->paths.size(); i++)
            value = Xapian::Database(db->paths[i]).get_metadata(wanted);
        if (db->keeps && value.size() <= REMEMBERED_BYTES)
            remember(db->metadata, wanted, value);
        found = copy_out(value, len);
    });
    return found;
}

/* A step from one term to the next goes over every block of the first one's postings; looking the
 * next up goes down the tree instead. Worth it where the postings fill more blocks than that. */
#define COMMON_DOCUMENTS 8192

bool ng_db_each_term(NgDb *db, const char *prefix, gsize prefix_len, NgDbTermFunc func,
                     gpointer data, GError **error)
{
    if (db->common && ng_common_each(db->common, prefix, prefix_len, func, data))
        return true;
    return guarded(error, [&] {
        std::string begin = bytes(prefix, prefix_len);
        auto it = db->db.allterms_begin(begin), end = db->db.allterms_end(begin);
        while (it != end) {
            std::string term = *it;
            guint32 documents = it.get_termfreq();
            if (!func(term.data(), term.size(), documents, data))
                break;
            if (documents < COMMON_DOCUMENTS)
                ++it;
            else
                it.skip_to(term + '\0');
        }
    });
}

bool ng_db_each_key(NgDb *db, const char *prefix, gsize prefix_len, NgDbTermFunc func,
                    gpointer data, GError **error)
{
    return guarded(error, [&] {
        std::string begin = bytes(prefix, prefix_len);
        auto each = [&](const Xapian::Database &part) {
            for (auto it = part.metadata_keys_begin(begin); it != part.metadata_keys_end(begin);
                 ++it) {
                std::string key = *it;
                if (!func(key.data(), key.size(), 0, data))
                    return false;
            }
            return true;
        };
        if (db->paths.size() <= 1) {
            each(db->db);
        } else {
            for (const auto &path : db->paths)
                if (!each(Xapian::Database(path)))
                    break;
        }
    });
}

bool ng_db_each_posting(NgDb *db, const char *term, gsize len, NgDbPostingFunc func, gpointer data,
                        GError **error)
{
    return guarded(error, [&] {
        std::string wanted = bytes(term, len);
        for (auto it = db->db.postlist_begin(wanted); it != db->db.postlist_end(wanted); ++it)
            if (!func(*it, data))
                break;
    });
}

bool ng_db_each_document_term(NgDb *db, guint32 docid, const char *prefix, gsize prefix_len,
                              NgDbTermFunc func, gpointer data, GError **error)
{
    return guarded(error, [&] {
        std::string begin = bytes(prefix, prefix_len);
        auto it = db->db.termlist_begin(docid), end = db->db.termlist_end(docid);
        for (it.skip_to(begin); it != end; ++it) {
            std::string term = *it;
            if (term.compare(0, begin.size(), begin) != 0)
                break;
            if (!func(term.data(), term.size(), 0, data))
                break;
        }
    });
}

/* ---- cursors ---- */

struct NgDbTermCursor {
    Xapian::Database db;
    std::string term;
    Xapian::PostingIterator at;
    guint32 asked; /* the last one; 0: nothing is open */
};

NgDbTermCursor *ng_db_term_cursor(NgDb *db, const char *term, gsize len)
{
    return new NgDbTermCursor {db->db, bytes(term, len), {}, 0};
}

void ng_db_term_cursor_free(NgDbTermCursor *cursor)
{
    delete cursor;
}

bool ng_db_term_cursor_has(NgDbTermCursor *cursor, guint32 docid, bool *has, GError **error)
{
    return guarded(error, [&] {
        const Xapian::PostingIterator end;
        if (cursor->asked == 0 || docid < cursor->asked)
            cursor->at = cursor->db.postlist_begin(cursor->term);
        if (cursor->at != end)
            cursor->at.skip_to(docid);
        cursor->asked = docid;
        *has = cursor->at != end && *cursor->at == docid;
    });
}

/* ---- postings ---- */

struct NgDbPostings {
    Xapian::Database db;
    std::string term;
    Xapian::PostingIterator at;
    bool begun;
    NgCommonList *common; /* in their place, while it can be read; or nullptr */

    ~NgDbPostings()
    {
        ng_common_list_free(common);
    }
    /* What the list of common terms said; if nothing, the database is asked from now on. */
    bool told(bool whole)
    {
        if (!whole) {
            ng_common_list_free(common);
            common = nullptr;
        }
        return whole;
    }
    /* false: there is none at or behind `from`. */
    bool go_to(guint32 from)
    {
        const Xapian::PostingIterator end;
        if (!begun)
            at = db.postlist_begin(term);
        begun = true;
        if (at != end && *at < from)
            at.skip_to(from);
        return at != end;
    }
};

NgDbPostings *ng_db_postings(NgDb *db, const char *term, gsize len)
{
    NgCommonList *common = db->common ? ng_common_list(db->common, term, len) : nullptr;
    return new NgDbPostings {db->db, bytes(term, len), {}, false, common};
}

void ng_db_postings_free(NgDbPostings *postings)
{
    delete postings;
}

bool ng_db_postings_next(NgDbPostings *postings, guint32 from, guint32 *docid, GError **error)
{
    if (postings->common && postings->told(ng_common_list_next(postings->common, from, docid)))
        return true;
    return guarded(error, [&] { *docid = postings->go_to(from) ? *postings->at : 0; });
}

bool ng_db_postings_read(NgDbPostings *postings, guint32 from, guint32 until, guint max,
                         guint32 *docids, guint32 *wdfs, guint64 *parts, guint *n, GError **error)
{
    if (postings->common && postings->told(ng_common_list_read(postings->common, from, until, max,
                                                               docids, wdfs, parts, n)))
        return true;
    return guarded(error, [&] {
        const Xapian::PostingIterator end;
        auto &at = postings->at;
        guint read = 0;
        *n = 0;
        for (bool any = postings->go_to(from); any && read < max; any = ++at != end) {
            guint32 docid = *at;
            if (docid >= until)
                break;
            docids[read] = docid;
            if (parts)
                parts[read] = NG_DB_PARTS_NOT_TOLD;
            wdfs[read++] = at.get_wdf();
        }
        *n = read;
    });
}

bool ng_db_postings_pick(NgDbPostings *postings, const guint32 *wanted, guint n_wanted,
                         guint32 *docids, guint32 *wdfs, guint64 *parts, guint *n, GError **error)
{
    if (postings->common && postings->told(ng_common_list_pick(postings->common, wanted, n_wanted,
                                                               docids, wdfs, parts, n)))
        return true;
    return guarded(error, [&] {
        guint picked = 0;
        *n = 0;
        for (guint i = 0; i < n_wanted && postings->go_to(wanted[i]); i++) {
            if (*postings->at != wanted[i])
                continue;
            docids[picked] = wanted[i];
            if (parts)
                parts[picked] = NG_DB_PARTS_NOT_TOLD;
            wdfs[picked++] = postings->at.get_wdf();
        }
        *n = picked;
    });
}

bool ng_db_lengths(NgDb *db, const guint32 *docids, guint n, guint32 *lengths, GError **error)
{
    return guarded(error, [&] {
        bool one = db->columns.size() == 1 && db->columns[0];
        guint told = one ? ng_columns_lengths(db->columns[0], docids, n, lengths) : 0;
        for (guint i = told; i < n; i++)
            if (!db->length(docids[i], &lengths[i]))
                lengths[i] = db->db.get_doclength(docids[i]);
    });
}

/* ---- values ---- */

/* What the columns of all parts and the facet rows together may keep in memory. */
static constexpr gsize KEPT_BYTES = gsize {66} << 20;

void ng_db_keep(NgDb *db)
{
    db->keeps = true;
    const NgFacetRows *rows = ng_db_facet_rows(db);
    gsize left = KEPT_BYTES - (rows ? MIN(KEPT_BYTES, ng_facet_rows_size(rows)) : 0);
    for (auto *its : db->columns)
        if (its)
            ng_columns_keep(its, left / db->columns.size());
}

bool ng_db_keeps(const NgDb *db)
{
    return db->keeps;
}

const NgFacetRows *ng_db_facet_rows(NgDb *db)
{
    bool ours = false;
    if (db->rows)
        guarded(nullptr,
                [&] { ours = ng_facet_rows_is_of(db->rows, db->parts[0].get_uuid().c_str()); });
    return ours ? db->rows : nullptr;
}

void ng_db_expect(NgDb *db, const guint32 *docids, guint n)
{
    auto parts = static_cast<guint32>(db->columns.size());
    if (parts == 1) {
        if (db->columns[0])
            ng_columns_expect(db->columns[0], docids, n);
        return;
    }
    for (guint32 part = 0; part < parts; part++) {
        std::vector<guint32> its;
        for (guint i = 0; db->columns[part] && i < n; i++)
            if ((docids[i] - 1) % parts == part)
                its.push_back((docids[i] - 1) / parts + 1);
        if (db->columns[part])
            ng_columns_expect(db->columns[part], its.data(), static_cast<guint>(its.size()));
    }
}

struct NgDbValueCursor {
    const NgDb *from;
    Xapian::Database db;
    Xapian::valueno slot;
    Xapian::ValueIterator at;
    guint32 asked;
    std::string value;
};

NgDbValueCursor *ng_db_value_cursor(NgDb *db, guint32 slot)
{
    return new NgDbValueCursor {db, db->db, slot, {}, 0, {}};
}

void ng_db_value_cursor_free(NgDbValueCursor *cursor)
{
    delete cursor;
}

bool ng_db_value_cursor_at(NgDbValueCursor *cursor, guint32 docid, const char **value, gsize *len,
                           GError **error)
{
    if (cursor->from->column(docid, cursor->slot, value, len))
        return true;
    return guarded(error, [&] {
        auto end = cursor->db.valuestream_end(cursor->slot);
        if (cursor->asked == 0 || docid < cursor->asked)
            cursor->at = cursor->db.valuestream_begin(cursor->slot);
        if (cursor->at != end)
            cursor->at.skip_to(docid);
        cursor->asked = docid;
        if (cursor->at != end && cursor->at.get_docid() == docid)
            cursor->value = *cursor->at;
        else
            cursor->value.clear();
        *value = cursor->value.data();
        *len = cursor->value.size();
    });
}

bool ng_db_columns_tell(NgDb *db, guint32 docid, guint32 slot)
{
    auto n = static_cast<guint32>(db->columns.size());
    const NgColumns *its = n > 0 && docid > 0 ? db->columns[(docid - 1) % n] : nullptr;
    const char *value;
    gsize len;
    return !its || !ng_columns_has(its, (docid - 1) / n + 1) ||
           db->column(docid, slot, &value, &len);
}

bool ng_db_write_columns(const char *path, const guint32 *slots, guint n, GError **error)
{
    const char *const paths[] = {path, nullptr};
    NgDb *db = ng_db_open(paths, error);
    std::vector<NgDbValueCursor *> cursors;
    std::string uuid;
    if (!db)
        return false;
    std::vector<guint32> lengths(ng_db_last(db));
    bool ok = guarded(error, [&] {
        uuid = db->db.get_uuid();
        for (auto it = db->db.postlist_begin(""); it != db->db.postlist_end(""); ++it)
            lengths.at(*it - 1) = it.get_doclength();
    });
    for (guint i = 0; i < n; i++)
        cursors.push_back(ng_db_value_cursor(db, slots[i]));
    auto value = [](gpointer data, guint32 docid, guint column, const char **bytes, gsize *len,
                    GError **failed) {
        auto &all = *static_cast<std::vector<NgDbValueCursor *> *>(data);
        return ng_db_value_cursor_at(all[column], docid, bytes, len, failed);
    };
    ok = ok && ng_columns_write(path, uuid.c_str(), static_cast<guint32>(lengths.size()),
                                lengths.data(), slots, n, value, &cursors, error);
    for (auto *cursor : cursors)
        ng_db_value_cursor_free(cursor);
    ng_db_free(db);
    return ok;
}

/* ---- what is common ---- */

NgCommon *ng_db_take_common(NgDb *db)
{
    NgCommon *common = db->common;
    db->common = nullptr;
    return common;
}

bool ng_db_number(NgDb *db, guint64 *revision, GError **error)
{
    return guarded(error, [&] { *revision = db->db.get_revision(); });
}

bool ng_db_each_value(NgDb *db, guint32 slot, NgDbValueFunc func, gpointer data, GError **error)
{
    return guarded(error, [&] {
        auto end = db->db.valuestream_end(slot);
        for (auto it = db->db.valuestream_begin(slot); it != end; ++it) {
            std::string value = *it;
            if (!func(it.get_docid(), value.data(), value.size(), data))
                break;
        }
    });
}

bool ng_db_value(NgDb *db, guint32 docid, guint32 slot, GString *value, GError **error)
{
    return guarded(error, [&] {
        std::string found = db->db.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(slot);
        g_string_truncate(value, 0);
        g_string_append_len(value, found.data(), static_cast<gssize>(found.size()));
    });
}

bool ng_db_data(NgDb *db, guint32 docid, GString *data, GError **error)
{
    return guarded(error, [&] {
        std::string found = db->db.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
        g_string_truncate(data, 0);
        g_string_append_len(data, found.data(), static_cast<gssize>(found.size()));
    });
}

/* ---- writing ---- */

struct NgDbDoc {
    Xapian::Document doc;
};

NgDbDoc *ng_db_doc_new(void)
{
    return new NgDbDoc;
}

void ng_db_doc_free(NgDbDoc *doc)
{
    delete doc;
}

void ng_db_doc_clear(NgDbDoc *doc)
{
    doc->doc = Xapian::Document();
}

void ng_db_doc_term(NgDbDoc *doc, const char *term, gsize len, guint32 wdf)
{
    doc->doc.add_term(bytes(term, len), wdf);
}

void ng_db_doc_value(NgDbDoc *doc, guint32 slot, const char *value, gsize len)
{
    doc->doc.add_value(slot, bytes(value, len));
}

void ng_db_doc_data(NgDbDoc *doc, const char *data, gsize len)
{
    doc->doc.set_data(bytes(data, len));
}

struct NgDbWriter {
    Xapian::WritableDatabase db;
    NgDb reader; /* shares db's internals, so it sees what is pending */
};

NgDbWriter *ng_db_writer_open(const char *path, NgDbWriterFlags flags, GError **error)
{
    NgDbWriter *opened = nullptr;
    guarded(error, [&] {
        int mode = (flags & NG_DB_CREATE) ? Xapian::DB_CREATE : Xapian::DB_OPEN;
        if (flags & NG_DB_SCRATCH)
            mode |= Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
        auto fresh = std::make_unique<NgDbWriter>();
        fresh->db = Xapian::WritableDatabase(path, mode);
        fresh->reader.db = fresh->db;
        fresh->reader.paths.emplace_back(path);
        fresh->reader.parts.emplace_back(fresh->db);
        opened = fresh.release();
    });
    return opened;
}

bool ng_db_writer_add(NgDbWriter *writer, const NgDbDoc *doc, guint32 *docid, GError **error)
{
    return guarded(error, [&] {
        guint32 added = writer->db.add_document(doc->doc);
        if (docid)
            *docid = added;
    });
}

bool ng_db_writer_delete(NgDbWriter *writer, guint32 docid, GError **error)
{
    return guarded(error, [&] { writer->db.delete_document(docid); });
}

bool ng_db_writer_copy(NgDbWriter *writer, NgDb *from, guint32 docid, GError **error)
{
    return guarded(error, [&] {
        /* Everything is read first: an error of the other database in the middle of adding would
         * cost the whole pending batch. */
        Xapian::Document doc = from->db.get_document(docid);
        doc.set_data(doc.get_data());
        doc.termlist_count();
        doc.values_count();
        writer->db.add_document(doc);
    });
}

bool ng_db_writer_metadata(NgDbWriter *writer, const char *key, gsize key_len, const char *value,
                           gsize value_len, GError **error)
{
    return guarded(error,
                   [&] { writer->db.set_metadata(bytes(key, key_len), bytes(value, value_len)); });
}

NgDb *ng_db_writer_reader(NgDbWriter *writer)
{
    return &writer->reader;
}

bool ng_db_writer_commit(NgDbWriter *writer, GError **error)
{
    return guarded(error, [&] { writer->db.commit(); });
}

bool ng_db_writer_close(NgDbWriter *writer, GError **error)
{
    if (!guarded(error, [&] {
            writer->db.commit();
            writer->db.close();
        })) {
        ng_db_writer_abandon(writer);
        return false;
    }
    delete writer;
    return true;
}

void ng_db_writer_abandon(NgDbWriter *writer)
{
    /* Deliberately leaked: its destructor would commit, through a handle that may be broken. The
     * process that saw the failure is about to end. */
    static auto *abandoned = new std::vector<NgDbWriter *>;
    if (writer)
        abandoned->push_back(writer);
}

bool ng_db_compact(const char *const *sources, const char *path, GError **error)
{
    return guarded(error, [&] {
        Xapian::Database all;
        for (guint i = 0; sources[i]; i++)
            all.add_database(Xapian::Database(sources[i]));
        all.compact(path, 0);
    });
}

bool ng_db_check(const char *path, GString *report, GError **error)
{
    return guarded(error, [&] {
        std::ostringstream out;
        size_t problems = Xapian::Database::check(path, 0, &out);
        if (problems) {
            g_string_append(report, out.str().c_str());
            throw Xapian::DatabaseCorruptError(std::to_string(problems) + " problems found in " +
                                               path);
        }
    });
}
