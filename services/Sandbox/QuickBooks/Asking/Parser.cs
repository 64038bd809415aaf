using System.Globalization;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;

namespace Sandbox.QuickBooks.Asking;

/// <summary>
/// Reads <c>SELECT *|count(*) FROM Entity [WHERE p op v [AND ...]] [ORDERBY p [ASC|DESC]] [STARTPOSITION n] [MAXRESULTS n]</c>. Keywords, entities and
/// properties in any case; what cannot be parsed is 4000, what makes no sense 4001.
/// </summary>
internal sealed class Parser
{
    private const int DefaultRows = 100;
    private const int MostRows = 1000;
    private readonly IReadOnlyList<Token> _tokens;
    private int _at;

    private Parser(IReadOnlyList<Token> tokens) => _tokens = tokens;

    public static Statement Read(string? query)
    {
        if (string.IsNullOrWhiteSpace(query)) throw Refuse.QuerySyntax("Encountered \"<EOF>\" at line 1, column 1. Was expecting: \"select\"");
        return new Parser(Tokenizer.Cut(query)).Read();
    }

    private Token Next => _tokens[_at];

    private Statement Read()
    {
        Expect("select");
        var (counts, columns) = Columns();
        Expect("from");
        var name = Word("an entity");
        var kind = Catalog.Find(name) ?? throw Refuse.Query($"Metadata not found for Entity {name}");
        foreach (var column in columns) PropertyPath.Find(kind, column, mustBeQueryable: false);
        var conditions = new List<Condition>();
        if (Take("where"))
            do conditions.Add(ReadCondition(kind));
            while (Take("and"));
        var order = ReadOrder(kind);
        var (start, most) = ReadPage();
        if (Next.Kind != TokenKind.End) throw Unexpected("AND, ORDERBY, STARTPOSITION, MAXRESULTS or the end");
        return new Statement(counts, kind, conditions, order, start, most);
    }

    private (bool Counts, List<string> Columns) Columns()
    {
        if (TakeSymbol("*")) return (false, []);
        if (Take("count"))
        {
            ExpectSymbol("(");
            ExpectSymbol("*");
            ExpectSymbol(")");
            return (true, []);
        }
        // Columns may be named, the whole object comes back all the same.
        var columns = new List<string>();
        do columns.Add(Word("*, count(*) or a property"));
        while (TakeSymbol(","));
        return (false, columns);
    }

    private Condition ReadCondition(EntityKind kind)
    {
        var path = PropertyPath.Find(kind, Word("a property"));
        if (Take("in"))
        {
            var values = new List<string>();
            ExpectSymbol("(");
            do values.Add(Literal());
            while (TakeSymbol(","));
            ExpectSymbol(")");
            return Checked(new Condition(path, "IN", values));
        }
        if (Take("like")) return Checked(new Condition(path, "LIKE", [Literal()]));
        if (Next.Kind != TokenKind.Symbol || Next.Text is not ("=" or "<" or ">" or "<=" or ">=")) throw Unexpected("=, <, >, <=, >=, IN or LIKE");
        var symbol = Next.Text;
        _at++;
        return Checked(new Condition(path, symbol, [Literal()]));
    }

    private static Condition Checked(Condition condition)
    {
        if (condition.Path.Property.Name == "Id" && condition.Operator is not ("=" or "IN")) throw Refuse.Query($"operator {condition.Operator} is not supported on property 'Id'");
        return condition;
    }

    private List<(PropertyPath, bool)> ReadOrder(EntityKind kind)
    {
        var order = new List<(PropertyPath, bool)>();
        if (!Take("orderby"))
        {
            if (!Take("order")) return order;
            Expect("by");
        }
        do
        {
            var path = PropertyPath.Find(kind, Word("a property"));
            var descending = Take("desc");
            if (!descending) Take("asc");
            order.Add((path, descending));
        }
        while (TakeSymbol(","));
        return order;
    }

    private (int Start, int Most) ReadPage()
    {
        var (start, most) = (1, DefaultRows);
        while (true)
        {
            if (Take("startposition")) start = Bounded(int.MaxValue, 1);
            else if (Take("maxresults")) most = Bounded(MostRows, 0);
            else return (start, most);
        }
    }

    private int Bounded(int highest, int lowest)
    {
        if (Next.Kind != TokenKind.Number || !long.TryParse(Next.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) throw Unexpected("a whole number");
        _at++;
        if (value < lowest) throw Refuse.Query($"value {value} is too small. Min allowed value is {lowest}");
        if (value > highest) throw Refuse.Query($"value {value} is too large. Max allowed value is {highest}");
        return (int)value;
    }

    private string Literal()
    {
        if (Next.Kind is TokenKind.Quoted or TokenKind.Number || Next.Is("true") || Next.Is("false")) return _tokens[_at++].Text;
        throw Unexpected("a value in single quotes");
    }

    private string Word(string expected) => Next.Kind == TokenKind.Word ? _tokens[_at++].Text : throw Unexpected(expected);

    private bool Take(string word)
    {
        if (!Next.Is(word)) return false;
        _at++;
        return true;
    }

    private bool TakeSymbol(string symbol)
    {
        if (!Next.IsSymbol(symbol)) return false;
        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word)) throw Unexpected(word.ToUpperInvariant());
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TakeSymbol(symbol)) throw Unexpected(symbol);
    }

    private QuickBooksFault Unexpected(string expected) => Refuse.QuerySyntax($"Encountered \"{Next.Text}\" at line 1, column {Next.Column}. Was expecting: {expected}");
}
