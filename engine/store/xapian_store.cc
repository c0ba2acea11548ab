/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The shim over Xapian: the only C++, and the only file that includes <xapian.h>.
 *
 * Every extern "C" body that can throw is one call of guarded(), which turns whatever was thrown
 * into a GError; Xapian can throw other things than Xapian::Error when a file is damaged. Outputs
 * are written after the last statement that can throw. */
#include "nutgraf/error.h"
#include "nutgraf/store.h"
#include "columns.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <sstream>
#include <string>
#include <vector>

namespace
{

/* Thrown through the matcher when a callback has set its own error. */
struct Aborted {
};

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
    } catch (const Aborted &) {
        /* the callback has said why */
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

    ~NgDb()
    {
        for (auto *its : columns)
            ng_columns_free(its);
    }
    /* What the mapped columns tell; false: ask the database. The numbers of several databases
     * together go round. */
    bool column(guint32 docid, guint32 slot, const char **value, gsize *len) const
    {
        auto n = static_cast<guint32>(columns.size());
        if (n == 0 || docid == 0)
            return false;
        NgColumns *its = columns[(docid - 1) % n];
        return its && ng_columns_value(its, (docid - 1) / n + 1, slot, value, len);
    }
};

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
    return guarded(error, [&] { db->db.reopen(); });
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

bool ng_db_frequency(NgDb *db, const char *term, gsize len, guint32 *documents, GError **error)
{
    return guarded(error, [&] { *documents = db->db.get_termfreq(bytes(term, len)); });
}

static char *copy_out(const std::string &value, gsize *len)
{
    char *copy = static_cast<char *>(g_malloc(value.size() + 1));
    memcpy(copy, value.data(), value.size());
    copy[value.size()] = '\0';
    if (len)
        *len = value.size();
    return copy;
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
    guarded(error, [&] {
        std::string wanted = bytes(key, key_len), value = db->db.get_metadata(wanted);
        /* Several databases together answer with the first one's metadata only. */
        for (size_t i = 1; value.empty() && i < db->paths.size(); i++)
            value = Xapian::Database(db->paths[i]).get_metadata(wanted);
        found = copy_out(value, len);
    });
    return found;
}

bool ng_db_each_term(NgDb *db, const char *prefix, gsize prefix_len, NgDbTermFunc func,
                     gpointer data, GError **error)
{
    return guarded(error, [&] {
        std::string begin = bytes(prefix, prefix_len);
        for (auto it = db->db.allterms_begin(begin); it != db->db.allterms_end(begin); ++it) {
            std::string term = *it;
            if (!func(term.data(), term.size(), it.get_termfreq(), data))
                break;
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

bool ng_db_write_columns(const char *path, const guint32 *slots, guint n, GError **error)
{
    const char *const paths[] = {path, nullptr};
    NgDb *db = ng_db_open(paths, error);
    std::vector<NgDbValueCursor *> cursors;
    std::string uuid;
    if (!db)
        return false;
    bool ok = guarded(error, [&] { uuid = db->db.get_uuid(); });
    for (guint i = 0; i < n; i++)
        cursors.push_back(ng_db_value_cursor(db, slots[i]));
    auto value = [](gpointer data, guint32 docid, guint column, const char **bytes, gsize *len,
                    GError **failed) {
        auto &all = *static_cast<std::vector<NgDbValueCursor *> *>(data);
        return ng_db_value_cursor_at(all[column], docid, bytes, len, failed);
    };
    ok = ok &&
         ng_columns_write(path, uuid.c_str(), ng_db_last(db), slots, n, value, &cursors, error);
    for (auto *cursor : cursors)
        ng_db_value_cursor_free(cursor);
    ng_db_free(db);
    return ok;
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

/* ---- matching ---- */

struct NgCandidate {
    const NgDb *db;
    const Xapian::Document *doc;
    guint32 docid;
    std::string value;
};

guint32 ng_candidate_docid(const NgCandidate *candidate)
{
    return candidate->docid;
}

const char *ng_candidate_value(NgCandidate *candidate, guint32 slot, gsize *len)
{
    const char *value;
    if (candidate->db->column(candidate->docid, slot, &value, len))
        return value;
    candidate->value = candidate->doc->get_value(slot);
    *len = candidate->value.size();
    return candidate->value.data();
}

namespace
{

class Decider : public Xapian::MatchDecider
{
    const NgDb *db;
    const NgMatchRun *run;
    GError **error;

  public:
    Decider(const NgDb *db_, const NgMatchRun *run_, GError **error_)
        : db(db_), run(run_), error(error_)
    {
    }
    bool operator()(const Xapian::Document &doc) const override
    {
        NgCandidate candidate {db, &doc, doc.get_docid(), {}};
        GError *failed = nullptr;
        bool match = run->decide(&candidate, run->data, &failed);
        if (failed) {
            g_propagate_error(error, failed);
            throw Aborted();
        }
        return match;
    }
};

class Spy : public Xapian::MatchSpy
{
    const NgDb *db;
    const NgMatchRun *run;

  public:
    Spy(const NgDb *db_, const NgMatchRun *run_) : db(db_), run(run_)
    {
    }
    void operator()(const Xapian::Document &doc, double weight) override
    {
        NgCandidate candidate {db, &doc, doc.get_docid(), {}};
        run->seen(&candidate, weight, run->data);
    }
};

/* Ascending, documents without the value would come first, and the best would be these alone. */
class LastWithout : public Xapian::KeyMaker
{
    gint64 slot;

  public:
    explicit LastWithout(gint64 slot_) : slot(slot_)
    {
    }
    std::string operator()(const Xapian::Document &doc) const override
    {
        std::string value = doc.get_value(static_cast<Xapian::valueno>(slot));
        return value.empty() ? std::string("\xff") : value;
    }
};

/* No article counts as shorter than this share of the mean. Xapian's own 0.5 costs the short ones:
 * on TIME 0.008 of MAP, on Reuters' topics nothing either way. */
constexpr double LEAST_LENGTH = 0.1;

/* A term's postings, weightless, walked one by one. */
class Walk : public Xapian::PostingSource
{
    std::string term;
    Xapian::Database db;
    Xapian::PostingIterator at;
    bool begun = false;

    void begin()
    {
        if (!begun)
            at = db.postlist_begin(term);
        begun = true;
    }

  public:
    explicit Walk(const std::string &term_) : term(term_)
    {
    }
    void init(const Xapian::Database &part) override
    {
        db = part;
        begun = false;
    }
    Xapian::PostingSource *clone() const override
    {
        return new Walk(term);
    }
    std::string name() const override
    {
        return "nutgraf:walk";
    }
    std::string serialise() const override
    {
        return term;
    }
    Xapian::PostingSource *unserialise(const std::string &serialised) const override
    {
        return new Walk(serialised);
    }
    std::string get_description() const override
    {
        return "Walk(" + term + ")";
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return db.get_termfreq(term);
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return get_termfreq_min();
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return get_termfreq_min();
    }
    void next(double) override
    {
        if (begun)
            ++at;
        else
            begin();
    }
    void skip_to(Xapian::docid docid, double) override
    {
        begin();
        at.skip_to(docid);
    }
    bool at_end() const override
    {
        return at == Xapian::PostingIterator();
    }
    Xapian::docid get_docid() const override
    {
        return *at;
    }
};

/* From a match to Xapian's query.
 *
 * A term that stands in every document and need not be weighed is read by Xapian 1.4.22 as the list
 * of all documents, under the term's name; where numbers have gaps, as after a removal, and that
 * list has several chunks, it then takes the second one for a damaged list of the term
 * (LocalSubMatch::open_post_list, GlassPostList::next_chunk). Such a term is walked by ourselves.
 */
class Translation
{
    const NgDb *db;
    bool gaps = false;

    bool is_everywhere(const std::string &term) const
    {
        for (const auto &part : db->parts)
            if (part.get_lastdocid() != part.get_doccount() && part.get_doccount() > 0 &&
                part.get_termfreq(term) == part.get_doccount())
                return true;
        return false;
    }

    Xapian::Query term(const NgMatch *match, bool weighs) const
    {
        std::string name = bytes(match->term, match->term_len);
        if (weighs || !gaps || !is_everywhere(name))
            return Xapian::Query(name, match->wqf);
        return Xapian::Query((new Walk(name))->release());
    }

    std::vector<Xapian::Query> kids(const NgMatch *match, guint from, bool weighs) const
    {
        std::vector<Xapian::Query> kids;
        for (guint i = from; match->kids && i < match->kids->len; i++)
            kids.push_back(query(static_cast<const NgMatch *>(match->kids->pdata[i]), weighs));
        return kids;
    }

    Xapian::Query many(Xapian::Query::op op, const NgMatch *match, bool weighs) const
    {
        auto all = kids(match, 0, weighs);
        return Xapian::Query(op, all.begin(), all.end());
    }

    /* first OP (second OR third ...) */
    Xapian::Query first_and_rest(Xapian::Query::op op, const NgMatch *match, Xapian::Query::op join,
                                 bool first_weighs, bool rest_weighs) const
    {
        auto rest = kids(match, 1, rest_weighs);
        Xapian::Query first =
            query(static_cast<const NgMatch *>(match->kids->pdata[0]), first_weighs);
        return Xapian::Query(op, first, Xapian::Query(join, rest.begin(), rest.end()));
    }

  public:
    explicit Translation(const NgDb *db_) : db(db_)
    {
        for (const auto &part : db->parts)
            gaps = gaps || part.get_lastdocid() != part.get_doccount();
    }

    /* weighs: what the terms weigh counts, so Xapian reads how often they stand in a document. */
    Xapian::Query query(const NgMatch *match, bool weighs) const
    {
        using Xapian::Query;
        switch (match->op) {
        case NG_MATCH_TERM:
            return term(match, weighs);
        case NG_MATCH_ALL:
            return Query::MatchAll;
        case NG_MATCH_NONE:
            return Query::MatchNothing;
        case NG_MATCH_AND:
            return many(Query::OP_AND, match, weighs);
        case NG_MATCH_OR:
            return many(Query::OP_OR, match, weighs);
        case NG_MATCH_SYNONYM:
            return many(Query::OP_SYNONYM, match, weighs);
        case NG_MATCH_AND_NOT:
            return first_and_rest(Query::OP_AND_NOT, match, Query::OP_OR, weighs, false);
        case NG_MATCH_FILTER:
            return first_and_rest(Query::OP_FILTER, match, Query::OP_AND, weighs, false);
        case NG_MATCH_MAYBE:
            return first_and_rest(Query::OP_AND_MAYBE, match, Query::OP_OR, weighs, weighs);
        case NG_MATCH_SCALE: {
            auto scaled = kids(match, 0, weighs && match->factor > 0);
            return scaled.empty() ? Query()
                                  : Query(Query::OP_SCALE_WEIGHT, scaled[0], match->factor);
        }
        case NG_MATCH_VALUE_GE:
            return Query(Query::OP_VALUE_GE, match->slot, bytes(match->term, match->term_len));
        }
        return Query::MatchNothing;
    }
};

void match_one(const NgDb *db, Xapian::Enquire &enquire, const NgMatchRun *run, GArray *ranked,
               guint32 *matches, GError **error)
{
    Decider decider(db, run, error);
    Spy spy(db, run);
    if (run->seen)
        enquire.add_matchspy(&spy);
    guint32 total = db->db.get_doccount();
    Xapian::MSet found = enquire.get_mset(0, std::min(run->top, total), std::min(run->check, total),
                                          nullptr, run->decide ? &decider : nullptr);
    std::vector<NgRanked> best;
    for (auto it = found.begin(); it != found.end(); ++it)
        best.push_back(NgRanked {*it, it.get_weight()});
    g_array_append_vals(ranked, best.data(), static_cast<guint>(best.size()));
    if (matches)
        *matches = found.get_matches_lower_bound();
}

/* With several databases the matcher shows deciders and spies each document under the number it has
 * in its own part (seen in 1.4.22), which says nothing about the whole. So the candidates are taken
 * from the ranked set, where the numbers are those of the whole, best first. */
void match_parts(const NgDb *db, Xapian::Enquire &enquire, const NgMatchRun *run, GArray *ranked,
                 guint32 *matches, GError **error)
{
    guint32 total = db->db.get_doccount(), accepted = 0;
    Xapian::MSet found = enquire.get_mset(0, total, total);
    std::vector<Xapian::MSetIterator> all;
    for (auto it = found.begin(); it != found.end(); ++it)
        all.push_back(it);
    /* Whoever wants no order gets that of the documents, in which what is read of them lies. */
    if (run->top == 0)
        std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return *a < *b; });
    for (const auto &it : all) {
        if (accepted >= run->check && accepted >= run->top)
            break;
        Xapian::Document doc = it.get_document();
        NgCandidate candidate {db, &doc, *it, {}};
        GError *failed = nullptr;
        if (run->decide && !run->decide(&candidate, run->data, &failed)) {
            if (failed) {
                g_propagate_error(error, failed);
                throw Aborted();
            }
            continue;
        }
        if (run->seen)
            run->seen(&candidate, it.get_weight(), run->data);
        if (accepted++ < run->top) {
            NgRanked one {*it, it.get_weight()};
            g_array_append_val(ranked, one);
        }
    }
    if (matches)
        *matches = accepted;
}

} // namespace

bool ng_db_match(NgDb *db, const NgMatch *match, const NgMatchRun *run, GArray *ranked,
                 guint32 *matches, GError **error)
{
    GError *failed = nullptr;
    bool ok = guarded(&failed, [&] {
        Xapian::Enquire enquire(db->db);
        enquire.set_query(Translation(db).query(match, run->k1 > 0));
        if (run->k1 > 0)
            enquire.set_weighting_scheme(
                Xapian::BM25Weight(run->k1, 0, run->k3, run->b, LEAST_LENGTH));
        else
            enquire.set_weighting_scheme(Xapian::BoolWeight());
        LastWithout by_slot(run->sort_slot);
        if (run->sort_slot >= 0 && run->sort_ascending)
            enquire.set_sort_by_key_then_relevance(&by_slot, false);
        else if (run->sort_slot >= 0)
            enquire.set_sort_by_value_then_relevance(static_cast<Xapian::valueno>(run->sort_slot),
                                                     true);
        if (db->paths.size() > 1)
            match_parts(db, enquire, run, ranked, matches, &failed);
        else
            match_one(db, enquire, run, ranked, matches, &failed);
    });
    if (failed)
        g_propagate_error(error, failed);
    return ok;
}

bool ng_db_estimate(NgDb *db, const NgMatch *match, guint32 *most, GError **error)
{
    return guarded(error, [&] {
        Xapian::Enquire enquire(db->db);
        enquire.set_query(Translation(db).query(match, false));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        *most = enquire.get_mset(0, 0).get_matches_upper_bound();
    });
}

char *ng_db_describe(NgDb *db, const NgMatch *match, GError **error)
{
    char *text = nullptr;
    guarded(error,
            [&] { text = g_strdup(Translation(db).query(match, true).get_description().c_str()); });
    return text;
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
