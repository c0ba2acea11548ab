// SPDX-License-Identifier: GPL-2.0-or-later
// Lucene on the articles and queries of bench/large: English analysis as it comes, BM25, one field of
// headline and text, the other two for filters and facets.
//
//     java -cp JARS bench/LuceneSpeed.java FOLDER            articles on standard input
//     java -cp JARS bench/LuceneSpeed.java FOLDER ROUNDS     queries on standard input
//
// An article: headline, outlet, date of publication, text, a line each with tabs between. A query:
// words, outlet or nothing, first and last date or nothing. Prints a line a query: milliseconds for
// the ten best with highlighted passages, and for the same with exact totals and three facets, each
// the median of its rounds.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;

public class LuceneSpeed {
    private static final String[] FACETS = {"outlet", "year", "month"};

    private static void index(FSDirectory folder, BufferedReader articles) throws Exception {
        FacetsConfig facets = new FacetsConfig();
        try (IndexWriter writer = new IndexWriter(folder, new IndexWriterConfig(new EnglishAnalyzer()))) {
            for (String line; (line = articles.readLine()) != null;) {
                String[] parts = line.split("\t", -1);
                Document document = new Document();
                document.add(new TextField("text", parts[0] + ".\n" + parts[3], Field.Store.YES));
                document.add(new StringField("source", parts[1], Field.Store.YES));
                document.add(new StringField("published", parts[2], Field.Store.YES));
                if (!parts[1].isEmpty())
                    document.add(new SortedSetDocValuesFacetField("outlet", parts[1]));
                if (parts[2].length() >= 7) {
                    document.add(new SortedSetDocValuesFacetField("year", parts[2].substring(0, 4)));
                    document.add(new SortedSetDocValuesFacetField("month", parts[2].substring(0, 7)));
                }
                writer.addDocument(facets.build(document));
            }
            writer.forceMerge(1);
        }
    }

    private static Query parse(QueryParser parser, String line) throws Exception {
        String[] parts = line.split("\t", -1);
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(parser.parse(parts[0]), BooleanClause.Occur.MUST);
        if (!parts[1].isEmpty())
            all.add(new TermQuery(new Term("source", parts[1])), BooleanClause.Occur.FILTER);
        if (!parts[2].isEmpty())
            all.add(TermRangeQuery.newStringRange("published", parts[2], parts[3], true, true),
                    BooleanClause.Occur.FILTER);
        return all.build();
    }

    private static double milliseconds(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        FSDirectory folder = FSDirectory.open(Path.of(arguments[0]));
        if (arguments.length < 2) {
            index(folder, in);
            return;
        }
        DirectoryReader reader = DirectoryReader.open(folder);
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null); // each query is asked for the first time
        EnglishAnalyzer analyzer = new EnglishAnalyzer();
        QueryParser parser = new QueryParser("text", analyzer);
        parser.setDefaultOperator(QueryParser.Operator.AND);
        UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, analyzer);
        DefaultSortedSetDocValuesReaderState state = new DefaultSortedSetDocValuesReaderState(reader);
        int rounds = Integer.parseInt(arguments[1]);
        List<String> lines = in.lines().collect(Collectors.toList());
        double[][] best = new double[lines.size()][rounds], counted = new double[lines.size()][rounds];
        for (int round = -1; round < rounds; round++) { // one to warm up
            for (int i = 0; i < lines.size(); i++) {
                long began = System.nanoTime();
                Query query = parse(parser, lines.get(i));
                TopDocs top = searcher.search(query, 10);
                highlighter.highlight("text", query, top);
                double took = milliseconds(began);
                began = System.nanoTime();
                query = parse(parser, lines.get(i));
                TopScoreDocCollector hits = TopScoreDocCollector.create(10, Integer.MAX_VALUE);
                FacetsCollector collector = new FacetsCollector();
                searcher.search(query, MultiCollector.wrap(hits, collector));
                SortedSetDocValuesFacetCounts counts = new SortedSetDocValuesFacetCounts(state, collector);
                for (String facet : FACETS)
                    counts.getTopChildren(10, facet);
                highlighter.highlight("text", query, hits.topDocs());
                if (round >= 0) {
                    best[i][round] = took;
                    counted[i][round] = milliseconds(began);
                }
            }
        }
        for (int i = 0; i < lines.size(); i++)
            System.out.printf("%.3f\t%.3f%n", median(best[i]), median(counted[i]));
    }
}
