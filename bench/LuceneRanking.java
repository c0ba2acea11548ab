// SPDX-License-Identifier: GPL-2.0-or-later
// Lucene on the documents and queries of bench/ranking: English analysis (Porter, stop words, as it
// comes), BM25 as it comes, one field, any of the words.
//
//     java -cp JARS bench/LuceneRanking.java DOCUMENTS QUERIES DEPTH
//
// DOCUMENTS: id, tab, text, a line each; QUERIES: one a line. Prints a line a query: ids, best first.
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.QueryBuilder;

public class LuceneRanking {
    public static void main(String[] arguments) throws Exception {
        EnglishAnalyzer analyzer = new EnglishAnalyzer();
        ByteBuffersDirectory folder = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(folder, new IndexWriterConfig(analyzer))) {
            for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
                int tab = line.indexOf('\t');
                Document document = new Document();
                document.add(new StringField("id", line.substring(0, tab), Field.Store.YES));
                document.add(new TextField("text", line.substring(tab + 1), Field.Store.NO));
                writer.addDocument(document);
            }
        }
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(folder));
        QueryBuilder builder = new QueryBuilder(analyzer);
        int depth = Integer.parseInt(arguments[2]);
        for (String line : Files.readAllLines(Path.of(arguments[1]), StandardCharsets.UTF_8)) {
            StringJoiner ids = new StringJoiner(" ");
            Query query = builder.createBooleanQuery("text", line);
            if (query != null)
                for (ScoreDoc hit : searcher.search(query, depth).scoreDocs)
                    ids.add(searcher.doc(hit.doc).get("id"));
            System.out.println(ids);
        }
    }
}
