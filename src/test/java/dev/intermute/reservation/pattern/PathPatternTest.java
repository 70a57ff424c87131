package dev.intermute.reservation.pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The contract's paragraph on patterns, clause by clause. */
class PathPatternTest {
    @ParameterizedTest(name = "{0} covers {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    src/auth            | src/auth
                    src/auth            | src/auth/login.go
                    *                   | a
                    *                   | a/x
                    *                   | .hidden
                    a*b                 | ab
                    a*b                 | axxb
                    src/*/x             | src/a/x
                    ?                   | a
                    a?c                 | abc
                    ?                   | \uD83D\uDE00
                    [a-z]               | m
                    [!a]                | b
                    [^a]                | b
                    []a]                | ]
                    [!]a]               | b
                    [a\\]]              | ]
                    [a-]                | -
                    [!/]                | x
                    [+-9]               | 0
                    {a,b}               | b
                    {a,b/c}/d           | b/c/d
                    {a,{b,c}x}y         | cxy
                    x{,y}               | x
                    x{,y}               | xy
                    a{/,}b              | a/b
                    a{/,}b              | ab
                    a{/b,c}             | a/b
                    a/{/b,c}            | a/b
                    {a}                 | a
                    a{}b                | ab
                    {.,a}/b             | b
                    {*,a}*              | x/y/z
                    **                  | a/b/c
                    **/c                | c
                    **/c                | a/b/c
                    a/**/c              | a/c
                    a/**/c              | a/b/b/c
                    a/***/c             | a/b/c
                    {*,b}**/c           | a/c
                    {*,**,b}*/c         | a/b/c
                    a**c                | abbc
                    {**/,}a             | x/y/a
                    \\*                 | *
                    \\{a,b\\}           | {a,b}
                    a,b}                | a,b}
                    app/\\[slug\\]      | app/[slug]
                    ./a                 | a
                    a//b/               | a/b
                    a/./b/.             | a/b
                    \\./a               | a
                    .x                  | .x
                    [.]*                | .x
                    [.]*                | ..x
                    ...                 | ...
                    """)
    void it_covers(String pattern, String path) {
        assertThat(PathPattern.parse(pattern).covers(path)).isTrue();
    }

    @ParameterizedTest(name = "{0} does not cover {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    src/auth            | src
                    a/***/c             | a/c
                    a/***/c             | a/b/b/c
                    {*,b}**/c           | a/b/c
                    src/auth            | src/authors
                    src/auth            | lib/src/auth
                    *                   | .
                    *                   | ..
                    ?                   | .
                    ??                  | ..
                    a/*                 | a
                    a/*                 | a/
                    a*b                 | a/b
                    a?b                 | a/b
                    a[!b]c              | a/c
                    a[.-0]b             | a/b
                    [!a]                | a
                    A                   | a
                    a**c                | a/b/c
                    {[.],x}/b           | b
                    {a,b}               | c
                    x{,y}               | y
                    a                   | ./a
                    a                   | /a
                    a                   | a//b
                    **                  | a/../b
                    """)
    void it_does_not_cover(String pattern, String path) {
        assertThat(PathPattern.parse(pattern).covers(path)).isFalse();
    }

    @Test
    void no_pattern_covers_the_empty_path() {
        assertThat(PathPattern.parse("**").covers("")).isFalse();
    }

    @ParameterizedTest(name = "{0} and {1} overlap on {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    src/auth            | src/auth/login.go | src/auth/login.go
                    */*                 | a                 | a/a
                    src/**/*.go         | src/auth/*_test.go| src/auth/_test.go
                    *.go                | a*                | a.go
                    a*                  | *b                | ab
                    [ab]                | [bc]              | b
                    [ab]                | ?                 | a
                    ?                   | [!a]              | b
                    *                   | **                | a
                    [0-9]               | ?                 | 0
                    {x,y/z}             | y                 | y/z
                    **/a/b              | c/**/b            | c/a/b
                    a{/,}b              | a?b               | -
                    src                 | srcs              | -
                    *.go                | *.ts              | -
                    src/*.go            | src/*.ts          | -
                    a/[ab]              | a/[cd]            | -
                    A                   | a                 | -
                    """)
    void two_overlap_exactly_if_some_path_is_covered_by_both(String one, String other, String witness) {
        PathPattern first = PathPattern.parse(one);
        PathPattern second = PathPattern.parse(other);

        assertThat(first.overlaps(second)).isEqualTo(!witness.equals("-"));
        assertThat(first.witness(second).orElse("-")).isEqualTo(witness);
    }
}
