package dev.intermute.reservation.pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NormalFormTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    src/auth            | src/auth
                    ./a//b/./c/.        | a/b/c
                    \\./a               | a
                    a***b               | a*b
                    a/***/b             | a/*/b
                    **/**/a             | **/a
                    a/**                | a
                    a/**/**             | a
                    **                  | **
                    **/**               | **
                    {.,a}/**            | {.,a}/**
                    ./{/a,b}            | ./{/a,b}
                    ./{a,b}             | {a,b}
                    {a}b{}c             | abc
                    {*}*/b              | **/b
                    {*}**/b             | */b
                    {****,a}b           | {***,a}b
                    {***,a}/b           | {***,a}/b
                    {*,a}*              | {*,a}*
                    {a//b,c}/           | {a/b,c}
                    [cab]               | [a-c]
                    [^cab]              | [!a-c]
                    [aab]               | [ab]
                    [b-da-c]            | [a-d]
                    [a]                 | a
                    [*]                 | \\*
                    [.]x                | [.]x
                    [!/]                | ?
                    []a-]               | []a-]
                    [a^]                | [a^]
                    [a^^]               | [\\^a]
                    [b\\!]              | [\\!b]
                    [+-9]               | [+-9]
                    \\a\\*\\}\\,        | a\\*},
                    {\\a\\*\\}\\,,b}    | {a\\*\\}\\,,b}
                    {[,],b}             | {\\,,b}
                    """)
    void it_leaves_out_what_does_not_matter(String text, String normal) {
        PathPattern pattern = PathPattern.parse(text);

        assertThat(pattern.text()).isEqualTo(normal);
        assertThat(PathPattern.parse(normal))
                .isEqualTo(pattern)
                .hasSameHashCodeAs(pattern)
                .hasToString(normal);
    }
}
