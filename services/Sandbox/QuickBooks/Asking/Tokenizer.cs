using System.Text;
using Sandbox.QuickBooks.Faults;

namespace Sandbox.QuickBooks.Asking;

/// <summary>Cuts a query into tokens. Inside quotes <c>\'</c> is a quote and <c>\\</c> a backslash; a quote left open is 4000.</summary>
internal static class Tokenizer
{
    public static IReadOnlyList<Token> Cut(string query)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < query.Length)
        {
            var c = query[at];
            if (char.IsWhiteSpace(c)) at++;
            else if (c == '\'') tokens.Add(Quoted(query, ref at));
            else if (char.IsLetter(c) || c == '_') tokens.Add(Run(TokenKind.Word, query, ref at, next => char.IsLetterOrDigit(next) || next is '_' or '.'));
            else if (char.IsDigit(c) || (c == '-' && at + 1 < query.Length && char.IsDigit(query[at + 1])))
                tokens.Add(Run(TokenKind.Number, query, ref at, next => char.IsDigit(next) || next is '.' or '-'));
            else tokens.Add(Symbol(query, ref at));
        }
        tokens.Add(new Token(TokenKind.End, "<EOF>", query.Length + 1));
        return tokens;
    }

    private static Token Run(TokenKind kind, string query, ref int at, Func<char, bool> belongs)
    {
        var start = at++;
        while (at < query.Length && belongs(query[at])) at++;
        return new Token(kind, query[start..at], start + 1);
    }

    private static Token Quoted(string query, ref int at)
    {
        var (start, text) = (at++, new StringBuilder());
        for (; at < query.Length; at++)
        {
            if (query[at] == '\\' && at + 1 < query.Length && query[at + 1] is '\'' or '\\') text.Append(query[++at]);
            else if (query[at] != '\'') text.Append(query[at]);
            else
            {
                at++;
                return new Token(TokenKind.Quoted, text.ToString(), start + 1);
            }
        }
        throw Refuse.QuerySyntax($"Lexical error at line 1, column {query.Length + 1}.  Encountered: <EOF> after : \"{query[start..]}\"");
    }

    private static Token Symbol(string query, ref int at)
    {
        var start = at;
        var two = at + 1 < query.Length ? query.Substring(at, 2) : "";
        if (two is "<=" or ">=") at += 2;
        else if ("=<>(),*".Contains(query[at])) at++;
        else throw Refuse.QuerySyntax($"Lexical error at line 1, column {at + 1}.  Encountered: \"{query[at]}\"");
        return new Token(TokenKind.Symbol, query[start..at], start + 1);
    }
}
