/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A floor to compare nutgraf-index with: the least that any program on Xapian's API must do to
 * index the same articles. It is no part of nutgraf and is built for bench/speed only.
 *
 *     bare-index ARTICLES.ndjson FOLDER [JOBS]
 *
 * An article is a document: English stems with positions, and its text as data. No ids, fields,
 * values, names or quotations, words by ASCII rules, and JSON read by looking for two keys. Batches
 * of 200 articles become databases of their own, which compact() merges. */
/* Xapian's header comes with the command line (meson.build): in the sources it stands in one file.
 */

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace
{

constexpr size_t BATCH_ARTICLES = 200;
constexpr unsigned PARAGRAPH_STRIDE = 4096;
constexpr size_t TERM_BYTES_MAX = 64;

void append_utf8(std::string &to, unsigned code)
{
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0 | code >> 6);
        to += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        to += static_cast<char>(0xE0 | code >> 12);
        to += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        to += static_cast<char>(0x80 | (code & 0x3F));
    }
}

/* The JSON string that begins behind its opening mark at `at`; `at` goes behind the closing one. */
void read_string(std::string_view line, size_t &at, std::string &text)
{
    for (; at < line.size() && line[at] != '"'; at++) {
        if (line[at] != '\\' || at + 1 >= line.size()) {
            text += line[at];
            continue;
        }
        char escaped = line[++at];
        if (escaped == 'u' && at + 4 < line.size()) {
            append_utf8(text, static_cast<unsigned>(strtoul(
                                  std::string(line.substr(at + 1, 4)).c_str(), nullptr, 16)));
            at += 4;
        } else {
            text += escaped == 'n' || escaped == 't' ? ' ' : escaped;
        }
    }
    at++;
}

bool is_word(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Indexer
{
    Xapian::Stem stem {"english"};
    std::unordered_map<std::string, std::string> stems;
    std::string word, text, data;

    const std::string &stem_of(const std::string &form)
    {
        auto known = stems.find(form);
        return known != stems.end() ? known->second : stems.emplace(form, stem(form)).first->second;
    }

    void add_words(Xapian::Document &doc, unsigned position)
    {
        for (size_t at = 0; at < text.size();) {
            while (at < text.size() && !is_word(static_cast<unsigned char>(text[at])))
                at++;
            word.clear();
            for (; at < text.size() && is_word(static_cast<unsigned char>(text[at])); at++)
                word += text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 32)
                                                           : text[at];
            if (!word.empty() && word.size() <= TERM_BYTES_MAX)
                doc.add_posting(stem_of(word), position++);
        }
    }

  public:
    Xapian::Document article(std::string_view line)
    {
        Xapian::Document doc;
        unsigned paragraph = 0;
        data.clear();
        for (std::string_view key : {"\"title\":\"", "\"text\":\""})
            for (size_t at = 0; (at = line.find(key, at)) != line.npos;) {
                at += key.size();
                text.clear();
                read_string(line, at, text);
                add_words(doc, paragraph++ * PARAGRAPH_STRIDE);
                data += text;
                data += '\n';
            }
        doc.set_data(data);
        return doc;
    }
};

std::string batch_path(const std::string &folder, size_t batch)
{
    return folder + ".batch-" + std::to_string(batch);
}

void index_batches(const std::vector<std::string_view> &lines, const std::string &folder,
                   size_t first, size_t step)
{
    Indexer indexer;
    for (size_t batch = first; batch * BATCH_ARTICLES < lines.size(); batch += step) {
        Xapian::WritableDatabase db(batch_path(folder, batch), Xapian::DB_CREATE_OR_OVERWRITE |
                                                                   Xapian::DB_NO_SYNC |
                                                                   Xapian::DB_DANGEROUS);
        size_t end = std::min(lines.size(), (batch + 1) * BATCH_ARTICLES);
        for (size_t i = batch * BATCH_ARTICLES; i < end; i++)
            db.add_document(indexer.article(lines[i]));
        db.commit();
    }
}

void merge(const std::string &folder, size_t batches)
{
    Xapian::Database all;
    for (size_t batch = 0; batch < batches; batch++)
        all.add_database(Xapian::Database(batch_path(folder, batch)));
    all.compact(folder);
}

int run(const char *input, const std::string &folder, size_t jobs)
{
    std::ifstream file(input, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    std::string bytes = content.str();
    std::vector<std::string_view> lines;
    for (size_t at = 0; at < bytes.size();) {
        size_t end = std::min(bytes.find('\n', at), bytes.size());
        lines.push_back(std::string_view(bytes).substr(at, end - at));
        at = end + 1;
    }
    for (size_t job = 0; job < jobs; job++)
        if (fork() == 0) {
            index_batches(lines, folder, job, jobs);
            _exit(0);
        }
    for (int status; wait(&status) > 0;)
        if (status != 0)
            return 1;
    merge(folder, (lines.size() + BATCH_ARTICLES - 1) / BATCH_ARTICLES);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "Usage: %s ARTICLES.ndjson FOLDER [JOBS]\n", argv[0]);
        return 3;
    }
    try {
        return run(argv[1], argv[2], argc > 3 ? strtoul(argv[3], nullptr, 10) : 1);
    } catch (const Xapian::Error &e) {
        std::cerr << e.get_description() << '\n';
    } catch (const std::exception &e) {
        std::cerr << e.what() << '\n';
    }
    return 1;
}
