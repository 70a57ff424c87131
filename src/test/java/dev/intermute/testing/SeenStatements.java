package dev.intermute.testing;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Notes each SQL statement that Hibernate sends, with the repository method it was sent for. */
@Singleton
@PersistenceUnitExtension
public class SeenStatements implements StatementInspector {
    private static final long serialVersionUID = 1L;
    private static final Pattern REPOSITORY = Pattern.compile("dev\\.intermute\\..*Repository");

    private final transient Map<String, Set<String>> bySql = new ConcurrentHashMap<>();

    @Override
    public String inspect(String sql) {
        bySql.computeIfAbsent(sql, any -> ConcurrentHashMap.newKeySet()).add(caller());
        return sql;
    }

    /** Each distinct statement, with the methods that sent it, by class, name and descriptor. */
    public Map<String, Set<String>> all() {
        return new TreeMap<>(bySql);
    }

    /** The outermost method of a repository on the stack: its private helpers are no promise to anybody. */
    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame ->
                                REPOSITORY.matcher(frame.getClassName()).matches())
                        .reduce((inner, outer) -> outer)
                        .map(frame -> frame.getClassName() + "." + frame.getMethodName() + frame.getDescriptor())
                        .orElse("elsewhere"));
    }
}
